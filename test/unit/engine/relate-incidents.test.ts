import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { type AskedDeclaration, declareIncident } from '../../../src/engine/commands/declare-incident.js';
import {
  addChildIncident,
  mergeIncidents,
  unmergeIncident,
} from '../../../src/engine/commands/relate-incidents.js';
import { type AskedSplit, splitIncident } from '../../../src/engine/commands/split-incident.js';
import { type AskedCommand, workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { followDeclared } from '../../../src/engine/declared-alerts.js';
import { followMerged } from '../../../src/engine/follow-merged.js';
import { tendIncidents } from '../../../src/engine/tend-incidents.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const maria = onBehalfOf('maria');
let harness: EngineHarness;

const incident = async (id: string) => {
  const found = await harness.store.incident(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};
const kinds = async (id: string) => (await harness.store.timeline(id)).map(({ kind }) => kind);
const merge = (id: string, into: string) => mergeIncidents(harness.state, harness.ports, id, into, maria);
const work = (id: string, asked: AskedCommand) =>
  workOnIncident(harness.state, harness.ports, id, asked, maria);
const end = (id: string) => work(id, { kind: 'move', to: 'resolved', text: '', override: 'it is over' });
const ack = (id: string, name = 'maria') =>
  acknowledgeIncident(harness.state, harness.ports, id, onBehalfOf(name));
const declare = (changes: Partial<AskedDeclaration> = {}) =>
  declareIncident(
    harness.state,
    harness.ports,
    {
      service: 'web',
      severity: 'sev3',
      title: 'slow',
      sloId: undefined,
      key: undefined,
      separate: true,
      ...changes,
    },
    maria,
  );
/** Lets minutes pass with all that is done beside the evaluations. */
async function pass(minutes: number) {
  for (let i = 0; i < minutes; i += 1) {
    await harness.runFor(MINUTE);
    await tendIncidents(harness.state, harness.ports);
    await followMerged(harness.state, harness.ports);
    await followDeclared(harness.state, harness.ports);
  }
}

/** INC-1 burns from the start to minute 40, and again from minute 160; INC-2 is what somebody has declared of another service. */
beforeEach(async () => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, monitorFor: 5 * MINUTE };
  exposeRequests(harness.prometheus, [
    [START, 0.5],
    [START + 40 * MINUTE, 0],
    [START + 160 * MINUTE, 0.5],
  ]);
  await harness.start([checkoutSlo()]);
  await pass(12);
  await declare();
});

describe('an incident that is merged', () => {
  it('is worked on in the other one: its page, its alert and its severity go there', async () => {
    await merge('INC-1', 'INC-2');
    expect(await incident('INC-1')).toMatchObject({ mergedInto: 'INC-2', status: 'open' });
    expect(await incident('INC-2')).toMatchObject({
      severity: (await incident('INC-1')).severity,
      attached: [{ incident: 'INC-1', sloId: 'checkout-api/availability', ended: false }],
    });
    const before = (await kinds('INC-1')).filter((kind) => kind === 'escalation-due');
    await pass(100);
    expect((await kinds('INC-1')).filter((kind) => kind === 'escalation-due')).toEqual(before);
    expect(await kinds('INC-1')).toContain('alert-ended');
    expect(await incident('INC-1')).toMatchObject({ phase: 'monitoring' });
    expect((await kinds('INC-2')).filter((kind) => kind === 'attached-ended')).toHaveLength(1);
    harness.config = { ...harness.config, externalUrl: 'https://firebreak.example' };
    await harness.start([checkoutSlo()]);
    await pass(80);
    expect((await kinds('INC-2')).filter((kind) => /^attached-(ended|resumed)$/.test(kind))).toEqual([
      'attached-ended',
      'attached-resumed',
    ]);
    const last = harness.store.messages().at(-1)?.signal;
    expect(last).toMatchObject({
      kind: 'trigger',
      cause: 'burn',
      incidentId: 'INC-2',
      incident: { url: 'https://firebreak.example/incidents/INC-2' },
    });
    expect(await harness.store.incidents({ limit: 9 })).toHaveLength(2);
  });

  it('ends with the other one, and has its verdict', async () => {
    await merge('INC-1', 'INC-2');
    await end('INC-2');
    expect(await incident('INC-1')).toMatchObject({ phase: 'resolved' });
    await work('INC-2', { kind: 'close', verdict: 'false-positive', reason: 'a test' });
    expect(await incident('INC-1')).toMatchObject({ phase: 'closed', verdict: 'false-positive' });
    expect(harness.state.runtimes.get('checkout-api/availability')?.incident).toBeUndefined();
    await pass(2);
    expect(harness.toldKinds()).toContain('outside-page resolve');
  });

  it('ends with the other one however that ended', async () => {
    await merge('INC-2', 'INC-1');
    await pass(120);
    expect(await incident('INC-1')).toMatchObject({ phase: 'resolved' });
    expect(await incident('INC-2')).toMatchObject({ phase: 'resolved' });
    expect((await harness.store.timeline('INC-2')).at(-1)?.text).toBe('resolved with INC-1');
    expect(harness.toldKinds()).toContain('outside-page resolve');
  });

  it('passes on to the other one what is said of it, and says so', async () => {
    await merge('INC-1', 'INC-2');
    expect(await work('INC-1', { kind: 'set-severity', severity: 'sev1', reason: '' })).toMatchObject({
      id: 'INC-2',
      severity: 'sev1',
    });
    expect(await work('INC-1', { kind: 'add-entry', text: 'a line', happenedAt: undefined })).toMatchObject({
      id: 'INC-2',
    });
    expect((await harness.store.timeline('INC-2')).at(-1)).toMatchObject({ kind: 'noted', text: 'a line' });
    expect((await harness.store.audit(1))[0]).toMatchObject({ target: 'INC-2' });
    expect(await work('INC-1', { kind: 'star', entry: 1 })).toMatchObject({ id: 'INC-1', starred: [1] });
  });

  it('is opened again with the other one, by whichever name', async () => {
    await merge('INC-1', 'INC-2');
    await end('INC-2');
    await work('INC-2', { kind: 'close', verdict: 'real', reason: 'a test' });
    expect(await work('INC-1', { kind: 'reopen', reason: 'errors are back' })).toMatchObject({
      id: 'INC-2',
      status: 'open',
      attached: [{ incident: 'INC-1', ended: false }],
    });
    expect(await incident('INC-1')).toMatchObject({ status: 'open', mergedInto: 'INC-2' });
    expect(harness.state.runtimes.get('checkout-api/availability')?.incident?.id).toBe('INC-1');
    expect((await harness.store.timeline('INC-1')).at(-1)?.text).toBe('opened again: with INC-2');
    await pass(90);
    expect(await kinds('INC-2')).toContain('attached-ended');
    await end('INC-2');
    expect(await incident('INC-1')).toMatchObject({ phase: 'resolved' });
  });

  it('stays closed where its alert has opened another one since', async () => {
    await merge('INC-1', 'INC-2');
    await pass(80);
    await end('INC-2');
    await pass(80);
    expect(await incident('INC-3')).toMatchObject({ sloId: 'checkout-api/availability', status: 'open' });
    expect(await work('INC-2', { kind: 'reopen', reason: 'again' })).toMatchObject({ attached: [] });
    expect(await incident('INC-1')).toMatchObject({ phase: 'resolved' });
    await expect(
      unmergeIncident(harness.state, harness.ports, 'INC-1', maria).then(() =>
        work('INC-1', { kind: 'reopen', reason: 'again' }),
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is acknowledged with the other one, whichever was', async () => {
    await ack('INC-1', 'paul');
    await merge('INC-1', 'INC-2');
    expect(await incident('INC-2')).toMatchObject({ acknowledgedBy: 'paul', acknowledgedVia: 'INC-1' });
    await declare({ service: 'search' });
    await merge('INC-3', 'INC-2');
    expect(await ack('INC-3', 'vera')).toMatchObject({ id: 'INC-2', acknowledgedBy: 'paul' });
  });

  it('is told of by the other one’s acknowledgement', async () => {
    const takes = { refreshEveryMs: undefined, takesAcknowledgements: true as const };
    const send = () => Promise.resolve({ kind: 'delivered' as const, receipt: '1' });
    harness.ports.notifiers = new Map([['pager', { receiver: 'pager', ...takes, send }]]);
    await merge('INC-1', 'INC-2');
    await ack('INC-2');
    const told = harness.toldKinds().filter((kind) => kind.endsWith('acknowledge'));
    expect(told.toSorted()).toEqual(['outside-page acknowledge', 'page acknowledge']);
    await declare({ service: 'search' });
    await merge('INC-3', 'INC-2');
    expect(harness.toldKinds().filter((kind) => kind.endsWith('acknowledge'))).toHaveLength(3);
  });

  it('is taken out again, and is nobody’s but its own then', async () => {
    await merge('INC-1', 'INC-2');
    expect(await unmergeIncident(harness.state, harness.ports, 'INC-1', maria)).toMatchObject({
      id: 'INC-1',
    });
    expect(await incident('INC-2')).toMatchObject({ attached: [] });
    await end('INC-2');
    expect(await incident('INC-1')).toMatchObject({ status: 'open' });
    await expect(unmergeIncident(harness.state, harness.ports, 'INC-1', maria)).rejects.toThrow('into none');
  });

  it('is merged once, into one that is open and not merged itself', async () => {
    await declare({ service: 'search' });
    await expect(merge('INC-1', 'INC-1')).rejects.toThrow('into itself');
    await merge('INC-1', 'INC-2');
    const count = (await kinds('INC-2')).length;
    await merge('INC-1', 'INC-2');
    expect(await kinds('INC-2')).toHaveLength(count);
    await expect(merge('INC-3', 'INC-1')).rejects.toMatchObject({
      message: 'INC-1 is merged into INC-2: merge into that',
      next: 'firebreak incident merge INC-3 INC-2',
    });
    await expect(merge('INC-2', 'INC-3')).rejects.toThrow(
      'INC-1 belongs to INC-2: merge the other way round',
    );
    await expect(merge('INC-1', 'INC-3')).rejects.toMatchObject({
      message: 'INC-1 is merged into INC-2 already',
      next: 'firebreak incident unmerge INC-1',
    });
    await end('INC-3');
    await expect(merge('INC-2', 'INC-3')).rejects.toMatchObject({ code: 'conflict' });
    await expect(merge('INC-9', 'INC-3')).rejects.toMatchObject({ code: 'not-found' });
    expect((await incident('INC-3')).eventCount).toBe((await kinds('INC-3')).length);
  });
});

describe('an incident that is split', () => {
  const split = (changes: Partial<AskedSplit> = {}) =>
    splitIncident(
      harness.state,
      harness.ports,
      'INC-1',
      {
        title: 'the cache is cold',
        severity: 'sev3',
        service: undefined,
        entries: [],
        key: undefined,
        ...changes,
      },
      maria,
    );

  it('leaves another one, with the entries that belong to it and when they were, which is told', async () => {
    await work('INC-1', { kind: 'record-finding', text: 'hit rate 3 %' });
    const { seq, at } = (await harness.store.timeline('INC-1')).at(-1) ?? { seq: 0, at: 0 };
    await pass(3);
    expect(await split({ entries: [1, seq] })).toMatchObject({
      id: 'INC-3',
      service: 'checkout-api',
      severity: 'sev3',
      declared: { splitFrom: 'INC-1' },
    });
    expect((await harness.store.timeline('INC-3')).slice(1)).toMatchObject([
      { kind: 'noted', text: expect.stringContaining('INC-1, engine: ') },
      { kind: 'noted', text: 'INC-1, maria: hit rate 3 %', data: { happenedAt: at } },
    ]);
    expect((await harness.store.timeline('INC-1')).at(-1)?.text).toBe(
      'INC-3 is split off: the cache is cold',
    );
    expect(harness.toldKinds().at(-1)).toBe('outside-page trigger');
    await harness.start([checkoutSlo()]);
    await pass(1);
    expect(await incident('INC-3')).toMatchObject({ status: 'open' });
  });

  it('is split once for a request, and by entries that are there', async () => {
    const first = await split({ key: 'request-1' });
    expect(await split({ key: 'request-1' })).toMatchObject({ id: first.id, done: [] });
    expect(first.done).toMatchObject([{ text: expect.stringMatching(/^split off INC-/) }]);
    await expect(split({ entries: [999] })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await harness.store.incidents({ limit: 9 })).toHaveLength(3);
  });
});

describe('an incident of several parts', () => {
  const add = (id: string, child: string, team?: string) =>
    addChildIncident(harness.state, harness.ports, id, { child, team }, maria);

  it('is resolved after its parts, each of which has its owner, unless somebody overrides', async () => {
    await add('INC-1', 'INC-2', 'payments');
    expect(await incident('INC-2')).toMatchObject({ parent: 'INC-1', team: 'payments' });
    await work('INC-1', { kind: 'set-team', team: 'checkout' });
    expect(await incident('INC-1')).toMatchObject({ children: ['INC-2'], team: 'checkout' });
    await pass(120);
    const resolve = () => work('INC-1', { kind: 'move', to: 'resolved', text: '', override: undefined });
    expect(await incident('INC-1')).toMatchObject({ phase: 'monitoring' });
    await expect(resolve()).rejects.toThrow('its parts are not resolved: INC-2; an override needs a reason');
    await end('INC-2');
    await resolve();
    expect(await incident('INC-1')).toMatchObject({ phase: 'resolved' });
  });

  it('has one level of parts, each in one whole', async () => {
    await declare({ service: 'search' });
    await add('INC-1', 'INC-2');
    await add('INC-1', 'INC-2');
    await expect(add('INC-2', 'INC-3')).rejects.toThrow('INC-2 is a part of INC-1: add it there');
    await expect(add('INC-3', 'INC-1')).rejects.toThrow('INC-1 has parts of its own: INC-2');
    await expect(add('INC-3', 'INC-2')).rejects.toThrow('INC-2 is a part of INC-1 already');
    await expect(add('INC-1', 'INC-1')).rejects.toThrow('a part of itself');
    await expect(merge('INC-1', 'INC-3')).rejects.toMatchObject({
      message: 'INC-2 belongs to INC-1: merge the other way round',
      next: 'firebreak incident merge INC-3 INC-1',
    });
    await merge('INC-3', 'INC-1');
    await expect(add('INC-3', 'INC-1')).rejects.toMatchObject({ code: 'conflict' });
  });
});
