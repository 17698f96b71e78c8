import { expect, test } from 'vitest';
import { setStage } from '../support/live-stage.js';
import { openPage } from '../support/browser/chromium.js';
import { logIn } from '../support/browser/log-in.js';
import { axe, shoot } from '../support/browser/look.js';

test('the overview shows what burns first, live, and says so when it is cut off', async () => {
  const stage = await setStage('evaluation: {interval: 1s}\n');
  const page = await openPage(`${stage.daemon.url}/`);
  const rows = page.getByRole('table', { name: 'SLOs' }).getByRole('row');
  await page.getByRole('heading', { name: 'None of 3 SLOs burning' }).waitFor();
  expect(await rows.count()).toBe(4);
  await shoot(page, 'overview-quiet');

  stage.service.break(0.5);
  await page.getByRole('heading', { name: /^1 of 3 SLOs burning/ }).waitFor();
  await rows.nth(1).getByText('paging').waitFor();
  expect(await rows.nth(1).textContent()).toContain('checkout-api/availability');
  await page.getByRole('link', { name: 'INC-1' }).first().waitFor();
  await shoot(page, 'overview-burning');

  // The view is in the address: whoever gets it sees the same.
  await page.getByRole('button', { name: /^not burning/ }).click();
  await page.getByRole('searchbox').fill('latency');
  await page.waitForURL(/state=ok.*q=latency|q=latency.*state=ok/);
  await page.getByText('1 of 3 shown').waitFor();
  expect(await rows.count()).toBe(2);
  const other = await openPage(page.url());
  await other.getByText('1 of 3 shown').waitFor();

  // By keyboard alone: to the filters, and back to all.
  await other.getByRole('searchbox').focus();
  await other.keyboard.press('Tab');
  await other.keyboard.press('Enter');
  await other.waitForURL(/state=ok%2Cpage/);

  await stage.daemon.end('SIGKILL');
  await page.getByText('stale since').waitFor();
  await axe(page);
  await stage.daemon.start();
  await page.getByText('live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('heading', { name: /^1 of 3 SLOs burning/ }).waitFor();
});

test('a browser logs in with a token', async () => {
  const stage = await setStage();
  const page = await openPage(`${stage.daemon.url}/`);
  await logIn(page, stage.token, 'Eve');
  await page.getByText('Eve (admin)').waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByLabel('Token').fill('wrong');
  await page.getByLabel('Your name').fill('Ada');
  await page.getByRole('dialog').getByRole('button', { name: 'Log in' }).click();
  await page.getByText('this is no token of the daemon').waitFor();
  await shoot(page, 'login');
  await page.getByLabel('Token').fill(stage.token);
  await page.getByRole('dialog').getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Ada (admin)').waitFor();
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
    { name: 'firebreak-token', httpOnly: true, sameSite: 'Lax' },
  ]);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('button', { name: 'Log in' }).waitFor();
  expect(await page.context().cookies()).toEqual([]);
});
