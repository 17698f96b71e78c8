import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { shoot } from '../support/browser/look.js';
import { startSmallDaemon } from '../support/small-daemon.js';

const json = (body: object) => ({
  method: 'POST',
  headers: { authorization: 'Bearer of-the-test', 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

test('strangers see the status page of a unit and what was shared with them, and nothing else', async () => {
  const daemon = await startSmallDaemon(`http: {token: of-the-test, reads: closed}
status_pages:
  - {unit: shops, title: Our shops, components: [{name: Shop, service: shop}]}
`);
  const say = async (path: string, body: object) => {
    const answer = await fetch(`${daemon.url}/api/v1/incidents${path}`, json({ by: 'maria', ...body }));
    expect(answer.status, path).toBeLessThan(300);
    return (await answer.json()) as { readonly token?: string; readonly url?: string };
  };
  await say('', { service: 'shop', severity: 'sev2', title: 'payments of the rich fail' });
  await say('/INC-1/updates', { audience: 'customers', text: 'Some payments fail. We are on it.' });

  const page = await openPage(`${daemon.url}/status/shops`);
  await page.getByRole('heading', { name: 'Our shops' }).waitFor();
  await page.getByText('Some payments fail. We are on it.').waitFor();
  await page.getByText('Partial outage').first().waitFor();
  expect(await page.getByRole('main').textContent()).not.toMatch(/the rich|maria|INC-1/);
  await shoot(page, 'status');
  await page.goto(`${daemon.url}/status/nowhere`);
  await page.getByRole('heading', { name: 'There is no status page nowhere' }).waitFor();
  await page.goto(`${daemon.url}/shared/made-up`);
  await page.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
  await shoot(page, 'shared-nothing');
});
