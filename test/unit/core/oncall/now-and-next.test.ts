import { describe, expect, it } from 'vitest';
import { LOOKED_AHEAD, nowAndNext, reasonText } from '../../../../src/core/oncall/now-and-next.js';
import type { Schedule } from '../../../../src/core/oncall/schedule.js';
import { soundLayer, soundSchedule } from '../../../support/oncall-lint-plan.js';

const at = (text: string) => Date.parse(text);
const MONDAY = at('2026-03-02T09:00:00Z');
const START = { year: 2026, month: 2, day: 2 };
const turns = (people: string[], changed: Partial<Schedule> = {}) =>
  soundSchedule('primary', { layers: [soundLayer({ rotation: { people, from: START } })], ...changed });

/** Who is on call from Monday, who next, and when. */
function told(schedule: Schedule, from = MONDAY) {
  const { now, next } = nowAndNext(schedule, from);
  return [now?.person, next && new Date(next.at).toISOString().slice(0, 16), next?.onCall?.person];
}

describe('nowAndNext', () => {
  it('tells who takes over and when', () => {
    expect(told(turns(['ana', 'ben']))).toEqual(['ana', '2026-03-09T09:00', 'ben']);
    // At the handoff itself it is the next one's; summer time begins on 29 March.
    expect(told(turns(['ana', 'ben']), at('2026-03-23T09:00:00Z'))).toEqual([
      'ben',
      '2026-03-30T08:00',
      'ana',
    ]);
  });

  it('takes no handing over to oneself for a handoff', () => {
    expect(told(turns(['ana', 'ana', 'ben']))).toEqual(['ana', '2026-03-16T09:00', 'ben']);
    // The same person for another reason is the same person.
    const override = { person: 'ana', from: at('2026-03-04T00:00:00Z'), to: at('2026-03-05T00:00:00Z') };
    expect(told(turns(['ana', 'ben'], { overrides: [override] }))).toEqual([
      'ana',
      '2026-03-09T09:00',
      'ben',
    ]);
  });

  it('tells of gaps, those to come and the end of one', () => {
    const until = at('2026-03-06T12:00:00Z');
    const ending = soundSchedule('primary', {
      layers: [soundLayer({ until, rotation: { people: ['ana'] } })],
    });
    expect(told(ending)).toEqual(['ana', '2026-03-06T12:00', undefined]);
    expect(told(ending, until)).toEqual([undefined, undefined, undefined]);
    expect(told(turns(['ana']), at('2026-03-02T08:59:00Z'))).toEqual([undefined, '2026-03-02T09:00', 'ana']);
  });

  it('looks 13 weeks ahead', () => {
    const taken = (from: number) =>
      turns(['ana'], { overrides: [{ person: 'ben', from, to: from + 60_000 }] });
    expect(told(taken(MONDAY + LOOKED_AHEAD - 1))[2]).toBe('ben');
    expect(nowAndNext(taken(MONDAY + LOOKED_AHEAD), MONDAY).next).toBeUndefined();
  });
});

it('reasons are told in words', () => {
  const onCall = { person: 'ana', layer: 'weekly', insteadOf: undefined, shadows: [] };
  expect(reasonText({ ...onCall, because: 'rotation' })).toBe('turn in weekly');
  expect(reasonText({ ...onCall, because: 'override', layer: undefined })).toBe('override');
  expect(reasonText({ ...onCall, because: 'cover', insteadOf: 'ben' })).toBe('stands in for ben (weekly)');
});
