import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { setIncidentStage } from '../support/browser/incident-stage.js';
import { fillInLogin } from '../support/browser/log-in.js';
import { axe, shoot } from '../support/browser/look.js';

test('an incident is declared and run by keyboard alone', async () => {
  const stage = await setIncidentStage(false);
  const page = await openPage(`${stage.daemon.url}/incidents`);
  page.setDefaultTimeout(20_000);
  const { keyboard } = page;
  const phase = page.locator('[aria-current="step"]');
  await page.getByRole('heading', { name: '0 incidents open' }).waitFor();

  // Declared by somebody who is not logged in: what was typed waits behind the login, and is declared once.
  await keyboard.press('d');
  await page.getByText('How bad is it?').waitFor();
  await keyboard.type('checkout-api');
  await keyboard.press('Tab');
  await keyboard.type('orders hang');
  await page.getByLabel('reported by a paying customer').focus();
  await keyboard.press('Space');
  await shoot(page, 'incident-declare');
  await keyboard.press('Enter');
  await fillInLogin(page, stage.token);
  await page.getByRole('button', { name: 'Declare it' }).focus();
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).getByText('orders hang').waitFor();

  await keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await axe(page);
  await keyboard.press('Escape');
  await keyboard.press('i');
  await page.getByText('Investigate, not now: INC').waitFor();
  await axe(page);
  await shoot(page, 'incident-not-now');
  await keyboard.press('a');
  await phase.getByText('acknowledged').waitFor();
  await keyboard.press('t');
  await page.getByRole('region', { name: 'Roles' }).getByText('Ada').waitFor();
  await keyboard.press('i');
  await keyboard.press('Enter');
  await phase.getByText('investigating').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await keyboard.press('h');
  await keyboard.type('the queue is full');
  await keyboard.press('Enter');
  await page.getByText('to be decided').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await keyboard.press('n');
  await keyboard.type('sellers are told');
  await keyboard.press('Enter');
  await page.getByRole('listitem').getByText('sellers are told').waitFor();
  await expect.poll(() => page.getByLabel('What happened').inputValue()).toBe('');

  // The guard's reason stands in the dialog, and what was typed stays.
  await page.getByRole('heading', { level: 1 }).click();
  await keyboard.press('s');
  await page.getByRole('dialog').getByLabel('Severity').selectOption('sev4');
  await page.getByRole('button', { name: 'Set it' }).press('Enter');
  await page.getByText(/SEV4 is lower than SEV2: say why/).waitFor();
  await page.getByLabel(/^Why/).fill('one seller only');
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).getByText('SEV4').waitFor();

  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await keyboard.press('Control+k');
  await keyboard.type('without proof');
  await axe(page);
  await keyboard.press('Enter');
  await page.getByLabel('Why it is over although nothing proves it').waitFor();
  await keyboard.type('the queue is empty again');
  await keyboard.press('Enter');
  await phase.getByText('resolved').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await keyboard.press('v');
  await page.getByLabel('Why this is the verdict').fill('a slow consumer');
  await keyboard.press('Enter');
  await phase.getByText('closed').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await keyboard.press('/');
  await keyboard.type('queue');
  await page.waitForURL(/q=queue/);
  await page.goto(`${stage.daemon.url}/incidents`);
  await page.getByRole('table', { name: 'Resolved incidents' }).getByText('orders hang').waitFor();
  await shoot(page, 'incidents');
});
