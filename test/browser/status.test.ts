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
  - {unit: tills, title: Our tills, components: [{name: Till, service: till}]}
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
  const feed = await (await fetch(`${daemon.url}/status/shops/feed.xml`)).text();
  expect(feed).toContain('Some payments fail. We are on it.');
  expect(feed).not.toMatch(/the rich|maria/);

  // Of these tills nothing is known: that is no good news.
  await page.goto(`${daemon.url}/status/tills`);
  await page.getByRole('heading', { name: 'Our tills' }).waitFor();
  await page.getByRole('img', { name: 'Till: no day was seen' }).waitFor();
  await page.getByText('Uptime is not known: nothing was seen of the last 90 days.').waitFor();
  await page.getByText('None in the last 14 days.').waitFor();
  expect(await page.getByText('Unknown', { exact: true }).count()).toBe(2);
  expect(await page.getByText('Operational').count()).toBe(0);
  await shoot(page, 'status-unknown');

  await page.goto(`${daemon.url}/status/nowhere`);
  await page.getByRole('heading', { name: 'There is no status page nowhere' }).waitFor();
  await page.goto(`${daemon.url}/shared/made-up`);
  await page.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
  await shoot(page, 'shared-nothing');
});

test('a partner sees what was marked, as long as the link holds', async () => {
  const daemon = await startSmallDaemon('http: {token: of-the-test, reads: closed}\n');
  const say = async (path: string, body: object) => {
    const answer = await fetch(`${daemon.url}/api/v1/incidents${path}`, json({ by: 'maria', ...body }));
    expect(answer.status, path).toBeLessThan(300);
    return (await answer.json()) as { readonly path: string };
  };
  await say('', { service: 'shop', severity: 'sev2', title: 'Orders by API hang' });
  await say('/INC-1/timeline', { text: 'Orders of PayCo wait; none is lost.' });
  await say('/INC-1/timeline', { text: 'root password was on the wiki' });
  const asked = await fetch(`${daemon.url}/api/v1/incidents/INC-1`, { headers: json({}).headers });
  const { timeline } = (await asked.json()) as {
    readonly timeline: readonly { readonly seq: number; readonly text: string }[];
  };
  const entry = timeline.find(({ text }) => text.includes('PayCo'))?.seq;
  const [holds, ended] = [
    await say('/INC-1/share-links', { for: 'PayCo' }),
    await say('/INC-1/share-links', { for: 'PayCo', expiresIn: '1s' }),
  ];

  const page = await openPage(`${daemon.url}${holds.path}`);
  await page.getByRole('heading', { name: 'Orders by API hang' }).waitFor();
  await page.getByText('Nothing has been shared yet.').waitFor();
  await say('/INC-1/shared', { entry });
  await page.reload();
  await page.getByText('Orders of PayCo wait; none is lost.').waitFor();
  await page.getByText('shop, it goes on').waitFor();
  expect(await page.locator('body').textContent()).not.toMatch(/password|maria|INC-1/);
  await shoot(page, 'shared');

  const nothing = page.getByRole('heading', { name: 'This link opens nothing' });
  await expect
    .poll(
      async () =>
        (await fetch(`${daemon.url}/api/v1${ended.path.replace('/shared/', '/shared/incidents/')}`)).status,
    )
    .toBe(404);
  await page.goto(`${daemon.url}${ended.path}`);
  await nothing.waitFor();
  await page.goto(`${daemon.url}${holds.path}`);
  await page.getByText('Orders of PayCo wait; none is lost.').waitFor();
  await say('/INC-1/share-links/revoke', { link: 1 });
  await page.reload();
  await nothing.waitFor();
  expect(await page.locator('body').textContent()).not.toMatch(/Orders|PayCo/);
});
