import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { logIn } from '../support/browser/log-in.js';
import { shoot } from '../support/browser/look.js';
import { startSmallDaemon } from '../support/small-daemon.js';

const TOKEN = 'of-the-test';
const CONFIG = `http: {token: ${TOKEN}}
receivers: [{name: payco-chat, webhook: {url: 'http://127.0.0.1:1/', allow_private_addresses: true}}]
on_call: [on-call.yaml]
`;
const ON_CALL = `vendors:
  payco:
    name: PayCo
    services: [shop]
    contract: enterprise, 24x7
    response: 15m
    account: "4711-0815"
    routes:
      - {name: portal, url: https://support.payco.example/cases/new}
      - {name: hotline, phone: "+1 206 555 0100"}
      - {name: chat, receiver: payco-chat}
    escalation:
      - {after: 20m, route: hotline}
`;

test('vendors have their cases, and partners their link, on the page of an incident', async () => {
  const daemon = await startSmallDaemon(CONFIG, (folder) =>
    writeFileSync(join(folder, 'on-call.yaml'), ON_CALL),
  );
  const declared = await fetch(`${daemon.url}/api/v1/incidents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ service: 'shop', severity: 'sev3', title: 'captures hang', by: 'Ada' }),
  });
  expect(declared.status).toBe(201);
  const page = await openPage(`${daemon.url}/incidents/INC-1`);
  await logIn(page, TOKEN);
  const dialog = page.getByRole('dialog');
  const vendors = page.getByRole('region', { name: 'Vendors' });
  await vendors.getByRole('link', { name: '+1 206 555 0100' }).waitFor();
  await vendors.getByText('told through payco-chat').waitFor();

  await vendors.getByRole('button', { name: 'Open a case with PayCo' }).click();
  await dialog.getByLabel('What they are needed for').fill('captures hang');
  await dialog.getByRole('button', { name: 'Open it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await vendors.getByText('waits for them').waitFor();
  const due = page.getByRole('region', { name: 'What is due' }).getByRole('listitem');
  await due
    .filter({ hasText: 'PayCo answers V1' })
    .getByText(/^in 1\dm/)
    .waitFor();
  await due.filter({ hasText: 'V1 goes by hotline, if PayCo does not answer' }).waitFor();

  // A partner sees what is marked, and not whose words they are.
  await page.getByLabel('What happened').fill('captures hang since noon');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'captures hang since noon' });
  await entry.waitFor();
  await page.getByRole('button', { name: 'Make a link for a partner' }).click();
  await dialog.getByLabel('For whom').fill('PayCo');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  const address = (await dialog.locator('pre').textContent()) ?? '';
  expect(new URL(address).origin).toBe(daemon.url);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await entry.getByRole('button', { name: /^Show entry \d+ to partners/ }).click();
  const partners = page.getByRole('region', { name: 'Partners' });
  await partners.getByText('sees 1 entry of the timeline').waitFor();
  await partners.getByText('holds', { exact: true }).waitFor();
  const outside = await openPage(address);
  await outside.getByText('captures hang since noon').waitFor();
  expect(await outside.getByText('Ada').count()).toBe(0);
  await outside.getByText(/^As of .* ago\. This page asks again by itself/).waitFor();
  await shoot(outside, 'shared');
  await shoot(page, 'incident-others');

  await vendors.getByRole('button', { name: 'PayCo has answered V1' }).click();
  await dialog.getByLabel('What they call the case').fill('CASE-4711');
  await dialog.getByRole('button', { name: 'Write it down' }).click();
  await vendors.getByText(/^Answered after .*, promised were 15m \(their CASE-4711\)/).waitFor();
  expect(await due.filter({ hasText: 'V1' }).count()).toBe(0);
  await dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('k');
  await page.keyboard.type('close v1');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('What came of it').fill('they rolled back');
  await page.keyboard.press('Enter');
  await vendors.getByText('closed', { exact: true }).waitFor();
  await vendors.getByRole('button', { name: 'Open a case with PayCo' }).waitFor();

  await partners.getByRole('button', { name: 'Revoke' }).click();
  await partners.getByText('revoked', { exact: true }).waitFor();
  await outside.reload();
  await outside.getByText('This link opens nothing').waitFor();
});
