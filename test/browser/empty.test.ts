import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { shoot } from '../support/browser/look.js';
import { startSmallDaemon } from '../support/small-daemon.js';

/** More than any of these pages has to stop at. */
const MOST_STOPS = 60;

/** What the keyboard is at, and whether that can be seen; undefined at the end of the page. */
const AT = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return undefined;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  return { what: at.outerHTML.slice(0, 120), isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
})()`;

/** Goes through the page by Tab alone: wherever the keyboard is, it is seen. */
async function focusIsSeen(page: Page): Promise<number> {
  await page.locator('body').evaluate('document.body.focus()');
  const hidden: string[] = [];
  let stops = 0;
  for (; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<{ readonly what: string; readonly isSeen: boolean } | undefined>(AT);
    if (!at) break;
    if (!at.isSeen) hidden.push(at.what);
  }
  expect(hidden, page.url()).toEqual([]);
  return stops;
}

test('a daemon with nothing yet says on every page what to do, and shows where the keyboard is', async () => {
  const daemon = await startSmallDaemon('http: {token: of-the-test}\n', (folder) =>
    rmSync(join(folder, 'slo-specs/shop.yaml')),
  );
  const page = await openPage(`${daemon.url}/`);
  const pages = [
    ['/', 'No SLOs are loaded', 'overview-empty'],
    ['/incidents', 'No incident was resolved yet', 'incidents-empty'],
    ['/gates', 'There are no gates yet', 'gates-empty'],
    ['/slos/shop/none', /shop\/none/, 'slo-none'],
    ['/incidents/INC-99', 'There is no INC-99', 'incident-none'],
  ] as const;
  for (const [path, heading, name] of pages) {
    await page.goto(daemon.url + path);
    await page.getByRole('heading', { name: heading }).waitFor();
    await shoot(page, name);
    expect(await focusIsSeen(page)).toBeGreaterThan(5);
  }
  for (const path of ['/oncall', '/deliveries', '/settings']) {
    await page.goto(daemon.url + path);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await focusIsSeen(page)).toBeGreaterThan(5);
  }
});
