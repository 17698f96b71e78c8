import { beforeEach, describe, expect, it } from 'vitest';
import type { PastFact } from '../../../src/core/slo-history/past-fact.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { declareIncident } from '../../../src/engine/commands/declare-incident.js';
import { sloHistory } from '../../../src/engine/queries/slo-history.js';
import { onBehalfOf } from '../../support/actors.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { failingSlo } from '../../support/failing-slo.js';

let harness: EngineHarness;

beforeEach(() => {
  harness = new EngineHarness();
});

const failing = (name: string, ...phases: (readonly [number, number])[]) =>
  failingSlo(harness.prometheus, name, phases);
const past = (name: string) =>
  sloHistory(
    harness.state,
    harness.store,
    `checkout-api/${name}`,
    { from: START, to: undefined, points: 10 },
    harness.now,
  );

describe('the pages of an SLO in its past', () => {
  it('are as they were recorded, also where the incident was merged into another one and its alert came back', async () => {
    await harness.start([
      failing('availability', [0, 0.03]),
      failing('latency', [25, 0.6], [30, 0], [100, 0.6], [105, 0]),
    ]);
    await harness.runFor(3 * HOUR);
    expect(await harness.store.incident('INC-2')).toMatchObject({ slo: 'latency', mergedInto: 'INC-1' });
    const kinds = ['trigger', 'resolve'];
    const told = harness.store
      .messages()
      .map(({ signal }) => signal)
      .filter(({ slo, severity, kind }) => slo === 'latency' && severity === 'page' && kinds.includes(kind));
    expect(told.map(({ kind }) => kind)).toEqual([...kinds, ...kinds]);
    const [began, ended, again, over] = told.map(({ at }) => at);
    const { alerts } = await past('latency');
    expect(
      alerts
        .filter(({ severity }) => severity === 'page')
        .map(({ openedAt, endedAt }) => [openedAt, endedAt]),
    ).toEqual([
      [again, over],
      [began, ended],
    ]);
  });

  it('are not what a person has declared', async () => {
    await harness.start([failing('availability', [0, 0])]);
    await harness.runFor(10 * MINUTE);
    await declareIncident(
      harness.state,
      harness.ports,
      {
        severity: 'sev2',
        service: 'checkout-api',
        title: 'carts are empty',
        sloId: 'checkout-api/availability',
        key: undefined,
        separate: false,
      },
      onBehalfOf('maria'),
    );
    await harness.runFor(10 * MINUTE);
    const { alerts, incidents } = await past('availability');
    expect(incidents).toMatchObject([{ id: 'INC-1' }]);
    expect(alerts).toEqual([]);
  });

  it('are the newest where there are too many, and the others are counted', async () => {
    await harness.start([failing('availability', [0, 0])]);
    await harness.runFor(HOUR);
    const facts = Array.from({ length: 250 }, (_, index): PastFact[] => {
      const openedAt = START + index * 10_000;
      const fact = { of: 'checkout-api/availability', severity: 'page', openedAt } as const;
      return [
        { ...fact, kind: 'alert-opened', at: openedAt },
        { ...fact, kind: 'alert-ended', at: openedAt + 5_000 },
      ];
    });
    await harness.store.commit({ at: harness.now, facts: facts.flat() });
    const { alerts, alertsLeftOut } = await past('availability');
    expect(alerts.length + alertsLeftOut).toBe(250);
    expect(alerts[0]?.openedAt).toBe(START + 2_490_000);
  });

  it('end when the SLO vanishes, and are over when it is there again', async () => {
    const slos = [failing('availability', [0, 0.3], [20, 0])];
    await harness.start(slos);
    await harness.runFor(15 * MINUTE);
    const goneAt = harness.now;
    await harness.reload([failing('other', [0, 0])]);
    await harness.runFor(3 * HOUR);
    await harness.reload(slos);
    await harness.runFor(10 * MINUTE);
    const { alerts } = await past('availability');
    // What the day before its return makes of a ticket is another alert.
    expect(alerts.filter(({ openedAt }) => openedAt < goneAt)).toMatchObject([
      { severity: 'page', endedAt: goneAt, incidentId: 'INC-1' },
    ]);
  });
});
