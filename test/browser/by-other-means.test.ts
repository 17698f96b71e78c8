import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { logIn } from '../support/browser/log-in.js';
import { axe } from '../support/browser/look.js';
import { startSmallDaemon } from '../support/small-daemon.js';

const TOKEN = 'of-the-test';

test('what a pointer, a clock in UTC and a light screen show is there without them', async () => {
  const daemon = await startSmallDaemon(`http: {token: ${TOKEN}}
status_pages:
  - {unit: shops, title: Our shops, components: [{name: Shop, service: shop}]}
`);
  await fetch(`${daemon.url}/api/v1/incidents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'maria', service: 'shop', severity: 'sev2', title: 'orders hang' }),
  });
  const page = await openPage(`${daemon.url}/incidents/INC-1`, { timezoneId: 'Asia/Kolkata' });

  // The local time stands beside the one in UTC: a phone shows no titles.
  await page.getByRole('heading', { name: 'orders hang' }).waitFor();
  await page.getByText(/^now \d\d:\d\d UTC, .*\d\d:\d\d here$/).waitFor();
  expect(await page.locator('header dl').innerText()).toMatch(/UTC \(.*\d\d:\d\d here\)/);

  // What has a button of its own is found by its name, too.
  await page.keyboard.press('k');
  await page.getByRole('combobox', { name: 'Command' }).fill('give scribe');
  await page.getByRole('option', { name: 'Give Scribe' }).waitFor();
  await page.keyboard.press('Escape');

  // On paper, what was read on a dark screen can be read as well.
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await page.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
  await axe(page);
  await page.emulateMedia({ colorScheme: null, media: null });

  // Uptime by day needs no pointer.
  await page.goto(`${daemon.url}/status/shops`);
  await page.getByText('Each of the 90 days').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Shop, day by day' }).getByText(': not seen').first().waitFor();
  await axe(page);
});

test('what is done beside the list says so: copied, not read, nothing found', async () => {
  const daemon = await startSmallDaemon(`http: {token: ${TOKEN}}\n`);
  const page = await openPage(`${daemon.url}/settings`);
  // A stranger: nothing is wrong with the files.
  await page.getByRole('button', { name: 'Read them now' }).click();
  await page.getByText(/^not read: /).waitFor();
  await page.keyboard.press('Escape');

  await logIn(page, TOKEN);
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Name', { exact: true }).fill('ci');
  await page.getByRole('button', { name: 'Make it' }).click();
  const secret = await page.locator('dialog pre').innerText();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Copied.').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
  // As it is on plain HTTP from afar.
  await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('select it and press Ctrl C').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();

  await page.goto(`${daemon.url}/gates?q=nobody`);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('rowheader', { name: 'shop' }).waitFor();
  await page.goto(`${daemon.url}/slos/shop/nope`);
  await page.getByText('The address may be mistyped').waitFor();
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  await page.goto(`${daemon.url}/incidents?service=nobody`);
  await page.getByRole('heading', { name: '0 incidents open, by these filters' }).waitFor();
});

test('a page whose script cannot be loaded says so, and the others are there', async () => {
  const daemon = await startSmallDaemon(`http: {token: ${TOKEN}}\n`);
  // A page of its own: React logs what it catches.
  const page = await (await openPage(daemon.url)).context().newPage();
  await page.goto(`${daemon.url}/gates`);
  await page.getByRole('rowheader', { name: 'shop' }).waitFor();
  // As while the daemon is away, and after an update.
  await page.route('**/assets/deliveries*.js', (route) => route.abort());
  await page.getByRole('link', { name: 'Deliveries' }).click();
  await page.getByRole('heading', { name: 'This page cannot be shown' }).waitFor();
  await axe(page);
  await page.getByRole('link', { name: 'Gates' }).click();
  await page.getByRole('rowheader', { name: 'shop' }).waitFor();
  await page.getByRole('link', { name: 'Deliveries' }).click();
  await page.unroute('**/assets/deliveries*.js');
  await page.getByRole('button', { name: 'Load it again' }).click();
  await page.getByRole('heading', { name: 'No message has been sent yet' }).waitFor();
});

test('whoever types fast loses no letter, and moves through the past by keys', async () => {
  const daemon = await startSmallDaemon(`http: {token: ${TOKEN}}\n`);
  const page = await openPage(`${daemon.url}/slos/shop/good/what-if`);
  const target = page.getByLabel('Target in %');
  await target.fill('');
  await target.pressSequentially('99.123');
  await page.waitForURL(/target=99\.123$/);
  expect(await target.inputValue()).toBe('99.123');
  await page.getByLabel('Target, as a slider').focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft');
  await page.waitForURL(/target=99\.09$/);
  await page.getByRole('button', { name: 'As it is written' }).click();
  await page.waitForURL((url) => url.search === '');
  expect(await target.inputValue()).toBe('99');

  await page.getByRole('link', { name: 'Back to the SLO' }).click();
  const closer = page.getByRole('button', { name: 'Closer' });
  await closer.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/from=.*to=/);
  const middle = Date.parse(new URL(page.url()).searchParams.get('from') ?? '');
  await page.getByRole('button', { name: 'Later' }).press('Enter');
  await page.waitForURL((url) => Date.parse(url.searchParams.get('from') ?? '') > middle);
});
