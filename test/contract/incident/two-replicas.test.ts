import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../../src/adapters/store/postgres-store.js';
import type { PostgresOptions } from '../../../src/adapters/store/postgres-options.js';
import { BUCKETS, bucketOf } from '../../../src/core/replicas/buckets.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { declareIncident } from '../../../src/engine/commands/declare-incident.js';
import { overrideGate } from '../../../src/engine/commands/override-gate.js';
import { mergeIncidents } from '../../../src/engine/commands/relate-incidents.js';
import { type AskedCommand, workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { followDeclared } from '../../../src/engine/declared-alerts.js';
import { followMerged } from '../../../src/engine/follow-merged.js';
import type { Replicas, Store } from '../../../src/engine/ports.js';
import { pagePreview } from '../../../src/engine/queries/page-preview.js';
import { sloHistory } from '../../../src/engine/queries/slo-history.js';
import { sloStatus } from '../../../src/engine/queries/slo-status.js';
import { refreshFromOthers } from '../../../src/engine/refresh-from-others.js';
import { startEngine } from '../../../src/engine/start-engine.js';
import { tendIncidents } from '../../../src/engine/tend-incidents.js';
import { WhatIfs } from '../../../src/engine/what-if.js';
import { onBehalfOf } from '../../support/actors.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { failingSlo } from '../../support/failing-slo.js';
import { type PostgresServer, startPostgres } from '../../support/postgres.js';

const maria = onBehalfOf('maria');
const CHECKOUT = 'checkout-api/availability';
const OF_CHECKOUT = bucketOf(CHECKOUT);

interface Replica {
  readonly harness: EngineHarness;
  readonly store: Store;
  readonly replicas: Replicas;
}

let server: PostgresServer;
let shared: PostgresOptions;
/** Judges checkout-api. */
let one: Replica;
/** Judges everything else. */
let other: Replica;

beforeAll(async () => {
  server = await startPostgres({ fsync: 'off' });
  shared = await server.createDatabase();
});
afterAll(() => server.stop());
beforeEach(() => server.empty(shared));
afterEach(async () => {
  await one.store.close();
  await other.store.close();
});

async function join(buckets: readonly number[], slos: (harness: EngineHarness) => readonly Slo[]) {
  const harness = new EngineHarness();
  const { store, replicas } = await openPostgresStore(shared);
  const takes = { refreshEveryMs: undefined, takesAcknowledgements: true as const };
  const send = () => Promise.resolve({ kind: 'delivered' as const, receipt: '1' });
  const notifiers = new Map([['pager', { receiver: 'pager', ...takes, send }]]);
  Object.assign(harness.ports, { store, replicas, notifiers });
  harness.state.share = await replicas.take(buckets);
  const { config } = harness;
  const specs = { slos: slos(harness), templates: [], exclusions: [], config, complete: true };
  await startEngine(harness.state, harness.ports, specs);
  return { harness, store, replicas };
}

/** Two that know the same SLOs and see the same samples. */
async function start(slos: (harness: EngineHarness) => readonly Slo[]): Promise<void> {
  const all = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
  one = await join([OF_CHECKOUT], slos);
  other = await join(
    all.filter((bucket) => bucket !== OF_CHECKOUT),
    slos,
  );
}

/** What each does beside the evaluations. */
async function exchange(): Promise<void> {
  for (const { harness, replicas } of [one, other]) {
    const { state, now, config } = harness;
    await replicas.tellStatuses(
      now,
      [...state.runtimes.values()].map((runtime) => sloStatus(runtime, now, config)),
    );
  }
  for (const { harness, replicas } of [one, other]) {
    const { state, ports } = harness;
    await refreshFromOthers(state, ports, replicas);
    await tendIncidents(state, ports);
    await followMerged(state, ports);
    await followDeclared(state, ports);
  }
}

async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await one.harness.runFor(MINUTE);
    await other.harness.runFor(MINUTE);
    await exchange();
  }
}

const incident = async (id: string) => {
  const found = await one.store.incident(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};
const kinds = async (id: string) => (await one.store.timeline(id)).map(({ kind }) => kind);
const count = async (id: string, kind: string) => (await kinds(id)).filter((each) => each === kind).length;
/** What was put into the outbox, by kind and incident. */
const told = async (kind: string) =>
  (await server.query(shared, `select incident_id from outbox where kind = '${kind}' order by seq`)).map(
    (row) => String(row['incident_id']),
  );
const through = ({ harness }: Replica) => [harness.state, harness.ports] as const;
const work = (replica: Replica, id: string, asked: AskedCommand) =>
  workOnIncident(...through(replica), id, asked, maria);
const declare = (replica: Replica, service: string, sloId?: string) =>
  declareIncident(
    ...through(replica),
    { service, severity: 'sev3', title: 'slow', sloId, key: undefined, separate: false },
    maria,
  );

describe('two replicas on one database', () => {
  it('merge, override a gate and mitigate through the one that does not judge the SLO', async () => {
    await start(({ prometheus }) => [
      failingSlo(prometheus, 'availability', [[0, 0.3]]),
      failingSlo(prometheus, 'availability', [[0, 0.3]], { service: 'search' }),
    ]);
    await pass(12);
    const [checkout, search] = [CHECKOUT, 'search/availability'].map((id) => id.split('/')[0]);
    const open = await one.store.incidents({ open: true, limit: 9 });
    const idOf = (service: string | undefined) => open.find((each) => each.service === service)?.id ?? '';
    await mergeIncidents(...through(other), idOf(checkout), idOf(search), maria);
    await overrideGate(
      ...through(other),
      'checkout-api',
      { decision: 'allow', for: HOUR, reason: 'the fix' },
      maria,
    );
    await work(other, idOf(search), {
      kind: 'mitigate',
      mitigation: 'rollback',
      text: 'to v1.41',
    });
    await pass(2);
    expect(await incident(idOf(checkout))).toMatchObject({ mergedInto: idOf(search) });
    expect(await count(idOf(checkout), 'merged')).toBe(1);
    expect(await count(idOf(search), 'alert-attached')).toBe(1);
    expect(one.harness.runtime(CHECKOUT).incident).toMatchObject({ mergedInto: idOf(search) });
    const said = (await one.store.timeline(idOf(checkout))).filter(({ text }) => text.includes('the fix'));
    expect(said).toHaveLength(1);
    expect(one.harness.state.gateOverrides.get('checkout-api')).toMatchObject({ decision: 'allow' });
    expect(await told('trigger')).toHaveLength(2);
  });

  it('measure a mitigation that is told through the other one, before and after', async () => {
    await start(({ prometheus }) => [
      failingSlo(prometheus, 'availability', [
        [0, 0.3],
        [14, 0.1],
      ]),
    ]);
    await pass(12);
    await work(other, 'INC-1', { kind: 'mitigate', mitigation: 'rollback', text: 'to v1.41' });
    expect((await incident('INC-1')).mitigations[0]?.before).toMatchObject({
      kind: 'measured',
      windowMs: 5 * MINUTE,
    });
    await pass(12);
    expect(await count('INC-1', 'mitigation-measured')).toBe(1);
    expect((await incident('INC-1')).mitigations[0]?.after).toMatchObject({ kind: 'measured' });
  });

  it('declare through the one that does not judge the SLO, and burn in that incident', async () => {
    await start(({ prometheus }) => [failingSlo(prometheus, 'availability', [[6, 0.3]])]);
    await pass(3);
    expect(await declare(other, 'checkout-api', CHECKOUT)).toMatchObject({ opened: true });
    await pass(15);
    expect(await one.store.incidents({ limit: 9 })).toHaveLength(1);
    expect(await told('trigger')).toEqual(['INC-1', 'INC-1']);
    expect(await count('INC-1', 'tier-joined')).toBeGreaterThan(0);
  });

  it('acknowledge what a person has declared through the other one, and tell it once', async () => {
    await start(({ prometheus }) => [failingSlo(prometheus, 'availability', [[0, 0]])]);
    await pass(2);
    await declare(one, 'checkout-api');
    await acknowledgeIncident(...through(other), 'INC-1', maria);
    await pass(3);
    expect(await told('acknowledge')).toEqual(['INC-1']);
    expect(await count('INC-1', 'acknowledged')).toBe(1);
    await work(other, 'INC-1', { kind: 'move', to: 'resolved', text: '', override: 'it was nothing' });
    await pass(2);
    expect(await told('resolve')).toEqual(['INC-1']);
    await work(other, 'INC-1', { kind: 'reopen', reason: 'it is back' });
    await pass(2);
    expect(await told('trigger')).toEqual(['INC-1', 'INC-1']);
  });

  it('tell anew what is opened again through the other one while it burns', async () => {
    await start(({ prometheus }) => [failingSlo(prometheus, 'availability', [[0, 0.3]])]);
    await pass(12);
    await work(other, 'INC-1', { kind: 'move', to: 'resolved', text: '', override: 'it is over' });
    await pass(2);
    await work(other, 'INC-1', { kind: 'reopen', reason: 'it is not' });
    await pass(3);
    expect(await told('trigger')).toEqual(['INC-1', 'INC-1']);
    expect(one.harness.runtime(CHECKOUT).incident?.id).toBe('INC-1');
  });

  it('say the same of an SLO, whichever judges it: its past, a page, and what-if', async () => {
    await start(({ prometheus }) => [failingSlo(prometheus, 'availability', [[0, 0.3]])]);
    await pass(12);
    expect(other.harness.state.runtimes.has(CHECKOUT)).toBe(false);
    const ofBoth = <Said>(ask: (replica: Replica) => Promise<Said>) => Promise.all([ask(one), ask(other)]);

    const span = { from: START, to: undefined, points: 10 };
    const [past, seen] = await ofBoth(({ harness: { state, now }, store }) =>
      sloHistory(state, store, CHECKOUT, span, now),
    );
    expect(seen).toEqual(past);

    const [said, preview] = await ofBoth(({ harness, store }) => pagePreview(harness.state, store, CHECKOUT));
    expect(said[0]).toMatchObject({ isMadeUp: false, note: undefined });
    expect(said[0]?.lines).toContainEqual(expect.stringContaining('of the failures'));
    expect(preview[0]).toEqual({
      ...said[0],
      note: expect.stringContaining('as they were told at') as string,
    });

    const proposal = { target: 0.9, window: undefined, tiers: undefined };
    const [replayed, there] = await ofBoth(({ harness: { state, ports } }) =>
      new WhatIfs(state, { ...ports, turn: () => Promise.resolve() }).ask(CHECKOUT, proposal, {
        client: 'maria',
        isGone: () => false,
      }),
    );
    expect(replayed.present.pages).toBe(1);
    expect(there).toEqual(replayed);
  });

  it('attach to an incident that the other one judges, which learns of it', async () => {
    await start(({ prometheus }) => [
      failingSlo(prometheus, 'availability', [[0, 0.05]], { service: 'search' }),
      failingSlo(prometheus, 'availability', [[14, 0.6]], { dependsOn: ['search'] }),
    ]);
    await pass(20);
    expect(await incident('INC-2')).toMatchObject({ service: 'checkout-api', mergedInto: 'INC-1' });
    expect((await incident('INC-1')).attached).toMatchObject([{ incident: 'INC-2', ended: false }]);
    expect((await one.store.timeline('INC-1')).find(({ kind }) => kind === 'alert-attached')?.text).toContain(
      '(related, checkout-api depends on search)',
    );
    expect(await count('INC-1', 'alert-attached')).toBe(1);
    expect(await told('trigger')).toEqual(['INC-1', 'INC-1']);
  });
});
