import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { logIn } from '../support/browser/log-in.js';
import { startSmallDaemon } from '../support/small-daemon.js';

const TOKEN = 'of-the-test';
const LONG = 'gateway/availability:partner=payco-and-a-name-without-any-place-to-break-'.repeat(3);

test('no page of an incident is wider than its screen, whatever things are called', async () => {
  const daemon = await startSmallDaemon(`http: {token: ${TOKEN}}\n`);
  const declared = await fetch(`${daemon.url}/api/v1/incidents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      service: LONG.slice(0, 80),
      severity: 'sev2',
      title: LONG,
      by: LONG.slice(0, 80),
    }),
  });
  expect(declared.status).toBe(201);
  const page = await openPage(`${daemon.url}/incidents/INC-1`);
  await logIn(page, TOKEN, LONG.slice(0, 60));
  for (const path of ['/incidents/INC-1', '/incidents/INC-1/view', '/incidents', '/']) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${daemon.url}${path}`);
    await page.getByText(LONG).first().waitFor();
    for (const width of [1440, 390, 1100, 320]) {
      await page.setViewportSize({ width, height: 844 });
      const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(tooWide, `${path} at ${width} px`).toBeLessThanOrEqual(0);
    }
  }
});
