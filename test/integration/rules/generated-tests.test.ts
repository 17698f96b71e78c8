import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Slo } from '../../../src/core/slo/slo.js';
import { generateRules } from '../../../src/rules/generate-rules.js';
import { checkoutSlo, latency } from '../../support/checkout-slos.js';
import { promtool } from './promtool.js';

const published = (await readdir('alert-rules/tests')).map((name) => join('alert-rules/tests', name));

test.each(published)(
  'the real promtool agrees with %s',
  async (path) => {
    expect(await promtool('test', 'rules', path)).toContain('SUCCESS');
  },
  600_000,
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-generated-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes rules and their tests; resolves to the test's path. */
async function written(slo: Slo, change = (text: string) => text): Promise<string> {
  const files = generateRules([slo], { format: 'prometheus', tests: true });
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), path.endsWith('.rules.yaml') ? change(text) : text);
  }
  return join(folder, files.at(-1)?.path ?? '');
}

const latencySlo = checkoutSlo({
  sli: latency,
  objective: { target: 0.99, sloWindow: { kind: 'rolling', durationMs: 7 * 86_400_000 } },
});

test('an SLO whose good events have a metric of their own', async () => {
  expect(await promtool('test', 'rules', await written(latencySlo))).toContain('SUCCESS');
}, 600_000);

test.each([
  ['a threshold that is too high', / > 14\.4$/gm, ' > 20'],
  ['an alert that waits', /alert: SloErrorBudgetBurn$/gm, 'alert: SloErrorBudgetBurn\n        for: 5m'],
  ['a page that ends with its data', /-1 \* max by/g, '0 < -1 * max by'],
])(
  'they notice %s',
  async (_name, what, instead) => {
    const path = await written(latencySlo, (text) => text.replace(what, instead));
    await expect(promtool('test', 'rules', path)).rejects.toThrow('FAILED');
  },
  600_000,
);
