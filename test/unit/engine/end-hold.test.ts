import { beforeEach, describe, expect, it } from 'vitest';
import type { ForeignAlert } from '../../../src/core/incident/foreign-alert.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import { endHold } from '../../../src/engine/commands/end-hold.js';
import { type ReportedAlert, takeOutsideAlerts } from '../../../src/engine/commands/take-outside-alerts.js';
import { holds } from '../../../src/engine/queries/holds.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const SLO = 'checkout-api/availability';
const WHY = 'prometheus-b is gone';
let harness: EngineHarness;

const foreign: ForeignAlert = {
  key: 'outside/1',
  name: 'DiskFull',
  service: 'db',
  severity: 'sev2',
  severityReason: 'severity="critical"',
  labels: {},
  summary: undefined,
  description: undefined,
  runbook: undefined,
  startsAt: START,
};
const ours = (key: string, severity: 'page' | 'ticket' = 'page'): ReportedAlert => ({
  firing: true,
  slo: { id: SLO, report: { key, firing: true, severity, text: `the rules in Prometheus (${key})` } },
  foreign,
});
const disk: ReportedAlert = { firing: true, slo: undefined, foreign };
const take = (...alerts: ReportedAlert[]) => takeOutsideAlerts(harness.state, harness.ports, alerts);
const end = (of: string) => endHold(harness.state, harness.ports, of, WHY, onBehalfOf('maria'));
const timeline = async (id = 'INC-1') =>
  (await harness.store.timeline(id)).map(({ by, text }) => `${by}: ${text}`);

beforeEach(() => startWith(0));

async function startWith(errorRatio: number) {
  harness = new EngineHarness();
  harness.config = { ...harness.config, monitorFor: 5 * MINUTE };
  exposeRequests(harness.prometheus, [[START, errorRatio]]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(5 * MINUTE);
}

describe('what a reporter that has gone away holds open', () => {
  it('is ended by hand: the page ends, the timeline and the audit log say by whom and why', async () => {
    await take(ours('a'), ours('b'));
    await harness.runFor(60 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    expect(await end('INC-1')).toEqual(
      ['a', 'b'].map((key) => ({
        of: SLO,
        incidentId: 'INC-1',
        severity: 'page',
        text: `the rules in Prometheus (${key})`,
      })),
    );
    expect(harness.toldKinds()).toEqual(['page trigger', 'page resolve']);
    expect(await timeline()).toContain(
      `maria: the page that the rules in Prometheus (a) reported is said to be over: ${WHY}`,
    );
    expect(await harness.store.audit(9)).toMatchObject([
      { action: 'hold.end', target: 'INC-1', outcome: 'done', onBehalfOf: 'maria', detail: WHY },
    ]);
    await harness.runFor(6 * MINUTE);
    expect((await harness.store.incident('INC-1'))?.status).toBe('resolved');
  });

  it('is ended by the SLO where a ticket has no incident', async () => {
    await take(ours('t', 'ticket'));
    expect(holds(harness.state)).toMatchObject([{ of: SLO, incidentId: undefined, severity: 'ticket' }]);
    await end(SLO);
    expect(harness.toldKinds()).toEqual(['ticket trigger', 'ticket resolve']);
    expect(holds(harness.state)).toEqual([]);
  });

  it('is ended for an alert of others too', async () => {
    await take(disk);
    expect(holds(harness.state)).toMatchObject([{ of: 'DiskFull', incidentId: 'INC-1' }]);
    await end('INC-1');
    expect(harness.told().map(([, kind]) => kind)).toEqual(['trigger', 'resolve']);
    expect((await timeline()).slice(-2)).toEqual([
      `maria: the alert is said to be over: ${WHY}`,
      'engine: the alert was ended by hand',
    ]);
    expect(await harness.store.audit(9)).toMatchObject([{ action: 'hold.end', detail: WHY }]);
  });

  it('stays ended after a restart, and holds again when it is reported again', async () => {
    await take(ours('a'));
    await end(SLO);
    await harness.start([checkoutSlo()]);
    await harness.runFor(MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger', 'page resolve']);
    await take(ours('a'));
    expect(harness.toldKinds()).toEqual(['page trigger', 'page resolve', 'page trigger']);
  });

  it('leaves a page open that the daemon sees burning itself', async () => {
    await startWith(0.5);
    await harness.runFor(15 * MINUTE);
    await take(ours('a'));
    await end(SLO);
    await harness.runFor(MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
  });

  it.each([SLO, 'INC-9', 'no/such'])('is nothing of %s, and that is said', async (of) => {
    await expect(end(of)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(`holds ${of} open`),
    });
    expect(await harness.store.audit(9)).toEqual([]);
  });
});
