import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { fillInLogin } from '../support/browser/log-in.js';
import { shoot } from '../support/browser/look.js';
import { startRefuser } from '../support/refuser.js';
import { eventually, setStage } from '../support/live-stage.js';

test('gates, deliveries and settings are seen and changed in the browser', async () => {
  const refuser = await startRefuser();
  const stage = await setStage(
    `  - {name: chat, webhook: {url: '${refuser}', allow_private_addresses: true}}
evaluation: {interval: 1s}
routes:
  - {match: {severity: page}, receivers: [pager, chat]}
`,
  );
  stage.service.break(0.5);
  const page = await openPage(`${stage.daemon.url}/gates`);

  // A stranger's click asks who he is, and what he has typed is still there.
  await page.getByRole('button', { name: 'Override the gate of checkout-api' }).click();
  await page.getByLabel('The gate answers').selectOption('block');
  await page.getByLabel('Why').fill('the payment provider is down');
  await page.getByRole('button', { name: 'Freeze it' }).click();
  await fillInLogin(page, stage.token);
  expect(await page.getByLabel('Why').inputValue()).toBe('the payment provider is down');
  await page.getByRole('button', { name: 'Freeze it' }).click();
  await page.getByText('by Ada’s word').waitFor();
  await page.getByText(/the gate of checkout-api is blocked by Ada until/).waitFor();
  expect(await stage.run('gate', 'checkout-api', '--url', stage.daemon.url)).toMatchObject({ code: 1 });
  await shoot(page, 'gates');

  await page.getByRole('link', { name: 'Deliveries' }).click();
  const given = page.getByRole('row').filter({ hasText: 'given up' });
  await given.first().waitFor();
  expect(await given.first().textContent()).toContain('chat');
  // Only where there is something to send, and how much of it.
  const again = page.getByRole('button', { name: /^Send the (given-up one|\d+ given-up ones) again: / });
  await again.waitFor();
  expect(await again.getAttribute('aria-label')).toMatch(/: chat$/);
  await page.getByRole('row').filter({ hasText: 'pager' }).getByText('receipt').first().waitFor();
  await page.getByRole('button', { name: 'Test pager' }).click();
  await page.getByText('the test arrived, and was taken back').waitFor();
  await shoot(page, 'deliveries');
  await given
    .first()
    .getByRole('button', { name: /^Put aside/ })
    .click();
  await page.getByLabel('Why').fill('the channel was deleted');
  await page.getByRole('dialog').getByRole('button', { name: 'Put aside' }).click();
  await page.getByLabel('State').selectOption('discarded');
  await page.getByText('1 attempt in full').click();
  await page.getByText('put aside by Ada: the channel was deleted').waitFor();

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('Nothing is wrong with them.').waitFor();
  await stage.writeSpec(stage.spec.replace('99.95%', 'ninety'));
  await page.getByText('The last change was refused').waitFor();
  const wrong = (await page.getByLabel('What is wrong with the change').textContent()) ?? '';
  expect(wrong).toMatch(/checkout-api\.yaml:\d+:\d+/);
  expect(wrong).toContain('^^^');
  await shoot(page, 'settings-broken');
  await stage.writeSpec(stage.spec);
  await page.getByText('Nothing is wrong with them.').waitFor();
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Name').fill('ci');
  await page.getByRole('button', { name: 'Make it' }).click();
  const secret = await page.getByRole('dialog').locator('pre').textContent();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('rowheader', { name: 'ci' }).waitFor();
  const asked = (path: string) =>
    fetch(stage.daemon.url + path, { headers: { authorization: `Bearer ${secret}` } }).then(
      ({ status }) => status,
    );
  expect(await asked('/api/v1/slos')).toBe(200);
  await shoot(page, 'settings');
  await page.getByRole('button', { name: 'End the token ci' }).click();
  await page.getByRole('button', { name: 'End it' }).click();
  await eventually(
    'the token is refused',
    15,
    () => asked('/api/v1/audit'),
    (status) => status === 401,
  );
});
