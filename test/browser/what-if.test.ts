import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { shoot } from '../support/browser/look.js';
import { setStage } from '../support/live-stage.js';

test('what if: another target, window and tiers beside the present ones, replayed, with the lines for the file', async () => {
  const stage = await setStage();
  const page = await openPage(`${stage.daemon.url}/slos/checkout-api/availability`);
  await page.getByRole('link', { name: 'What if …' }).click();
  await page.getByRole('heading', { level: 1, name: 'What if: checkout-api/availability' }).waitFor();
  const lines = page.getByLabel('For the file', { exact: true });
  const promise = page.getByRole('row', { name: /^Promise/ });
  await promise.waitFor();
  expect(await promise.textContent()).toBe('Promise99.95 % over 12h99.95 % over 12h');

  await page.getByLabel('Target in %').fill('99');
  await page.waitForURL(/target=99/);
  await page.getByRole('row', { name: 'Promise 99.95 % over 12h 99 % over 12h' }).waitFor();
  await lines.getByText('target: 99%').waitFor();
  const first = page.getByRole('group', { name: 'Tier 1: page' });
  await first.getByLabel('Burn rate').fill('10');
  // What makes no sense is said beside the field, nothing is asked, and what was typed stays.
  await first.getByLabel('Short').fill('2h');
  await first.getByText('Has to be shorter than the long one').waitFor();
  await page.getByText('Nothing is replayed until what is marked makes sense').waitFor();
  expect(await first.getByLabel('Short').getAttribute('aria-invalid')).toBe('true');
  await first.getByLabel('Short').fill('5s');
  await lines.getByText('burn_rate: 10').waitFor();

  // Tiers come and go by keys; the focus is where the work goes on.
  await page.getByRole('button', { name: 'Remove tier 2' }).press('Enter');
  await page.locator('[data-tier="0"] button:focus').waitFor();
  await page.getByRole('button', { name: 'Remove tier 1' }).press('Enter');
  await page.getByText('No tiers: the budget is counted, and nobody is told.').waitFor();
  const add = page.getByRole('button', { name: 'Add a tier' });
  await page.locator('[data-add]:focus').waitFor();
  await add.press('Enter');
  await page.locator('[data-tier="0"] select:focus').waitFor();
  await add.press('Enter');
  const added = page.getByRole('group', { name: 'Tier 2' });
  await page.locator('[data-tier="1"] select:focus').waitFor();
  await added.getByLabel('Long').fill('2h');
  await added.getByLabel('Short').fill('10m');
  await added.getByLabel('Burn rate').fill('0.0005');
  await lines.getByText('long_window: 2h').waitFor();

  // The past, drawn and in numbers.
  await page.getByRole('figure', { name: /^Failing events, and when each would have paged/ }).waitFor();
  await page.getByText(/^Each of the \d+/).click();
  const alerts = page.getByRole('region', { name: 'Pages and tickets' });
  await alerts
    .getByRole('row', { name: /as it could be page page-2h/ })
    .first()
    .waitFor();
  await page.getByText(/The exact numbers/).click();
  const numbers = page.getByRole('region', { name: 'The exact numbers' });
  expect(await numbers.getByRole('row').count()).toBeGreaterThan(100);
  expect(await numbers.getByRole('row').last().textContent()).toContain(' UTC');
  await page.getByText(/The exact numbers/).click();
  await page.getByText(/^Each of the \d+/).click();
  await shoot(page, 'what-if');

  await page.getByLabel('Window').selectOption('calendar week');
  await page.getByLabel('Time zone').fill('Europe/Bonn');
  await page.getByText('No time zone has this name').waitFor();
  await page.getByLabel('Time zone').fill('Europe/Berlin');
  await page.getByRole('row', { name: /99 % over calendar week \(Europe\/Berlin\)/ }).waitFor();
  await lines.getByText('time_zone: Europe/Berlin').waitFor();

  await page.getByRole('button', { name: 'As it is written' }).click();
  await page.waitForURL((url) => url.search === '');
  await page.getByRole('row', { name: 'Promise 99.95 % over 12h 99.95 % over 12h' }).waitFor();
});
