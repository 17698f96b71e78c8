import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetLevel, ringLevels } from '../../../../src/core/events/ring-levels.js';
import { SlotRing } from '../../../../src/core/events/slot-ring.js';
import { sloHistory } from '../../../../src/core/slo-history/slo-history.js';
import { cutSteps } from '../../../../src/core/slo-history/steps.js';
import { defaultAlertPolicies } from '../../../../src/core/slo/alert-policy.js';
import { calendarWindow, type SloWindow } from '../../../../src/core/slo/slo-window.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';

/** An edge of slots of every width. */
const END = Date.UTC(2026, 10, 23, 12);
const MONTH: SloWindow = { kind: 'rolling', durationMs: 30 * DAY };
const SLO = {
  objective: { target: 0.99, sloWindow: MONTH },
  alertPolicies: defaultAlertPolicies(30 * DAY),
};
const WINDOWS = SLO.alertPolicies.flatMap(({ longWindow, shortWindow }) => [longWindow, shortWindow]);

interface Event {
  readonly at: number;
  readonly bad: number;
  readonly total: number;
}

/** A ring that has seen all of its time. */
function ringOf(events: readonly Event[], knownFrom = END - 30 * DAY) {
  const ring = new SlotRing(ringLevels(WINDOWS, [budgetLevel(30 * DAY)]));
  ring.apply(
    events.map(({ at, bad, total }) => ({ from: at, to: at, bad, total })),
    [{ from: knownFrom, to: END }],
  );
  return ring;
}

const ask = (
  events: readonly Event[],
  from: number,
  to = END,
  points = 500,
  excluded: { from: number; to: number }[] = [],
) =>
  sloHistory(SLO, { ring: ringOf(events), excluded }, { from, to }, { end: END, points, minCoverage: 0.5 });

/** 100 events a minute, of which so many are bad between two instants. */
function minutely(from: number, badFrom: number, badTo: number, bad: number): Event[] {
  const events: Event[] = [];
  for (let at = from + MINUTE; at <= END; at += MINUTE)
    events.push({ at, bad: at > badFrom && at <= badTo ? bad : 0, total: 100 });
  return events;
}

describe('cutSteps', () => {
  it('never gives more steps than asked for, which tile the span by whole slots', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 * DAY }),
        fc.constantFrom(10 * SECOND, 2 * MINUTE, HOUR),
        fc.integer({ min: 2, max: 500 }),
        (span, slotMs, points) => {
          const from = END - span;
          const { stepMs, steps } = cutSteps({ from, to: END }, slotMs, points);
          expect(steps.length).toBeLessThanOrEqual(points);
          expect(stepMs % slotMs).toBe(0);
          expect(steps[0]?.from).toBeLessThanOrEqual(from);
          expect(steps.at(-1)?.to).toBe(END);
          for (const [index, step] of steps.entries())
            expect(step.from).toBe(steps[index - 1]?.to ?? step.from);
        },
      ),
    );
  });
});

describe('sloHistory', () => {
  it('counts every event of a span once, whatever the number of steps', () => {
    const event = fc.record({
      at: fc.integer({ min: 0, max: 30 * DAY - 1 }).map((ago) => END - ago),
      bad: fc.integer({ min: 0, max: 50 }),
      good: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 30 }),
        fc.constantFrom(HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY),
        fc.integer({ min: 2, max: 500 }),
        (list, range, points) => {
          const events = list.map(({ at, bad, good }) => ({ at, bad, total: bad + good }));
          const { steps } = ask(events, END - range, END, points);
          const begin = (steps[0]?.at ?? 0) - (steps[0]?.ms ?? 0);
          const inside = events.filter(({ at }) => at > begin);
          const sum = (of: 'bad' | 'total') => inside.reduce((all, each) => all + each[of], 0);
          expect(steps.reduce((all, { badEvents }) => all + badEvents, 0)).toBe(sum('bad'));
          expect(steps.reduce((all, { totalEvents }) => all + totalEvents, 0)).toBe(sum('total'));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('tells burn rates of an hour as counting by hand does', () => {
    // 20 of 100 a minute fail for half an hour: 20x at a target of 99 %.
    const from = END - 90 * MINUTE;
    const { steps, tiers } = ask(
      minutely(END - 8 * HOUR, from, from + 30 * MINUTE, 20),
      END - 2 * HOUR,
      END,
      60,
    );
    const page = tiers[0];
    expect(page?.policy.id).toBe('page-1h');
    const at = (instant: number) => page?.steps[steps.findIndex((step) => step.at === instant)];
    expect(at(from)).toEqual({ long: 0, short: 0, over: false });
    // Half of the hour has failed by then, and all of the five minutes.
    expect(at(from + 30 * MINUTE)).toMatchObject({ long: 10, short: 20, over: false });
    // A quarter of an hour later the long window holds the same, the short one nothing.
    expect(at(from + 46 * MINUTE)).toMatchObject({ long: 10, short: 0 });
  });

  it('says that a tier was over in the steps in which both windows were', () => {
    const from = END - 3 * HOUR;
    const { steps, tiers } = ask(minutely(END - 8 * HOUR, from, from + HOUR, 40), END - 4 * HOUR, END, 240);
    const over = steps.filter((_, index) => tiers[0]?.steps[index]?.over).map(({ at }) => at - from);
    // 14.4 % of an hour's events have failed after 21.6 minutes at 40 %; five minutes are below it 3.2 minutes after the end.
    expect(over[0]).toBe(22 * MINUTE);
    expect(over.at(-1)).toBe(HOUR + 2 * MINUTE);
  });

  it('burns the budget of the present window down to what is left of it', () => {
    // One bad event in each of 30 days of 100 events: each day spends 1 of 30 that 3,000 events allow.
    const events = Array.from({ length: 30 }, (_, day) => ({
      at: END - day * DAY - HOUR,
      bad: 1,
      total: 100,
    }));
    const { steps } = ask(events, END - 30 * DAY);
    const left = (ago: number) => steps.find(({ at }) => at === END - ago)?.leftOfPresent;
    expect(left(29 * DAY)).toBeCloseTo(29 / 30, 9);
    expect(left(15 * DAY)).toBeCloseTo(0.5, 9);
    expect(left(0)).toBeCloseTo(0, 9);
    expect(steps.at(-1)?.remaining).toBeCloseTo(0, 9);
  });

  it('knows less of a budget the further back it is, and tells none of too little', () => {
    const { steps } = ask(minutely(END - 30 * DAY, 0, 0, 0), END - 30 * DAY);
    const step = (ago: number) => steps.find(({ at }) => at === END - ago);
    expect(step(0)).toMatchObject({ remaining: 1, budgetCoverage: 1 });
    expect(step(10 * DAY)?.remaining).toBe(1);
    expect(step(10 * DAY)?.budgetCoverage).toBeCloseTo(2 / 3, 2);
    expect(step(20 * DAY)).toMatchObject({ remaining: undefined });
  });

  it('tells the budget between the edges of the widest slots to the event', () => {
    const events = minutely(END - 30 * DAY, END - 50 * MINUTE, END - 40 * MINUTE, 100);
    const { steps } = ask(events, END - HOUR);
    const left = (ago: number) => steps.find(({ at }) => at === END - ago)?.leftOfPresent;
    // Of 4.32 million events 43,200 may fail.
    expect(left(50 * MINUTE)).toBe(1);
    expect(left(45 * MINUTE)).toBeCloseTo(1 - 500 / 43_200, 9);
    expect(left(40 * MINUTE)).toBeCloseTo(1 - 1000 / 43_200, 9);
    expect(left(10 * MINUTE)).toBe(left(0));
  });

  it('does not make up burn rates of windows that are narrower than the slots', () => {
    const { steps, tiers } = ask(minutely(END - 30 * DAY, 0, 0, 0), END - 7 * DAY);
    const index = steps.findIndex(({ at }) => at === END - 3 * DAY);
    expect(tiers[0]?.steps[index]).toEqual({ long: 0, short: undefined, over: false });
  });

  it('is unknown where nothing was seen, and not zero', () => {
    const ring = ringOf([{ at: END - MINUTE, bad: 0, total: 10 }], END - HOUR);
    const asked = { end: END, points: 100, minCoverage: 0.5 };
    const { steps, tiers } = sloHistory(SLO, { ring, excluded: [] }, { from: END - DAY, to: END }, asked);
    const index = steps.findIndex(({ at }) => at <= END - 2 * HOUR);
    expect(steps[index]).toMatchObject({
      coverage: 0,
      totalEvents: 0,
      errorRatio: undefined,
      remaining: undefined,
    });
    expect(tiers[0]?.steps[index]).toEqual({ long: undefined, short: undefined, over: false });
    expect(tiers[0]?.steps.at(-1)).toMatchObject({ long: 0 });
  });

  it('leaves excluded time out, and says how much', () => {
    const events = minutely(END - 6 * HOUR, END - 2 * HOUR, END - HOUR, 100);
    const { steps } = ask(events, END - 4 * HOUR, END, 500, [{ from: END - 2 * HOUR, to: END - HOUR }]);
    expect(steps.reduce((all, { badEvents }) => all + badEvents, 0)).toBe(0);
    expect(steps.reduce((all, { excludedMs }) => all + excludedMs, 0)).toBe(HOUR);
    expect(steps.at(-1)?.remaining).toBe(1);
  });

  it('fills the budget of a calendar month with the month', () => {
    const slo = { ...SLO, objective: { target: 0.99, sloWindow: calendarWindow('month', 'UTC') } };
    const start = Date.UTC(2026, 10, 1);
    const ring = new SlotRing(ringLevels(WINDOWS, [budgetLevel(31 * DAY, HOUR)]));
    const bad = { from: start - HOUR, to: start - HOUR, bad: 50, total: 100 };
    ring.apply(
      [bad, { from: start + DAY, to: start + DAY, bad: 1, total: 100 }],
      [{ from: END - 31 * DAY, to: END }],
    );
    const asked = { end: END, points: 500, minCoverage: 0.5 };
    const { steps } = sloHistory(slo, { ring, excluded: [] }, { from: start - 6 * HOUR, to: END }, asked);
    const step = (at: number) => steps.find((each) => each.at === at);
    expect(step(start - 2 * HOUR)?.leftOfPresent).toBeUndefined();
    expect(step(start + 2 * HOUR)).toMatchObject({ leftOfPresent: 1, remaining: 1, budgetCoverage: 1 });
    expect(steps.at(-1)?.leftOfPresent).toBe(steps.at(-1)?.remaining);
    expect(steps.at(-1)?.remaining).toBeLessThan(1);
  });
});
