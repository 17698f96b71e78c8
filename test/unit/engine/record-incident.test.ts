import { describe, expect, it } from 'vitest';
import type { Slo } from '../../../src/core/slo/slo.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

/** From minutes after the start on, the share of requests that fail. */
type Failing = readonly (readonly [minute: number, share: number])[];

const slo = checkoutSlo();

async function started(failing: Failing, of: Slo = slo): Promise<EngineHarness> {
  const harness = new EngineHarness();
  exposeRequests(
    harness.prometheus,
    failing.map(([minute, share]) => [START + minute * MINUTE, share]),
  );
  await harness.start([of]);
  return harness;
}

/** What the timeline says of severity: `[minute, text]`. */
async function severities(harness: EngineHarness): Promise<[minute: number, text: string][]> {
  const timeline = await harness.store.timeline('INC-1');
  return timeline
    .filter(({ kind }) => ['declared', 'impact-measured', 'severity-raised', 'severity-set'].includes(kind))
    .map(({ at, kind, data }) => [
      (at - START) / MINUTE,
      `${kind} ${typeof data['severity'] === 'string' ? data['severity'] : ''}`.trim(),
    ]);
}

const severityOf = async (harness: EngineHarness) => (await harness.store.incident('INC-1'))?.severity;

describe('the severity of a burn', () => {
  it.each([0.3, 0.6])(
    'rises with the window that fills with failures, and no further, at %d',
    async (share) => {
      const harness = await started([[10, share]]);
      await harness.runFor(40 * MINUTE);
      const said = await severities(harness);
      expect(said.map(([, text]) => text)).toEqual([
        'declared sev3',
        'severity-raised sev2',
        'impact-measured',
      ]);
      // Five minutes after the first failure the short window holds nothing else.
      expect(said.at(-1)?.[0]).toBe(15);
      expect(await harness.store.incident('INC-1')).toMatchObject({
        severity: 'sev2',
        impactBaseline: share,
      });
    },
  );

  it('goes up a level when twice as many fail as when it was declared, once, whatever restarts', async () => {
    const harness = await started([
      [10, 0.04],
      [60, 0.085],
    ]);
    await harness.runFor(59 * MINUTE);
    expect(await severities(harness)).toEqual([[expect.any(Number), 'declared sev3']]);
    const baseline = (await harness.store.incident('INC-1'))?.impactBaseline;
    expect(baseline).toBeCloseTo(0.04);
    for (let minute = 59; minute < 90; minute += 1) {
      await harness.start([slo]);
      await harness.runFor(MINUTE);
    }
    const said = await severities(harness);
    expect(said.map(([, text]) => text)).toEqual(['declared sev3', 'severity-raised sev2']);
    expect(said[1]?.[0]).toBeGreaterThan(63);
    expect(said[1]?.[0]).toBeLessThan(66.5);
  });

  it('that a person has lowered stays while as much fails, and goes up when that has doubled', async () => {
    const harness = await started([
      [10, 0.3],
      [60, 0.65],
    ]);
    await harness.runFor(30 * MINUTE);
    const asked = { kind: 'set-severity', severity: 'sev4', reason: 'a load test' } as const;
    await workOnIncident(harness.state, harness.ports, 'INC-1', asked, onBehalfOf('maria'));
    await harness.runFor(30 * MINUTE);
    expect(await severityOf(harness)).toBe('sev4');
    await harness.runFor(30 * MINUTE);
    const said = await severities(harness);
    expect(said.slice(-3).map(([, text]) => text)).toEqual([
      'severity-set sev4',
      'impact-measured',
      'severity-raised sev3',
    ]);
  });

  it('is looked at no more once the alert has ended', async () => {
    const harness = await started([
      [10, 0.1],
      [30, 0],
    ]);
    await harness.runFor(2 * HOUR);
    expect((await severities(harness)).map(([, text]) => text)).toEqual(['declared sev3', 'impact-measured']);
  });

  it.each([
    ['1', 'sev2'],
    ['2', 'sev3'],
    ['3', 'sev3'],
  ])('of a service of tier %s is %s where a tenth fails', async (tier, severity) => {
    const labels = { ...slo.metadata.labels, tier };
    const harness = await started([[10, 0.1]], { ...slo, metadata: { ...slo.metadata, labels } });
    await harness.runFor(20 * MINUTE);
    expect(await severityOf(harness)).toBe(severity);
  });

  it('is raised, with the figures, when the budget is nearly spent or the SLA at risk', async () => {
    const sla: NonNullable<Slo['sla']> = {
      objective: { target: 0.99, sloWindow: { kind: 'rolling', durationMs: HOUR } },
      warnAt: 0.25,
    };
    const hourly = { ...slo.objective, sloWindow: { kind: 'rolling', durationMs: HOUR } } as const;
    const spent = await started([[10, 0.1]], { ...slo, objective: hourly });
    const atRisk = await started([[10, 0.1]], { ...slo, sla });
    for (const harness of [spent, atRisk]) {
      await harness.readHistory();
      await harness.runFor(40 * MINUTE);
    }
    expect(await spent.store.incident('INC-1')).toMatchObject({
      severity: 'sev2',
      severityReason: expect.stringMatching(
        /one level up: (the error budget over 1h is spent|.* error budget over 1h)/,
      ) as string,
    });
    expect(await atRisk.store.incident('INC-1')).toMatchObject({
      severity: 'sev2',
      severityReason: expect.stringMatching(
        /one level up: the SLA over \w+ is at risk, \d+ % of its budget left$/,
      ) as string,
    });
  });
});
