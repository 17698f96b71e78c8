import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect, onTestFinished } from 'vitest';
import { LAUNCH } from './launch.js';

let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

/** A page of a browser that knows nothing yet, until the test ends. What a page logs as an error, or throws, fails the test. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  browser ??= chromium.launch(LAUNCH);
  const context = await (await browser).newContext({
    baseURL: new URL(url).origin,
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    // What the daemon refuses, or does not answer, is for the page to show; the browser logs it as well.
    const isRefusal = /^Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE|ERR_NETWORK/.test(
      message.text(),
    );
    if (message.type() === 'error' && !isRefusal) errors.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  await page.goto(url);
  return page;
}
