import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { declareIncident } from '../../../src/engine/commands/declare-incident.js';
import { workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { tellRooms } from '../../../src/engine/incident-news.js';
import { incidentDetail } from '../../../src/engine/queries/incident-report.js';
import type { Commit, Notifier, OutboxRow, Store } from '../../../src/engine/ports.js';
import { tendIncidents } from '../../../src/engine/tend-incidents.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { paymentsPlan, person } from '../../support/oncall-plans.js';

const maria = onBehalfOf('maria');

let harness: EngineHarness;
let commits: Commit[];
let kicked: (readonly OutboxRow[])[];
let disk: 'sound' | 'full';
let commit: Store['commit'];

const outcome = () => Promise.resolve({ kind: 'delivered' as const, receipt: '1' });
const receiver = (name: string, over: Partial<Notifier> = {}): [string, Notifier] => [
  name,
  { receiver: name, refreshEveryMs: undefined, send: outcome, ...over },
];
const news = () => harness.store.messages().filter(({ signal }) => signal.kind === 'incident');
const pass = async (minutes: number) => {
  for (let minute = 0; minute < minutes; minute += 1) {
    await harness.runFor(MINUTE);
    await tendIncidents(harness.state, harness.ports);
  }
};

/** Fails for ten minutes; alice, who is called, has an address in the room. */
beforeEach(() => {
  harness = new EngineHarness();
  const plan = paymentsPlan();
  const contacts = [
    { receiver: 'chat', address: 'U0ALICE' },
    { receiver: 'mail', address: 'alice@example.org' },
  ];
  const people = new Map(plan.people)
    .set('alice', person('alice', contacts))
    .set('vera', person('vera', [{ receiver: 'chat', address: 'U0VERA' }]));
  const onCall = { ...plan, people };
  harness.config = { ...harness.config, onCall, rooms: ['chat', 'gone'], monitorFor: 5 * MINUTE };
  commits = [];
  kicked = [];
  disk = 'sound';
  const inner = harness.store.commit.bind(harness.store);
  const written: Store['commit'] = (change) => {
    if (disk === 'full') return Promise.reject(new Error('the disk is full'));
    commits.push(change);
    return inner(change);
  };
  const ports = () => ({
    notifiers: harness.ports.notifiers,
    kickDelivery: (ready: readonly OutboxRow[] = []) => void kicked.push(ready),
  });
  commit = tellRooms(written, { config: harness.config }, ports);
  harness.store.commit = commit;
  harness.ports.notifiers = new Map([
    receiver('pager'),
    receiver('mail'),
    receiver('chat', { tellIncident: outcome }),
  ]);
  exposeRequests(harness.prometheus, [
    [START, 0.5],
    [START + 10 * MINUTE, 0],
  ]);
});

describe('news of an incident', () => {
  it('are in the commit that writes its events, each event once, in their order, whatever wrote them', async () => {
    await harness.start([checkoutSlo()]);
    await pass(12);
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria);
    await workOnIncident(
      harness.state,
      harness.ports,
      'INC-1',
      { kind: 'add-entry', text: 'the pool is empty', happenedAt: undefined },
      maria,
    );
    await harness.start([checkoutSlo()]);
    await pass(60);
    const timeline = await harness.store.timeline('INC-1');
    expect(timeline.at(-1)?.kind).toBe('resolved');
    const told = news().flatMap(({ signal }) => signal.news?.events ?? []);
    expect(told).toEqual(timeline.map(({ at, by, text }) => ({ at, by, text })));
    for (const { incidentEvents = [], outbox = [] } of commits) {
      const rows = outbox.filter(({ signal }) => signal.kind === 'incident');
      expect(rows).toHaveLength(incidentEvents.length > 0 ? 1 : 0);
      expect(rows[0]?.signal.news?.events ?? []).toHaveLength(incidentEvents.length);
    }
    const ids = news().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toBe(`firebreak/call/INC-1/room@${timeline[0]?.at}/trigger>chat`);
    expect(news().every(({ signal }) => signal.dedupKey === 'firebreak/call/INC-1/room')).toBe(true);
  });

  it('say how it stands after the commit, and who is to come', async () => {
    await harness.start([checkoutSlo()]);
    await pass(8);
    const [first, ...more] = news().map(({ signal }) => signal);
    expect(first).toMatchObject({
      incidentId: 'INC-1',
      service: 'checkout-api',
      news: { severity: 'sev3', phase: 'declared', roles: {}, invited: [] },
    });
    const { openedAt = 0, nextUpdateAt } = first?.news ?? {};
    expect(nextUpdateAt).toBe(openedAt + 120 * MINUTE);
    expect(more[0]?.news?.invited).toEqual(['U0ALICE']);
    const role = { kind: 'assign-role', role: 'scribe', to: 'vera' } as const;
    await workOnIncident(harness.state, harness.ports, 'INC-1', role, maria);
    expect(news().at(-1)?.signal.news).toMatchObject({ roles: { scribe: 'vera' }, invited: ['U0VERA'] });
  });

  it('are sent by themselves: whoever commits is given its own messages only', async () => {
    await harness.start([checkoutSlo()]);
    await pass(1);
    const ready: (readonly OutboxRow[])[] = [];
    harness.store.commit = async (change) => {
      ready.push(await commit(change));
      return ready.at(-1) ?? [];
    };
    await pass(8);
    expect(ready.flat().map(({ signal }) => signal.kind)).toContain('trigger');
    expect(ready.flat().filter(({ signal }) => signal.kind === 'incident')).toEqual([]);
    expect(kicked.flat().map(({ id }) => id)).toContain(news()[0]?.id);
  });

  it('are no proof that somebody was told', async () => {
    await harness.start([checkoutSlo()]);
    await pass(8);
    const { proof = [] } = (await incidentDetail(harness.store, 'INC-1')) ?? {};
    expect(proof.map(({ kind }) => kind)).toContain('trigger');
    expect(proof.map(({ kind }) => kind)).not.toContain('incident');
  });

  it('are not there when the events are not', async () => {
    await harness.start([checkoutSlo()]);
    await pass(8);
    const before = news().length;
    disk = 'full';
    const asked = {
      service: 'checkout-api',
      severity: 'sev1',
      title: 'orders hang',
      sloId: undefined,
      key: undefined,
      separate: true,
    } as const;
    await expect(declareIncident(harness.state, harness.ports, asked, maria)).rejects.toThrow('full');
    expect(news()).toHaveLength(before);
    disk = 'sound';
    await declareIncident(harness.state, harness.ports, asked, maria);
    expect(news().at(-1)?.signal).toMatchObject({ incidentId: 'INC-2', news: { title: 'orders hang' } });
  });

  it('go to nobody who has no rooms', async () => {
    harness.ports.notifiers = new Map([receiver('pager'), receiver('chat')]);
    await harness.start([checkoutSlo()]);
    await pass(8);
    expect(await harness.store.timeline('INC-1')).not.toEqual([]);
    expect(news()).toEqual([]);
  });
});
