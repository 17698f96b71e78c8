import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../../src/adapters/store/postgres-store.js';
import type { PostgresOptions } from '../../../src/adapters/store/postgres-options.js';
import type { Replicas, Store } from '../../../src/engine/ports.js';
import { type PostgresServer, startPostgres } from '../../support/postgres.js';
import { sampleEvent, sampleIncident, sampleRow, sampleSlot, T0 } from '../../support/store-samples.js';

let server: PostgresServer;
let shared: PostgresOptions;
beforeAll(async () => {
  server = await startPostgres({ fsync: 'off' });
  shared = await server.createDatabase();
});
afterAll(() => server.stop());

interface Opened {
  readonly store: Store;
  readonly replicas: Replicas;
}
let one: Opened;
let other: Opened;
beforeEach(async () => {
  await server.empty(shared);
  one = await openPostgresStore(shared);
  other = await openPostgresStore(shared);
});
afterEach(async () => {
  await one.store.close();
  await other.store.close();
});

const sql = (text: string) => server.query(shared, text);
/** As when the leases had run out. */
const expire = () => sql('update replica_leases set until = 0');
const gone = ({ replicas }: Opened) =>
  sql(`update replica_members set seen_at = 0 where id = '${replicas.me}'`);

describe('leases', () => {
  it('are had by one, who may renew them, until they run out or are given back', async () => {
    expect(await one.replicas.take([1, 2])).toEqual(
      new Map([
        [1, 1],
        [2, 1],
      ]),
    );
    expect(await other.replicas.take([1, 2, 3])).toEqual(new Map([[3, 1]]));
    expect(await one.replicas.renew([1, 2, 3])).toEqual(
      new Map([
        [1, 1],
        [2, 1],
      ]),
    );
    await one.replicas.release([1]);
    expect(await other.replicas.take([1, 2])).toEqual(new Map([[1, 2]]));
    await expire();
    expect(await other.replicas.take([1, 2])).toEqual(
      new Map([
        [1, 3],
        [2, 2],
      ]),
    );
    expect(await one.replicas.renew([1, 2])).toEqual(new Map());
  });

  it('are never had by two who ask at once', async () => {
    const buckets = Array.from({ length: 64 }, (_, bucket) => bucket);
    for (let round = 0; round < 5; round += 1) {
      const got = await Promise.all([one, other, one, other].map(({ replicas }) => replicas.take(buckets)));
      expect(got.flatMap((taken) => [...taken.keys()]).sort((a, b) => a - b)).toEqual(buckets);
      await expire();
    }
  });

  it('show who is alive, by the database’s clock, and are all given back by one who leaves', async () => {
    await one.replicas.look();
    await other.replicas.take([5]);
    const view = await other.replicas.look();
    expect([...view.members].sort()).toEqual([one.replicas.me, other.replicas.me].sort());
    expect(view.leases).toMatchObject([{ bucket: 5, owner: other.replicas.me, token: 1 }]);
    expect(view.leases[0]?.until).toBeGreaterThan(view.now);
    await gone(one);
    expect((await other.replicas.look()).members).toEqual([other.replicas.me]);
    await other.replicas.leave();
    const after = await one.replicas.look();
    expect(after.members).toEqual([one.replicas.me]);
    expect(after.leases[0]?.until).toBe(0);
  });
});

describe('a commit of a replica', () => {
  const change = {
    at: T0,
    states: [{ kind: 'alert' as const, key: 'a/b', value: 1 }],
    outbox: [sampleRow()],
  };

  it('is refused as a whole once another has taken one of its buckets', async () => {
    const fence = await one.replicas.take([1, 2]);
    await one.store.commit({ ...change, fence });
    await expire();
    await other.replicas.take([2]);
    const late = {
      ...change,
      states: [{ kind: 'alert' as const, key: 'a/b', value: 2 }],
      outbox: [sampleRow({ at: T0 + 9 })],
    };
    await expect(one.store.commit({ ...late, fence })).rejects.toMatchObject({
      code: 'conflict',
      message: 'another replica has taken over 1 of 2 buckets',
    });
    expect((await one.store.load()).states).toEqual(change.states);
    expect(await one.store.pendingDeliveries()).toBe(1);
  });

  it('is refused under a lease that was lost and won again meanwhile', async () => {
    const fence = await one.replicas.take([1]);
    await expire();
    await other.replicas.take([1]);
    await expire();
    await one.replicas.take([1]);
    await expect(one.store.commit({ ...change, fence })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('holds when its lease has run out and nobody has taken it', async () => {
    const fence = await one.replicas.take([1]);
    await expire();
    await one.store.commit({ ...change, fence });
    expect((await one.store.load()).states).toHaveLength(1);
  });

  it('keeps others from its leases until it has ended, and itself from none', async () => {
    const fence = await one.replicas.take([1]);
    await expire();
    let during: unknown;
    function* parts() {
      during = Promise.all([other.replicas.take([1]), one.replicas.renew([1])]);
      yield { slots: [sampleSlot()], states: [] };
      for (let i = 0; i < 50; i += 1) yield { slots: [sampleSlot({ start: T0 + i })], states: [] };
    }
    await one.store.commit({ ...change, fence, counts: parts() });
    const [taken, renewed] = (await during) as [unknown, unknown];
    expect(taken).toEqual(new Map());
    expect(renewed).toEqual(fence);
  });

  it('is refused when somebody has changed its incident meanwhile', async () => {
    const fence = await one.replicas.take([1]);
    await one.store.commit({ at: T0, incidents: [sampleIncident()], incidentEvents: [sampleEvent()], fence });
    const acknowledged = sampleIncident({ acknowledgedAt: T0 + 1, acknowledgedBy: 'ann', eventCount: 2 });
    await other.store.commit({
      at: T0,
      incidents: [acknowledged],
      incidentEvents: [sampleEvent({ seq: 2 })],
    });
    const mine = {
      incidents: [sampleIncident({ status: 'monitoring', eventCount: 2 })],
      incidentEvents: [sampleEvent({ seq: 2 })],
    };
    await expect(one.store.commit({ at: T0, ...mine, fence })).rejects.toThrow('INC-1 has changed meanwhile');
    expect(await one.store.incident('INC-1')).toEqual(acknowledged);
  });
});

describe('what replicas share', () => {
  it('loads only what is asked for', async () => {
    const of = (sloId: string) => ({
      slots: [sampleSlot({ sloId })],
      states: [{ kind: 'reader' as const, key: sloId, value: sloId }],
    });
    const incidents = [sampleIncident({ sloId: 'a/x' }), sampleIncident({ id: 'INC-2', sloId: 'b/x' })];
    await one.store.commit({ at: T0, counts: [of('a/x'), of('b/x')], incidents });
    const { slots, states, openIncidents } = await other.store.load((key) => key.startsWith('b/'));
    expect([slots.map(({ sloId }) => sloId), states.map(({ key }) => key)]).toEqual([['b/x'], ['b/x']]);
    expect(openIncidents.map(({ id }) => id)).toEqual(['INC-2']);
  });

  it('numbers incidents once, after those that there are', async () => {
    await one.store.commit({ at: T0, incidents: [sampleIncident({ id: 'INC-41' })] });
    const firsts = await Promise.all([one.replicas.takeNumbers(2), other.replicas.takeNumbers(3)]);
    const numbers = [...[0, 1].map((n) => firsts[0] + n), ...[0, 1, 2].map((n) => firsts[1] + n)];
    expect(numbers.sort((a, b) => a - b)).toEqual([42, 43, 44, 45, 46]);
  });

  it('frees the messages of one that is gone, and of no other', async () => {
    await one.replicas.look();
    await other.replicas.look();
    await one.store.commit({ at: T0, outbox: [sampleRow()] });
    const id = sampleRow().id;
    await other.replicas.freeMessages();
    expect(await other.store.takeDeliveries([id], T0)).toEqual(new Set());
    await gone(one);
    await other.replicas.freeMessages();
    expect(await other.store.takeDeliveries([id], T0)).toEqual(new Set([id]));
  });
});
