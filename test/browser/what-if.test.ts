import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { shoot } from '../support/browser/look.js';
import { setStage } from '../support/live-stage.js';

test('what if: a looser target beside the present one, replayed, with the lines for the file', async () => {
  const stage = await setStage();
  const page = await openPage(`${stage.daemon.url}/slos/checkout-api/availability`);
  await page.getByRole('link', { name: 'What if …' }).click();
  await page.getByRole('heading', { level: 1, name: 'What if: checkout-api/availability' }).waitFor();
  const promise = page.getByRole('row', { name: /^Promise/ });
  await promise.waitFor();
  expect(await promise.textContent()).toBe('Promise99.95 % over 12h99.95 % over 12h');
  await page.getByLabel('Target in %').fill('99');
  await page.waitForURL(/target=99/);
  await page.getByRole('row', { name: 'Promise 99.95 % over 12h 99 % over 12h' }).waitFor();
  await page.getByLabel('For the file', { exact: true }).getByText('target: 99%').waitFor();
  await page.getByRole('group', { name: 'Tier 1: page' }).getByLabel('Burn').fill('10');
  await page.getByLabel('For the file', { exact: true }).getByText('burn_rate: 10').waitFor();
  await shoot(page, 'what-if');
  // What makes no sense is said, and what was typed stays.
  await page.getByLabel('Window').fill('soon');
  await page.getByText('"window" is a duration such as 5m, 1h or 30d, not "soon"').waitFor();
  await page.getByRole('button', { name: 'As it is written' }).click();
  await promise.waitFor();
  await page.waitForURL((url) => url.search === '');
});
