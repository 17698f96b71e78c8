import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_INCIDENT_POLICY } from '../../../src/core/incident/policy.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { declareIncident } from '../../../src/engine/commands/declare-incident.js';
import { unmergeIncident } from '../../../src/engine/commands/relate-incidents.js';
import { takePagerEvent } from '../../../src/engine/commands/take-pager-event.js';
import { type AskedCommand, workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { DAY, MINUTE } from '../../../src/core/time/duration.js';
import { followMerged } from '../../../src/engine/follow-merged.js';
import { tendIncidents, toldOf } from '../../../src/engine/tend-incidents.js';
import { onBehalfOf } from '../../support/actors.js';
import { EngineHarness } from '../../support/engine-harness.js';
import { failingSlo } from '../../support/failing-slo.js';

const maria = onBehalfOf('maria');
let harness: EngineHarness;

const failing = (...of: Parameters<typeof failingSlo> extends [unknown, ...infer Rest] ? Rest : never) =>
  failingSlo(harness.prometheus, ...of);

const incident = async (id: string) => {
  const found = await harness.store.incident(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};
const texts = async (id: string) => (await harness.store.timeline(id)).map(({ text }) => text);
const work = (id: string, asked: AskedCommand) =>
  workOnIncident(harness.state, harness.ports, id, asked, maria);
const end = (id: string) => work(id, { kind: 'move', to: 'resolved', text: '', override: 'it is over' });
const pages = () =>
  harness.store
    .messages()
    .filter(({ signal }) => signal.kind === 'trigger' && signal.severity === 'page')
    .map(({ signal }) => `${signal.sloId} ${signal.incidentId}`)
    .sort();
const follow = () => followMerged(harness.state, harness.ports);

beforeEach(() => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, monitorFor: 5 * MINUTE };
});

describe('an alert that begins while one of its service goes on', () => {
  it('opens an incident that is merged at once, and its page names the one that is worked on', async () => {
    const slos = [failing('availability', [[0, 0.03]]), failing('latency', [[20, 0.6]])];
    await harness.start(slos);
    await harness.runFor(40 * MINUTE);
    await follow();
    expect(pages()).toEqual(['checkout-api/availability INC-1', 'checkout-api/latency INC-1']);
    expect(await incident('INC-2')).toMatchObject({ mergedInto: 'INC-1', status: 'open', severity: 'sev2' });
    expect(await incident('INC-1')).toMatchObject({
      severity: 'sev2',
      severityReason: expect.stringContaining('INC-2: '),
      attached: [{ incident: 'INC-2', sloId: 'checkout-api/latency', ended: false }],
    });
    expect(await texts('INC-2')).toContain(
      'related, of the same service: merged into INC-1, work goes on there',
    );
    expect(await texts('INC-1')).toContain(
      'INC-2 is merged into this: checkout-api/latency burns its error budget (related, of the same service)',
    );
    expect(harness.status('checkout-api/latency').incidentId).toBe('INC-1');
  });

  it('has its page acknowledged by whoever acknowledges the incident again', async () => {
    const takes = { refreshEveryMs: undefined, takesAcknowledgements: true as const };
    const send = () => Promise.resolve({ kind: 'delivered' as const, receipt: '1' });
    harness.ports.notifiers = new Map([['pager', { receiver: 'pager', ...takes, send }]]);
    await harness.start([failing('availability', [[0, 0.3]]), failing('latency', [[20, 0.3]])]);
    await harness.runFor(15 * MINUTE);
    const told = () =>
      harness.store
        .messages()
        .flatMap(({ signal: { kind, sloId } }) => (kind === 'acknowledge' ? [sloId] : []));
    const ack = () => acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria);
    await ack();
    await harness.runFor(15 * MINUTE);
    expect(told()).toEqual(['checkout-api/availability']);
    await ack();
    await ack();
    expect(told()).toEqual(['checkout-api/availability', 'checkout-api/latency']);
  });

  it('does so in the same cycle as the other one', async () => {
    await harness.start([failing('availability', [[5, 0.3]]), failing('latency', [[5, 0.5]])]);
    await harness.runFor(15 * MINUTE);
    expect(pages()).toEqual(['checkout-api/availability INC-1', 'checkout-api/latency INC-1']);
    expect(await incident('INC-2')).toMatchObject({ mergedInto: 'INC-1' });
    expect((await incident('INC-1')).attached.map((each) => each.incident)).toEqual(['INC-2']);
    expect((await incident('INC-1')).eventCount).toBe((await texts('INC-1')).length);
  });

  it('keeps the other one from being over, and is asked for recovery as well, whatever restarts', async () => {
    const slos = [
      failing('availability', [
        [0, 0.3],
        [20, 0],
      ]),
      failing('latency', [
        [10, 0.3],
        [60, 0],
      ]),
    ];
    await harness.start(slos);
    await harness.runFor(15 * MINUTE);
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria);
    for (const role of ['commander', 'communications', 'technical-lead', 'scribe'] as const)
      await work('INC-1', { kind: 'assign-role', role, to: role });
    await work('INC-1', { kind: 'move', to: 'investigating', text: '', override: undefined });
    await harness.start(slos);
    await harness.runFor(40 * MINUTE);
    expect(await incident('INC-1')).toMatchObject({ phase: 'investigating' });
    await harness.start(slos);
    const resolve = () => work('INC-1', { kind: 'move', to: 'resolved', text: '', override: undefined });
    for (let i = 0; (await incident('INC-1')).phase === 'investigating' && i < 90; i += 1) {
      await harness.runFor(MINUTE);
      await follow();
    }
    expect(await incident('INC-1')).toMatchObject({ phase: 'monitoring' });
    await harness.runFor(MINUTE);
    await follow();
    await expect(resolve()).rejects.toThrow('recovery is not proven');
    expect((await incident('INC-1')).attached).toMatchObject([
      { ended: true, recovery: { code: 'outside' } },
    ]);
    let refused = '';
    for (let i = 0; (await incident('INC-1')).phase === 'monitoring' && i < 120; i += 1) {
      await harness.runFor(MINUTE);
      await follow();
      await resolve().catch((error: unknown) => {
        refused = String(error);
      });
    }
    expect(refused).toContain('recovery is not proven: proven by INC-2 for 29m of 30m');
    expect(await incident('INC-2')).toMatchObject({ phase: 'resolved' });
  });

  it('opens one of its own when the other is over, a second before', async () => {
    await harness.start([failing('availability', [[0, 0.3]]), failing('latency', [[20, 0.3]])]);
    await harness.runFor(20 * MINUTE);
    await end('INC-1');
    await harness.runFor(10 * MINUTE);
    expect(pages()).toEqual(['checkout-api/availability INC-1', 'checkout-api/latency INC-2']);
    expect((await incident('INC-2')).mergedInto).toBeUndefined();
  });

  it('opens one of its own when the other began long before, or nothing is to be attached', async () => {
    await harness.start([failing('availability', [[0, 0.3]]), failing('latency', [[60, 0.3]])]);
    await harness.runFor(70 * MINUTE);
    expect((await incident('INC-2')).mergedInto).toBeUndefined();
    harness = new EngineHarness();
    harness.config = {
      ...harness.config,
      incidents: { ...DEFAULT_INCIDENT_POLICY, attachRelatedWithin: undefined },
    };
    await harness.start([failing('availability', [[0, 0.3]]), failing('latency', [[0, 0.3]])]);
    await harness.runFor(10 * MINUTE);
    expect((await incident('INC-2')).mergedInto).toBeUndefined();
  });

  it('joins what a person has declared', async () => {
    await harness.start([failing('latency', [[10, 0.3]])]);
    await harness.runFor(5 * MINUTE);
    const asked = { service: 'checkout-api', severity: 'sev4', title: 'slow', sloId: undefined } as const;
    await declareIncident(harness.state, harness.ports, { ...asked, key: undefined, separate: false }, maria);
    await harness.runFor(15 * MINUTE);
    expect(await incident('INC-2')).toMatchObject({ mergedInto: 'INC-1' });
    expect(pages()).toEqual(['checkout-api/latency INC-1']);
    expect(await incident('INC-1')).toMatchObject({ severity: 'sev3' });
  });
});

describe('an alert of another service', () => {
  it('is attached when its service depends on the one that burns, in the same cycle too', async () => {
    const slos = [
      failing('availability', [[0, 0.3]], { dependsOn: ['payments'] }),
      failing('availability', [[0, 0.3]], { service: 'payments' }),
      failing('availability', [[20, 0.3]], { service: 'web', dependsOn: ['checkout-api'] }),
      failing('availability', [[20, 0.3]], { service: 'search' }),
    ];
    await harness.start(slos);
    await harness.runFor(30 * MINUTE);
    expect(await incident('INC-1')).toMatchObject({ service: 'checkout-api', mergedInto: 'INC-2' });
    expect(await texts('INC-1')).toContain(
      'related, checkout-api depends on payments: merged into INC-2, work goes on there',
    );
    expect(pages()).toEqual([
      'checkout-api/availability INC-2',
      'payments/availability INC-2',
      expect.stringMatching('^search/availability INC-[34]$'),
      'web/availability INC-2',
    ]);
    expect((await incident('INC-2')).attached).toHaveLength(2);
  });
});

describe('an alert that was attached', () => {
  it('stays apart once people have taken it out, also when it comes back', async () => {
    const slos = [
      failing('availability', [[0, 0.3]]),
      failing('latency', [
        [1, 0.3],
        [5, 0],
        [100, 0.3],
      ]),
    ];
    harness.config = {
      ...harness.config,
      incidents: { ...DEFAULT_INCIDENT_POLICY, attachRelatedWithin: DAY },
    };
    await harness.start(slos);
    await harness.runFor(5 * MINUTE);
    expect(await incident('INC-2')).toMatchObject({ mergedInto: 'INC-1' });
    await unmergeIncident(harness.state, harness.ports, 'INC-2', maria);
    await follow();
    expect(toldOf(await incident('INC-2'), harness.state).map(({ signal }) => signal.sloId)).toContain(
      'checkout-api/latency',
    );
    await harness.runFor(MINUTE);
    await follow();
    expect((await incident('INC-2')).mergedInto).toBeUndefined();
    const event = {
      tool: 'PagerDuty',
      id: 'E1',
      at: harness.now,
      by: 'paul',
      change: 'acknowledged',
    } as const;
    const pager = { name: 'PagerDuty', kind: 'inbound', onBehalfOf: 'paul' } as const;
    expect(
      await takePagerEvent(
        harness.state,
        harness.ports,
        { ...event, dedupKey: 'firebreak/checkout-api/latency' },
        { ...maria, ...pager },
      ),
    ).toEqual({ kind: 'acknowledged', incidentId: 'INC-2' });
    await end('INC-2');
    await harness.runFor(110 * MINUTE);
    expect(await incident('INC-3')).toMatchObject({ sloId: 'checkout-api/latency', status: 'open' });
    expect((await incident('INC-3')).mergedInto).toBeUndefined();
  });

  it('is taken out by itself when the other one ended without knowing of it, and people are called', async () => {
    await harness.start([failing('availability', [[0, 0.3]]), failing('latency', [[1, 0.3]])]);
    await harness.runFor(10 * MINUTE);
    // As another replica leaves it that judges the other service: resolved before it has learnt.
    const survivor = await incident('INC-1');
    const { at } = (await harness.store.timeline('INC-1')).at(-1) ?? { at: 0 };
    await harness.store.commit({
      at,
      incidents: [{ ...survivor, attached: [], status: 'resolved', phase: 'resolved', resolvedAt: at }],
    });
    await harness.start(harness.state.specs?.slos ?? []);
    await follow();
    expect(await incident('INC-2')).toMatchObject({ status: 'open' });
    expect((await incident('INC-2')).mergedInto).toBeUndefined();
    expect((await texts('INC-2')).at(-1)).toBe(
      'taken out of INC-1 again (that is resolved, and this goes on)',
    );
  });

  it('is learnt of by one that another replica judges, with the reason', async () => {
    await harness.start([failing('availability', [[0, 0.3]]), failing('latency', [[1, 0.5]])]);
    await harness.runFor(10 * MINUTE);
    const survivor = await incident('INC-1');
    await harness.store.commit({ at: harness.now, incidents: [{ ...survivor, attached: [] }] });
    await harness.start(harness.state.specs?.slos ?? []);
    await follow();
    await follow();
    await tendIncidents(harness.state, harness.ports);
    expect((await incident('INC-1')).attached.map((each) => each.incident)).toEqual(['INC-2']);
    expect(
      (await texts('INC-1')).filter((text) => text.includes('(related, of the same service)')),
    ).toHaveLength(2);
  });
});
