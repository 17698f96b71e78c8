import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';

/** The demo on the built binary, as it is told line by line. */
function play() {
  const child = spawn(process.execPath, ['dist/main/firebreak.js', 'demo', '--once'], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  let said = '';
  let onWords: () => void = () => undefined;
  child.stdout.on('data', (words: Buffer) => {
    said += words.toString();
    onWords();
  });
  const ended = once(child, 'close').then(([code]) => code as unknown);
  const address = new Promise<string>((resolve, reject) => {
    onWords = () => {
      const [, found] = /look along +(http:\/\/\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    void ended.then(() => reject(new Error('it has ended')));
  });
  return { address, ended, said: () => said };
}

test('the demo plays its story through on the built binary, checks every step, and its pages tell it meanwhile', async () => {
  const { address, ended, said } = play();
  await watch(await address);
  expect(await ended).toBe(0);
  const timeline = said().slice(said().indexOf('Timeline'));
  const told = [
    'healthy',
    'errors begin',
    'burn rate',
    'the pager rings, once',
    'incident INC-1 is open',
    'alice is called',
    'bob is called, the second step',
    'bob acknowledges',
    'work does not begin yet: SEV',
    'the roles are held',
    'carol tells customers: “We are looking into a problem with checkout-api',
    'the cause is identified',
    'band 25-to-50',
    'band below-25',
    'band exhausted, gate block',
    'the gate is closed',
    'alice fails over',
    'the SLI after it is on record too',
    'errors end',
    'the page is resolved',
    'bob wants to resolve it: recovery is not proven',
    'recovery is proven: the SLI is back',
    'the all-clear',
    'carol tells engineering: “INC-1 is over',
    'closed: the alert was real',
    'the gate stays closed',
  ];
  const places = told.map((text) => timeline.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
}, 300_000);

/** Looks along in a browser: what the terminal says is on the pages, without anybody loading them anew. */
async function watch(address: string): Promise<void> {
  const page = await openPage(address);
  const customers = await openPage(new URL('/status/shop', address).href);
  const seen = (text: string | RegExp, within = 120_000, on = page) =>
    on.getByText(text).filter({ visible: true }).first().waitFor({ timeout: within });
  await page.getByRole('heading', { name: /^[1-3] of 3 SLOs burning/ }).waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'INC-1' }).first().click();
  await page.getByRole('heading', { level: 1, name: /checkout-api/ }).waitFor();
  await seen(/ is technical-lead/, 60_000);
  await seen('the payment provider answers 503');
  await customers.reload();
  await seen(/We are looking into a problem/, 30_000, customers);
  await seen(/recovery is not proven/);
}
