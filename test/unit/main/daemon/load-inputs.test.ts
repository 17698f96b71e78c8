import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventKey } from '../../../../src/core/events/weighted-selectors.js';
import { loadInputs } from '../../../../src/main/daemon/load-inputs.js';

const SPECS = resolve('slo-specs');

async function slosOf(counts: string) {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-inputs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const configPath = join(folder, 'firebreak.yaml');
  await writeFile(configPath, `specs: ['${SPECS}']\nprometheus: {counts: ${counts}}\n`);
  const { slos, problems } = await loadInputs({ configPath, workFolder: folder, env: {}, flags: {} });
  expect(problems).toEqual([]);
  expect(slos.length).toBeGreaterThan(0);
  return slos;
}

test('the SLIs’ own counters are counted, or what the rules record of them', async () => {
  const raw = await slosOf('raw');
  const byRules = await slosOf('rules');
  expect(byRules.map(({ id }) => id)).toEqual(raw.map(({ id }) => id));
  byRules.forEach((slo, index) => {
    const labels = `service="${slo.service}", slo="${slo.name}"`;
    expect(eventKey(slo.sli).split('\n')).toEqual([
      `1,1 slo:events:running_total{${labels}, of="bad"}`,
      `0,1 slo:events:running_total{${labels}, of="good"}`,
    ]);
    expect(slo.sli.recordedFrom).toEqual(raw[index]?.sli);
    expect(eventKey(raw[index]?.sli ?? slo.sli)).not.toContain('running_total');
  });
});
