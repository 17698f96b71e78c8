import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { shoot } from '../support/browser/look.js';
import { startRefuser } from '../support/refuser.js';
import { startSmallDaemon } from '../support/small-daemon.js';

const TOKEN = 'of-the-test';

test('settings say what is wrong, where, and what to do about it', async () => {
  const daemon = await startSmallDaemon(
    `http: {token: ${TOKEN}}
receivers:
  - {name: chat, webhook: {url: '${await startRefuser()}', allow_private_addresses: true}}
incident_policy: policy.yaml
heartbeat: {url: 'http://127.0.0.1:1/', allow_private_addresses: true}
watchdog: {within: 2m}
status_pages:
  - {unit: shops, title: Our shops, components: [{name: Shop, service: shop}, {name: Till, service: till}]}
`,
    (folder) => {
      writeFileSync(join(folder, 'policy.yaml'), 'audiences: {customers: [chat]}\n');
      writeFileSync(join(folder, 'slo-specs/broken.yaml'), 'service: till\nslis: 3\n');
    },
  );
  const say = (path: string, body: object) =>
    fetch(`${daemon.url}/api/v1/incidents${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ by: 'maria', ...body }),
    });
  await say('', { service: 'shop', severity: 'sev2', title: 'orders hang' });
  await say('/INC-1/updates', { audience: 'customers', text: 'Some orders hang.' });

  const page = await openPage(`${daemon.url}/settings`);
  await page.getByText(/since .*ECONNREFUSED.* See that it runs, and that prometheus\.url/).waitFor();
  await page.getByText(/messages? given up, the last: HTTP 400: no such channel/).waitFor();
  await page.getByText('What is in force is not all sound.').waitFor();
  await page.getByText(/broken\.yaml:2:7[^]*\^/).waitFor();
  await page.getByText('Till is unknown: there is no till').waitFor();
  // Nobody has logged in: what may do something is not offered.
  expect(await page.getByRole('button', { name: 'New token' }).count()).toBe(0);
  await shoot(page, 'settings-troubles');
  await page.getByRole('link', { name: 'Our shops', exact: true }).click();
  await page.waitForURL(/\/status\/shops$/);
  await page.getByRole('heading', { name: 'Our shops' }).waitFor();
});

test('a daemon without receivers and status pages says how to have them', async () => {
  const daemon = await startSmallDaemon(`http: {token: ${TOKEN}}\n`);
  const page = await openPage(`${daemon.url}/settings`);
  await page.getByText('alerts open, and no one hears of it').waitFor();
  await page.getByText('status_pages:').waitFor();
  await shoot(page, 'settings-empty');
  await page.getByRole('link', { name: 'Deliveries' }).click();
  await page.getByRole('heading', { name: 'No message has been sent yet' }).waitFor();
  expect(await page.getByRole('button', { name: /^Test / }).count()).toBe(0);
  await shoot(page, 'deliveries-empty');
  await page.getByRole('link', { name: 'Gates' }).click();
  await page.getByText('Nobody, as far as the audit log reaches back.').waitFor();
  await shoot(page, 'gates-unknown');
});
