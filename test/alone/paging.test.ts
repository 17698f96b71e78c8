import { expect, test } from 'vitest';
import { detectionTime } from '../../src/core/burn-rate/theory.js';
import { REQUESTS_PER_SECOND } from '../../src/main/demo/checkout-counters.js';
import { readSpecs } from '../../src/spec/read-specs.js';
import { eventually, type LiveStage, setStage } from '../support/live-stage.js';

const INTERVAL = 2000;
const SCRAPE = 1000;
const CONFIG =
  'evaluation: {interval: 2s, stale_after: 6s, blind_after: 10s}\nincidents: {monitor_for: 4s}\n';

interface IncidentView {
  readonly id: string;
  readonly status: string;
  readonly openedAt: string;
  readonly sloId: string;
}

interface SloView {
  readonly tiers: readonly { readonly long: { readonly coverage: number } }[];
}

const pages = ({ pager }: LiveStage, kind: 'trigger' | 'resolve') =>
  pager.messages.filter((message) => message.severity === 'page' && message.kind === kind);
const incidents = async ({ daemon }: LiveStage) =>
  (await daemon.get<{ incidents: IncidentView[] }>('/api/v1/incidents')).incidents;
const gate = ({ daemon }: LiveStage) =>
  daemon.get<{ decision: string; ok: boolean; reason: string }>('/api/v1/gate?service=checkout-api');
const cycles = async ({ daemon }: LiveStage) =>
  (await daemon.get<{ lastCycleAt: string }>('/api/v1/status')).lastCycleAt;

const coverage = async ({ daemon }: LiveStage) => {
  const slo = await daemon.get<SloView>('/api/v1/slos/checkout-api/availability');
  return slo.tiers[0]?.long.coverage ?? 0;
};

/** Theory (ms) has fractions of failures; a counter has the whole one that goes over. */
function wholeFailures(theory: number, errorRatio: number): number {
  const failuresPerMs = (REQUESTS_PER_SECOND * errorRatio) / 1000;
  return (Math.floor(theory * failuresPerMs) + 1) / failuresPerMs;
}

/** Waits until so many further evaluations are over. */
async function evaluations(stage: LiveStage, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const before = await cycles(stage);
    await eventually(
      'another evaluation',
      20,
      () => cycles(stage),
      (at) => at !== before,
    );
  }
}

test('pages once, at the theory’s moment, and a kill -9 while firing neither pages again nor loses the resolve', async () => {
  const stage = await setStage(CONFIG);
  await eventually(
    'the gate is open',
    30,
    () => gate(stage),
    ({ decision }) => decision === 'allow',
  );
  const failing = 0.1;
  const errorRatio = failing * 0.6;
  const slo = readSpecs([{ path: 'checkout-api.yaml', text: stage.spec }]).slos.find(
    ({ name }) => name === 'availability',
  );
  const [tier] = slo?.alertPolicies ?? [];
  if (!slo || !tier) throw new Error('there is no page tier');
  const theory = wholeFailures(detectionTime(slo.objective, tier, errorRatio) ?? Number.NaN, errorRatio);
  // Theory has a long window that is known and healthy; Prometheus was not there yet for some seconds of it.
  await eventually(
    'the long window is known',
    90,
    () => coverage(stage),
    (share) => share > 0.999,
  );

  const began = Date.now();
  stage.service.break(failing);
  await eventually(
    'a page',
    60,
    () => pages(stage, 'trigger').length,
    (count) => count > 0,
  );
  const [incident] = await eventually(
    'an incident',
    10,
    () => incidents(stage),
    (list) => list.length > 0,
  );
  const decidedAfter = Date.parse(incident?.openedAt ?? '') - began;
  console.log(
    `paged ${decidedAfter} ms after the first error; theory ${theory.toFixed(0)} ms, interval ${INTERVAL} ms, scrape ${SCRAPE} ms`,
  );
  // A failure of a healthy day, or part of one, may stand in the counter already.
  expect(decidedAfter).toBeGreaterThan(theory - SCRAPE);
  expect(decidedAfter).toBeLessThanOrEqual(theory + INTERVAL + SCRAPE);

  expect(await stage.daemon.end('SIGKILL')).toBe('SIGKILL');
  await stage.daemon.start();
  await evaluations(stage, 3);
  expect(pages(stage, 'trigger')).toHaveLength(1);
  expect(pages(stage, 'resolve')).toHaveLength(0);
  expect(await incidents(stage)).toMatchObject([{ id: 'INC-1', status: 'open' }]);

  await stage.daemon.end('SIGKILL');
  stage.service.repair();
  await stage.daemon.start();
  await eventually(
    'the resolve',
    60,
    () => pages(stage, 'resolve').length,
    (count) => count > 0,
  );
  await eventually(
    'the incident is resolved',
    30,
    () => incidents(stage),
    ([first]) => first?.status === 'resolved',
  );
  expect(pages(stage, 'trigger')).toHaveLength(1);
  expect(pages(stage, 'resolve')).toHaveLength(1);
});

test('Prometheus gone while firing: no resolve, no new page, an unknown gate; back again, all goes on', async () => {
  const stage = await setStage(CONFIG);
  await eventually(
    'the gate is open',
    30,
    () => gate(stage),
    ({ decision }) => decision === 'allow',
  );
  stage.service.break(0.5);
  await eventually(
    'a page',
    60,
    () => pages(stage, 'trigger').length,
    (count) => count === 1,
  );

  await stage.prometheus.stop();
  const blind = await eventually(
    'the gate is unknown',
    30,
    () => gate(stage),
    ({ decision }) => decision === 'unknown',
  );
  expect(blind.ok).toBe(false);
  // Longer than every window of the page tier takes to clear, and than blind_after.
  await evaluations(stage, 8);
  expect(pages(stage, 'trigger')).toHaveLength(1);
  expect(pages(stage, 'resolve')).toHaveLength(0);
  expect(await incidents(stage)).toMatchObject([{ status: 'open', sloId: 'checkout-api/availability' }]);
  expect((await gate(stage)).decision).toBe('unknown');
  const told = stage.pager.messages.filter((message) => message.sloId === 'firebreak/prometheus');
  expect(told.map(({ kind, severity }) => [kind, severity])).toEqual([['trigger', 'ticket']]);
  const command = await stage.run('gate', 'checkout-api', '--url', stage.daemon.url);
  expect(command.code).toBe(3);

  await stage.prometheus.start();
  await eventually(
    'sight is back',
    30,
    () => gate(stage),
    ({ decision }) => decision !== 'unknown',
  );
  stage.service.repair();
  await eventually(
    'the resolve',
    60,
    () => pages(stage, 'resolve').length,
    (count) => count > 0,
  );
  expect(pages(stage, 'trigger')).toHaveLength(1);
});
