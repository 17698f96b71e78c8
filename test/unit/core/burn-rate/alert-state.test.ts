import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlertChange,
  type AlertInput,
  type AlertState,
  advanceAlert,
  INACTIVE,
} from '../../../../src/core/burn-rate/alert-state.js';
import type { TierReading, TierVerdict, UnknownReason } from '../../../../src/core/burn-rate/reading.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { tier } from '../../../support/readings.js';

const IDS = ['page-1h', 'page-6h', 'ticket-1d', 'ticket-3d'] as const;
const blindPolicy = { after: 5 * MINUTE, severity: 'ticket' as const };
const verdicts = (...list: TierVerdict[]): TierReading[] =>
  list.map((verdict, i) => tier(IDS[i] ?? `ticket-${i}`, verdict));

type Step = Partial<AlertInput> & { readonly tiers?: readonly TierReading[] };

/** Advances minute by minute. */
function run(steps: readonly Step[], from: AlertState = INACTIVE) {
  let state = from;
  const changes = steps.map((step, minute) => {
    const input = { at: minute * MINUTE, tiers: [], blind: undefined, blindPolicy, ...step };
    const advanced = advanceAlert(state, input);
    state = advanced.state;
    return advanced.changes;
  });
  return { state, changes };
}

const brief = (changes: readonly AlertChange[]) =>
  changes.map((change) => {
    if (change.kind === 'tier-fired') return `fired ${change.tier.policyId}`;
    if (change.kind === 'tier-cleared') return `cleared ${change.policyId}`;
    return 'severity' in change ? `${change.kind} ${change.severity}` : change.kind;
  });

describe('advanceAlert', () => {
  it('opens one page for however many page tiers, and closes it with the last of them', () => {
    const { changes } = run([
      { tiers: verdicts('over', 'under') },
      { tiers: verdicts('over', 'over') },
      { tiers: verdicts('under', 'over') },
      { tiers: verdicts('under', 'under') },
    ]);
    expect(changes.map(brief)).toEqual([
      ['fired page-1h', 'opened page'],
      ['fired page-6h'],
      ['cleared page-1h'],
      ['cleared page-6h', 'closed page'],
    ]);
  });

  it('says with the close when the alert was opened', () => {
    const { changes } = run([
      {},
      { tiers: verdicts('over') },
      { tiers: verdicts('unknown') },
      { tiers: verdicts('under') },
    ]);
    expect(changes[3]).toContainEqual({ kind: 'closed', severity: 'page', openedAt: MINUTE });
  });

  it('folds tickets that start under a page, and lets those speak that outlive it', () => {
    const { changes } = run([
      { tiers: verdicts('over', 'under', 'under') },
      { tiers: verdicts('over', 'under', 'over') },
      { tiers: verdicts('under', 'under', 'over') },
      { tiers: verdicts('under', 'under', 'under') },
    ]);
    expect(changes.map(brief).slice(1)).toEqual([
      ['fired ticket-1d'],
      ['cleared page-1h', 'closed page', 'opened ticket'],
      ['cleared ticket-1d', 'closed ticket'],
    ]);
  });

  it('never speaks of a ticket that ends under its page', () => {
    const { changes } = run([
      { tiers: verdicts('over', 'under', 'over') },
      { tiers: verdicts('over', 'under', 'under') },
      { tiers: verdicts('under', 'under', 'under') },
    ]);
    expect(changes.map(brief)).toEqual([
      ['fired page-1h', 'fired ticket-1d', 'opened page'],
      ['cleared ticket-1d'],
      ['cleared page-1h', 'closed page'],
    ]);
  });

  it('keeps a ticket open that was there before the page', () => {
    const { changes, state } = run([
      { tiers: verdicts('under', 'under', 'over') },
      { tiers: verdicts('over', 'under', 'over') },
      { tiers: verdicts('under', 'under', 'over') },
    ]);
    expect(changes.flatMap(brief)).toEqual([
      'fired ticket-1d',
      'opened ticket',
      'fired page-1h',
      'opened page',
      'cleared page-1h',
      'closed page',
    ]);
    expect(state.ticket).toEqual({ openedAt: 0 });
  });

  it('ends a tier that the files no longer hold, and its alert with it', () => {
    const { changes, state } = run([{ tiers: verdicts('over') }, { tiers: [] }]);
    expect(changes.map(brief)).toEqual([
      ['fired page-1h', 'opened page'],
      ['cleared page-1h', 'closed page'],
    ]);
    expect(state.firing).toEqual({});
  });

  it('tells of blindness only after the stated time, once, and of its end', () => {
    const blind = { blind: 'no-series' as const };
    const { changes } = run([{}, blind, blind, blind, blind, blind, blind, blind, {}]);
    expect(changes.map(brief)).toEqual([
      [],
      ['sight-lost'],
      [],
      [],
      [],
      [],
      ['blind-opened ticket'],
      [],
      ['sight-regained', 'blind-closed ticket'],
    ]);
  });

  it('forgets a blindness that was shorter than the stated time', () => {
    const blind = { blind: 'stale' as const };
    const { changes } = run([blind, blind, blind, {}, blind, blind, blind]);
    expect(changes.flatMap(brief)).toEqual(['sight-lost', 'sight-regained', 'sight-lost']);
  });

  it('can be told to keep silent about blindness', () => {
    const step = { blind: 'stale' as const, blindPolicy: { after: MINUTE, severity: undefined } };
    expect(run([step, step, step, step]).changes.flatMap(brief)).toEqual(['sight-lost']);
  });

  it('closes with the severity with which it opened, whatever the policy says by then', () => {
    const page = { after: 0, severity: 'page' as const };
    const { changes } = run([{ blind: 'stale', blindPolicy: page }, { blindPolicy }]);
    expect(changes[1]).toContainEqual({ kind: 'blind-closed', severity: 'page', openedAt: 0 });
  });

  const verdict = fc.constantFrom<TierVerdict>('over', 'under', 'unknown');
  const reason = fc.option(fc.constantFrom<UnknownReason>('stale', 'no-series', 'source-unreachable'), {
    nil: undefined,
  });
  const history = fc.array(
    fc.record({
      tiers: fc.tuple(verdict, verdict, verdict, verdict).map((all) => verdicts(...all)),
      blind: reason,
    }),
    { maxLength: 40 },
  );

  it('never opens twice without a close nor closes what is not open, and remembers exactly what it told', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { changes, state } = run(steps);
        const open = new Map<string, boolean>();
        for (const change of changes.flat()) {
          const match = /^(blind-)?(opened|closed)$/.exec(change.kind);
          if (!match || !('severity' in change)) continue;
          const key = match[1] ? 'blind' : change.severity;
          expect(open.get(key) ?? false).toBe(match[2] === 'closed');
          open.set(key, match[2] === 'opened');
        }
        expect(state.page !== undefined).toBe(open.get('page') ?? false);
        expect(state.ticket !== undefined).toBe(open.get('ticket') ?? false);
        expect(state.blind !== undefined).toBe(open.get('blind') ?? false);
      }),
    );
  });

  it('neither starts nor ends a burn alert while nothing is known', () => {
    fc.assert(
      fc.property(history, reason, (steps, blind) => {
        const before = run(steps).state;
        const tiers = verdicts('unknown', 'unknown', 'unknown', 'unknown');
        const { state, changes } = advanceAlert(before, { at: 1e6, tiers, blind, blindPolicy });
        expect([state.firing, state.page, state.ticket]).toEqual([before.firing, before.page, before.ticket]);
        expect(brief(changes).filter((text) => !/sight|blind/.test(text))).toEqual([]);
      }),
    );
  });

  it('changes nothing when the same is seen again, but for a blindness that has lasted', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const last = steps.at(-1) ?? {};
        const before = run(steps).state;
        const { changes, state } = run([last], before);
        expect(changes.flat()).toEqual([]);
        expect(state).toEqual(before);
      }),
    );
  });
});
