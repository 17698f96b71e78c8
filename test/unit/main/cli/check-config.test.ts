import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkConfig } from '../../../../src/main/cli/check-config.js';

async function check(lines: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-check-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'firebreak.yaml');
  await writeFile(path, `${[`specs: ['${resolve('slo-specs')}']`, ...lines].join('\n')}\n`);
  const { slos, problems } = await checkConfig(path, {});
  return {
    slos: slos.length,
    told: problems.map(({ code, severity, line, message, file }) =>
      [file === path ? line : file, severity, code, message.replaceAll(folder, '')].join(' '),
    ),
  };
}

test('all that a configuration names is checked, and secrets may be elsewhere', async () => {
  const { slos, told } = await check([
    'http: {listen: "0.0.0.0:9596", token_file: /run/secrets/nowhere}',
    'incident_policy: policy.yaml',
    'on_call: [oncall]',
    'status_pages:',
    '  - unit: shop',
    '    title: Shop',
    '    components: [{name: Cart, service: checkout-ap}, {name: Pay, slos: [checkout-api/nothing]}]',
  ]);
  expect(slos).toBeGreaterThan(0);
  expect(told).toEqual([
    expect.stringMatching(/^2 warning doubtful-setting token is not checked: ENOENT/),
    '8 warning doubtful-setting no SLO is of the service "checkout-ap"',
    '8 warning doubtful-setting there is no SLO checkout-api/nothing',
    expect.stringMatching(/^4 error unreadable \/oncall cannot be read: /),
    expect.stringMatching(/^3 error unreadable \/policy.yaml cannot be read: /),
    expect.stringContaining('warning default-policy'),
  ]);
});

test('a sound one is told nothing of', async () => {
  const page = '{unit: shop, title: Shop, components: [{name: Cart, service: checkout-api}]}';
  expect((await check([`status_pages: [${page}]`])).told).toEqual([]);
});
