import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS, bucketOf } from '../../../../src/core/replicas/buckets.js';
import { type Lease, planLeases, wantedOwner } from '../../../../src/core/replicas/plan-leases.js';

const ALL = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
const NOW = 1_000_000;
const members = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 6 });

/** What is held when every replica has done what it planned until nothing changes. */
function settle(alive: readonly string[], leases: readonly Lease[]): readonly Lease[] {
  const held = new Map(leases.map((lease) => [lease.bucket, lease]));
  for (let round = 0; round < 3; round += 1) {
    for (const me of alive) {
      const plan = planLeases(me, alive, [...held.values()], NOW);
      for (const bucket of plan.release) held.delete(bucket);
      for (const bucket of plan.take) {
        const token = (held.get(bucket)?.token ?? 0) + 1;
        held.set(bucket, { bucket, owner: me, token, until: NOW + 1 });
      }
    }
  }
  return [...held.values()];
}

describe('the distribution of buckets', () => {
  it('gives every bucket to one of those who are alive, whoever had it, once its lease has run out', () => {
    fc.assert(
      fc.property(members, members, (before, alive) => {
        const old = settle(before, []).map((lease) => ({ ...lease, until: NOW }));
        const leases = settle(alive, old);
        expect(leases.map(({ bucket }) => bucket).sort((a, b) => a - b)).toEqual(ALL);
        for (const { bucket, owner } of leases) expect(owner).toBe(wantedOwner(bucket, alive));
      }),
    );
  });

  it('takes nothing from a lease that has not run out', () => {
    fc.assert(
      fc.property(members, (alive) => {
        const [me = ''] = alive;
        const leases = ALL.map((bucket) => ({ bucket, owner: 'other\0', token: 7, until: NOW + 1 }));
        expect(planLeases(me, alive, leases, NOW)).toEqual({ keep: [], release: [], take: [] });
      }),
    );
  });

  it('never keeps and gives away, or asks for what is its own', () => {
    fc.assert(
      fc.property(members, fc.array(fc.nat(5), { maxLength: BUCKETS }), (alive, owners) => {
        const leases = owners.map((at, bucket) => ({
          bucket,
          owner: alive[at] ?? 'gone',
          token: 1,
          until: at % 2 === 0 ? NOW : NOW + 1,
        }));
        for (const me of alive) {
          const { keep, release, take } = planLeases(me, alive, leases, NOW);
          const own = leases.filter(({ owner }) => owner === me).map(({ bucket }) => bucket);
          expect([...keep, ...release].sort((a, b) => a - b)).toEqual(own);
          expect(take.filter((bucket) => own.includes(bucket))).toEqual([]);
        }
      }),
    );
  });

  it('does not depend on the order in which members are seen, and moves only what it must', () => {
    fc.assert(
      fc.property(members, (alive) => {
        const [first = '', ...rest] = alive;
        for (const bucket of ALL) {
          expect(wantedOwner(bucket, [...alive].reverse())).toBe(wantedOwner(bucket, alive));
          const owner = wantedOwner(bucket, alive);
          if (rest.length > 0 && owner !== first) expect(wantedOwner(bucket, rest)).toBe(owner);
        }
      }),
    );
  });

  it('is about even', () => {
    for (const alive of [
      ['a', 'b'],
      ['fb-0', 'fb-1', 'fb-2'],
    ]) {
      for (const me of alive) {
        const own = ALL.filter((bucket) => wantedOwner(bucket, alive) === me).length;
        expect(own).toBeGreaterThan(BUCKETS / alive.length / 2);
      }
    }
  });
});

describe('the bucket of an SLO', () => {
  it('is that of its service, for all that is kept of it', () => {
    const keys = [
      'checkout/availability',
      'checkout/latency',
      'checkout/routes:*',
      'checkout/routes{route="/"}',
    ];
    expect(new Set(keys.map(bucketOf)).size).toBe(1);
  });

  it('spreads services', () => {
    const buckets = Array.from({ length: 1_000 }, (_, i) => bucketOf(`service-${i}/slo`));
    expect(new Set(buckets).size).toBe(BUCKETS);
    expect(buckets.every((bucket) => bucket >= 0 && bucket < BUCKETS)).toBe(true);
  });
});
