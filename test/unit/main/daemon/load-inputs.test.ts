import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventKey } from '../../../../src/core/events/weighted-selectors.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { errorsOf, loadInputs } from '../../../../src/main/daemon/load-inputs.js';

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

test('on-call files become the plan, and their receivers are those of the configuration', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-inputs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const configPath = join(folder, 'firebreak.yaml');
  const onCall = (text: string) => writeFile(join(folder, 'oncall.yaml'), text);
  const load = () => loadInputs({ configPath, workFolder: folder, env: {}, flags: {} });
  await writeFile(
    configPath,
    `specs: ['${SPECS}']\non_call: [oncall.yaml]\nreceivers: [{name: out, stdout: {}}]\n`,
  );
  await onCall('people: {alice: {contacts: [{receiver: out}]}}');
  const { settings, problems, watched } = await load();
  expect(problems).toEqual([]);
  expect(settings?.engine.onCall.people.get('alice')?.contacts).toEqual([
    { receiver: 'out', address: undefined },
  ]);
  expect(watched.paths).toContain(join(folder, 'oncall.yaml'));
  await onCall('people: {alice: {contacts: [{receiver: oud}]}, bob: {boss: true}}');
  const broken = await load();
  expect(broken.problems.map(({ code, line }) => `${code}:${line}`)).toEqual([
    'unknown-field:1',
    'unknown-receiver:1',
  ]);
  expect([...(broken.settings?.engine.onCall.people.keys() ?? [])]).toEqual(['alice']);
  await rm(join(folder, 'oncall.yaml'));
  expect((await load()).problems.map(({ code }) => code)).toEqual(['unreadable']);
});

test('an incident policy is read beside the configuration; a broken one leaves the default, and that is said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-inputs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const configPath = join(folder, 'firebreak.yaml');
  const policy = (text: string) => writeFile(join(folder, 'policy.yaml'), text);
  const load = () => loadInputs({ configPath, workFolder: '/', env: {}, flags: {} });
  await writeFile(
    configPath,
    `specs: ['${SPECS}']\nincident_policy: policy.yaml\nreceivers: [{name: out, stdout: {}}]\n`,
  );
  await policy('severities: {sev3: {response: 20m}}\naudiences: {engineering: [out]}');
  const sound = await load();
  expect(sound.problems).toEqual([]);
  expect(sound.settings?.engine.incidents).toMatchObject({
    severities: { sev3: { response: 20 * MINUTE } },
    audiences: { engineering: ['out'] },
  });
  expect(sound.watched.paths).toContain(join(folder, 'policy.yaml'));
  await policy('severities: {sev3: {response: 20m, escalation: all}}\naudiences: {engineering: [oud]}');
  const broken = await load();
  expect(broken.settings?.engine.incidents).toBe(DEFAULT_INCIDENT_POLICY);
  expect(broken.problems.map(({ code, line, column }) => `${code}:${line}:${column}`)).toEqual([
    'unknown-escalation:1:48',
    'unknown-receiver:2:27',
    'default-policy:1:1',
  ]);
  expect(broken.files.map(({ path }) => path)).toContain(join(folder, 'policy.yaml'));
  const refused = await loadInputs({ configPath, workFolder: '/', env: {}, flags: {} }, 'reload');
  expect(refused.problems.at(-1)).toMatchObject({
    code: 'policy-stays',
    message: 'nothing of this file is in force: the policy from before this reload stays',
  });
  await rm(join(folder, 'policy.yaml'));
  const gone = await load();
  expect(errorsOf(gone).map(({ code }) => code)).toEqual(['unreadable']);
  expect(gone.settings?.engine.incidents).toBe(DEFAULT_INCIDENT_POLICY);
});
