import { expect, it } from 'vitest';
import { recordDeploy } from '../../../src/engine/commands/record-deploy.js';
import { tokenActor } from '../../support/actors.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import {
  impactOfIncident,
  incidentReport,
  sliOfIncident,
} from '../../../src/engine/queries/incident-report.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

/** Half of all fails from the twentieth minute on for ten. */
async function failing() {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START, 0],
    [START + 20 * MINUTE, 0.5],
    [START + 30 * MINUTE, 0],
  ]);
  await harness.start([checkoutSlo()]);
  for (const [version, minute] of [
    ['v1.41', -50],
    ['v1.42', 12],
    ['v1.43', 24],
  ] as const)
    await recordDeploy(
      harness.state,
      harness.ports,
      { service: 'checkout-api', version, at: START + minute * MINUTE },
      tokenActor('ci'),
    );
  return harness;
}
const impactOf = (harness: EngineHarness) => impactOfIncident(harness.state, harness.ports, 'INC-1');

it('counts what has failed since the first bad sample, and not since the page', async () => {
  const harness = await failing();
  await harness.runFor(28 * MINUTE);
  const impact = await impactOf(harness);
  expect(impact).toMatchObject({
    kind: 'live',
    coverage: 1,
    // Whatever is said of a budget says of which, and how much of it is known.
    budgetWindow: '30d',
    budgetCoverage: expect.closeTo(0.009, 3),
    suspects: [{ version: 'v1.42' }],
    now: { windowMs: 5 * MINUTE },
  });
  if (impact?.kind !== 'live') throw new Error('it is live');
  // The first failure was seen by the first scrape after it.
  expect(impact.startAt).toBeGreaterThanOrEqual(START + 20 * MINUTE);
  expect(impact.startAt).toBeLessThanOrEqual(START + 20 * MINUTE + MINUTE / 2);
  const { bad, total } = harness.counted(7 * MINUTE);
  expect(impact.badEvents).toBeGreaterThanOrEqual(bad);
  expect(impact.totalEvents).toBeGreaterThanOrEqual(total);
  expect(impact.errorRatio).toBeCloseTo(0.5, 2);
});

it('keeps what it came to, for when nothing is left to count from', async () => {
  const harness = await failing();
  await harness.runFor(100 * MINUTE);
  const impact = await impactOf(harness);
  expect(impact).toMatchObject({
    kind: 'recorded',
    coverage: 1,
    budgetWindow: '30d',
    worstLabels: [{ label: 'status', value: '503', shareOfBad: 1 }],
    suspects: [{ version: 'v1.42' }],
  });
  await harness.reload([]);
  expect(await impactOf(harness)).toEqual(impact);
  const report = await incidentReport(harness.state, harness.ports, 'INC-1');
  expect(report?.impact.map(({ text }) => text)).toContain(
    'status="503": 100 % of the failures of its last hour',
  );
  // Half an hour of thirty days says nothing of their budget.
  expect(report?.impact[0]?.text).toMatch(/; the budget is unknown$/);
  expect(report?.impact[0]?.text).toMatch(/ events failed \(\d+(\.\d+)? %\), data for 100 % of that time; /);
});

it('says why it is not known', async () => {
  const harness = await failing();
  await harness.runFor(28 * MINUTE);
  harness.state.runtimes = new Map();
  expect(await impactOf(harness)).toEqual({
    kind: 'unknown',
    reason: 'no SLO of the files is behind it',
  });
  expect(await impactOfIncident(harness.state, harness.ports, 'INC-9')).toBeUndefined();
});

it('shows the SLI from before the first bad sample on, each event once', async () => {
  const harness = await failing();
  await harness.runFor(28 * MINUTE);
  const sli = await sliOfIncident(harness.state, harness.ports, 'INC-1');
  if (sli?.kind !== 'seen') throw new Error('it is seen');
  const { failingSince = 0, points, stepMs, errorBudget } = sli;
  expect(errorBudget).toBeCloseTo(0.001);
  const quiet = points.filter(({ at }) => at + stepMs < failingSince);
  expect(quiet.length * stepMs).toBeGreaterThan(15 * MINUTE);
  expect(quiet.every(({ badEvents }) => badEvents === 0)).toBe(true);
  const bad = points.reduce((sum, { badEvents }) => sum + badEvents, 0);
  expect(bad).toBeCloseTo(harness.counted(28 * MINUTE).bad, 6);
  expect(points.length).toBeLessThanOrEqual(241);
  harness.state.runtimes = new Map();
  expect(await sliOfIncident(harness.state, harness.ports, 'INC-1')).toEqual({
    kind: 'unknown',
    reason: 'no SLO of the files is behind it',
  });
});
