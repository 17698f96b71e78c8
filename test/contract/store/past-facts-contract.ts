import { describe, expect, it } from 'vitest';
import type { PastFact } from '../../../src/core/slo-history/past-fact.js';
import type { StateRecord, Store } from '../../../src/engine/ports.js';
import { allBefore, sampleSlot, T0 } from '../../support/store-samples.js';

const SLO = 'checkout/availability';
const deploy = (at: number, version: string): PastFact => ({ kind: 'deploy', of: 'checkout', at, version });
const band = (at: number, name: string): PastFact => ({ kind: 'band', of: SLO, at, band: name });
const alert = (at: number, kind: 'alert-opened' | 'alert-ended'): PastFact => ({
  kind,
  of: SLO,
  at,
  severity: 'page',
  openedAt: T0,
  incidentId: 'INC-1',
});

/** What is looked at of an SLO's past. */
export function pastFactsContract(store: () => Store): void {
  it('gives what is stored of one SLO, by the slots that are asked for', async () => {
    const own = [
      sampleSlot({ start: T0 }),
      sampleSlot({ start: T0 + 10 }),
      sampleSlot({ level: 1, start: T0 }),
    ];
    const others = [sampleSlot({ start: T0 - 10 }), sampleSlot({ start: T0, sloId: 'search/latency' })];
    const state = (kind: StateRecord['kind'], key: string): StateRecord => ({
      kind,
      key,
      value: { kind, key },
    });
    const kept = [state('alert', SLO), state('reader', SLO), state('series', SLO)];
    const states = [...kept, state('policy', SLO), state('alert', 'search/latency')];
    await store().commit({ at: T0, counts: [{ slots: [...own, ...others], states }] });
    const many = Array.from({ length: 2500 }, (_, n) => T0 + n * 10);
    const found = await store().sloState(SLO, [
      { level: 0, starts: many },
      { level: 1, starts: [T0] },
    ]);
    expect(found.slots).toEqual(own);
    expect(found.states).toHaveLength(kept.length);
    expect(found.states).toEqual(expect.arrayContaining(kept));
  });

  describe('facts of the past', () => {
    const asked = { of: 'checkout', kinds: ['deploy'], from: T0, to: T0 + 3, limit: 10 } as const;

    it('are found by whom they are of, by kind and by time, the newest first', async () => {
      const facts = [deploy(T0 + 2, 'v2'), deploy(T0, 'v1'), deploy(T0 - 1, 'v0'), deploy(T0 + 4, 'v4')];
      const other: PastFact = { kind: 'deploy', of: 'search', at: T0 + 1, version: 'v9', url: 'https://ci' };
      await store().commit({ at: T0, facts: [...facts, other] });
      await store().commit({ at: T0, facts: [alert(T0, 'alert-opened'), band(T0 + 1, 'exhausted')] });
      await store().commit({ at: T0, facts: [alert(T0 + 3, 'alert-ended')] });
      expect(await store().pastFacts(asked)).toEqual({ facts: facts.slice(0, 2), leftOut: 0 });
      expect((await store().pastFacts({ ...asked, of: 'search' })).facts).toEqual([other]);
      const alerts = await store().pastFacts({ ...asked, of: SLO, kinds: ['alert-opened', 'alert-ended'] });
      expect(alerts.facts).toEqual([alert(T0 + 3, 'alert-ended'), alert(T0, 'alert-opened')]);
    });

    it('are so many of the newest, with the number of those that are left out', async () => {
      const facts = [0, 1, 2, 3].map((n) => deploy(T0 + n, `v${n}`));
      await store().commit({ at: T0, facts });
      const { facts: found, leftOut } = await store().pastFacts({ ...asked, limit: 3 });
      expect(found.map(({ version }) => version)).toEqual(['v3', 'v2', 'v1']);
      expect(leftOut).toBe(1);
      expect((await store().pastFacts({ ...asked, limit: 4 })).leftOut).toBe(0);
    });

    it('are there once, however often they are told', async () => {
      await store().commit({ at: T0, facts: [deploy(T0, 'v1'), deploy(T0, 'v1'), deploy(T0, 'v2')] });
      await store().commit({ at: T0 + 1, facts: [{ ...deploy(T0, 'v1'), url: 'https://ci' } as PastFact] });
      const { facts } = await store().pastFacts(asked);
      expect(facts.map(({ version, url }) => [version, url]).sort()).toEqual([
        ['v1', undefined],
        ['v2', undefined],
      ]);
    });

    it('stay when an SLO is forgotten and its messages are gone, and go with their own time', async () => {
      await store().commit({ at: T0, facts: [band(T0 - 1, 'a'), band(T0, 'b')] });
      await store().commit({ at: T0, forgetSlos: [SLO] });
      await store().prune({ ...allBefore(T0 + 1e9), facts: T0 });
      const { facts } = await store().pastFacts({ ...asked, of: SLO, kinds: ['band'], from: 0 });
      expect(facts).toEqual([band(T0, 'b')]);
    });
  });
}
