import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CanaryOutcome,
  decideHeartbeat,
  type StuckReceiver,
  type Vitals,
} from '../../../../src/core/heartbeat/decide-heartbeat.js';

const AT = Date.UTC(2026, 10, 28, 12);
const INTERVAL = 30_000;

const SOUND: Vitals = {
  at: AT,
  evaluationInterval: INTERVAL,
  lastCycle: { at: AT - INTERVAL, ms: 200 },
  source: 'answers',
  storageError: undefined,
  canary: { receiver: 'hook', state: 'delivered', error: undefined },
  stuck: [],
};

function reasons(changes: Partial<Vitals>): string[] {
  const decision = decideHeartbeat({ ...SOUND, ...changes });
  return decision.kind === 'ping' ? ['ping'] : decision.reasons.map(({ sign, text }) => `${sign}: ${text}`);
}

const canary = (state: CanaryOutcome['state'], error?: string): Partial<Vitals> => ({
  canary: { receiver: 'hook', state, error },
});
const stuck = (because: StuckReceiver['because'], receiver: string): StuckReceiver => ({
  receiver,
  because,
  ref: 'DLV-7',
});

describe('a heartbeat is sent', () => {
  it.each<[string, Partial<Vitals>]>([
    ['when everything has proven that it works', {}],
    ['without a canary when none is asked for', { canary: undefined }],
    ['while Prometheus is silent and the daemon itself tells of it', { source: 'told' }],
    ['as long as the last evaluation is two intervals old', { lastCycle: { at: AT - 60_000, ms: 0 } }],
    ['while a long evaluation is under way', { lastCycle: { at: AT - 85_000, ms: 25_000 } }],
  ])('%s', (_name, changes) => {
    expect(reasons(changes)).toEqual(['ping']);
  });
});

describe('a heartbeat is held', () => {
  it.each<[string, Partial<Vitals>, string]>([
    [
      'before the first evaluation',
      { lastCycle: undefined },
      'evaluation: no evaluation has been completed yet',
    ],
    [
      'when evaluations stop',
      { lastCycle: { at: AT - 60_001, ms: 0 } },
      'evaluation: no evaluation has been completed since 2026-11-28T11:58:59.999Z',
    ],
    [
      'when the clock says that the last one is yet to come',
      { lastCycle: { at: AT + 3_600_000, ms: 0 } },
      'evaluation: no evaluation has been completed since 2026-11-28T13:00:00.000Z',
    ],
    [
      'while Prometheus is silent and nobody would hear of it',
      { source: 'untold' },
      'source: Prometheus does not answer, and nobody would be told of that otherwise',
    ],
    [
      'when nothing can be stored',
      { storageError: 'disk is full' },
      'storage: nothing can be stored: disk is full',
    ],
    [
      'when the canary was refused',
      canary('failed', 'HTTP 404'),
      'canary: the canary was not delivered to hook: HTTP 404',
    ],
    ['while the canary has no receipt', canary('pending'), 'canary: the canary to hook has no receipt yet'],
    ['when the canary is gone', canary('lost'), 'canary: no canary was sent to hook'],
    ['when nobody knows', { stuck: undefined }, 'delivery: nobody knows whether messages arrive'],
    [
      'when the newest message to somebody was given up',
      { stuck: [stuck('failed', 'pager')] },
      'delivery: the newest message to pager (DLV-7) was given up',
    ],
    [
      'when a message waits for too long',
      { stuck: [stuck('overdue', 'pager')] },
      'delivery: DLV-7 has been waiting for a receipt from pager for over 5m',
    ],
  ])('%s', (_name, changes, reason) => {
    expect(reasons(changes)).toEqual([reason]);
  });

  it('for all reasons at once', () => {
    const all = reasons({
      lastCycle: undefined,
      source: 'untold',
      storageError: 'gone',
      ...canary('lost'),
      stuck: [stuck('failed', 'a'), stuck('overdue', 'b')],
    });
    expect(all.map((reason) => reason.split(':')[0])).toEqual([
      'evaluation',
      'source',
      'storage',
      'canary',
      'delivery',
      'delivery',
    ]);
  });
});

it('is sent exactly when nothing is wrong and nothing unknown', () => {
  const cycle = fc.option(fc.record({ at: fc.integer({ min: AT - 200_000, max: AT }), ms: fc.nat(5_000) }), {
    nil: undefined,
  });
  const outcome = fc.option(
    fc.record({
      receiver: fc.constant('hook'),
      state: fc.constantFrom('delivered' as const, 'failed' as const, 'pending' as const, 'lost' as const),
      error: fc.option(fc.string(), { nil: undefined }),
    }),
    { nil: undefined },
  );
  const vitals = fc.record({
    at: fc.constant(AT),
    evaluationInterval: fc.constantFrom(1_000, 30_000, 60_000),
    lastCycle: cycle,
    source: fc.constantFrom('answers' as const, 'told' as const, 'untold' as const),
    storageError: fc.option(fc.string(), { nil: undefined }),
    canary: outcome,
    stuck: fc.option(fc.array(fc.constant(stuck('failed', 'pager')), { maxLength: 2 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(vitals, (some) => {
      const { lastCycle, evaluationInterval } = some;
      const fresh = lastCycle !== undefined && AT - lastCycle.at <= 2 * evaluationInterval + lastCycle.ms;
      const delivers = some.canary === undefined || some.canary.state === 'delivered';
      const isSound =
        fresh &&
        some.source !== 'untold' &&
        some.storageError === undefined &&
        delivers &&
        some.stuck?.length === 0;
      const decision = decideHeartbeat(some);
      expect(decision.kind).toBe(isSound ? 'ping' : 'hold');
      if (decision.kind === 'hold') expect(decision.reasons.length).toBeGreaterThan(0);
    }),
  );
});
