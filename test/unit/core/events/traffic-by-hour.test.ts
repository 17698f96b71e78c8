import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietestEvents, trafficByHour } from '../../../../src/core/events/traffic-by-hour.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';

const DAY_7 = 19_000 * DAY;
/** `days` like this one. */
const like = (day: readonly number[], days = 7) =>
  Array.from({ length: days }, (_, index) =>
    day.map((events, hour) => ({ start: DAY_7 + index * DAY + hour * HOUR, events })),
  ).flat();
const NIGHT_AT_23 = Array.from({ length: 24 }, (_, hour) => (hour === 23 ? 4 : hour === 0 ? 6 : 100));

describe('traffic by hour of day', () => {
  it('is the mean of each hour over the days, with the lowest and the median', () => {
    const hours = [...like(NIGHT_AT_23, 6), ...like(NIGHT_AT_23.map((events) => events + 7)).slice(0, 24)];
    const traffic = trafficByHour(hours);
    expect(traffic).toMatchObject({ lowest: { hour: 23, events: 5 }, median: 101, hoursKnown: 168 });
  });

  it('leaves out what is not known', () => {
    expect(trafficByHour([])).toBeUndefined();
    const traffic = trafficByHour(like(NIGHT_AT_23).slice(0, 2));
    expect(traffic).toMatchObject({ lowest: { hour: 0, events: 6 }, median: 53, hoursKnown: 2 });
    expect(traffic?.means[2]).toBeUndefined();
    expect(traffic && quietestEvents(traffic, 2 * HOUR)).toBe(106);
    expect(traffic && quietestEvents(traffic, 3 * HOUR)).toBeUndefined();
  });

  it('finds the quietest window across midnight', () => {
    const traffic = trafficByHour(like(NIGHT_AT_23));
    expect(traffic && quietestEvents(traffic, 2 * HOUR)).toBe(10);
    expect(traffic && quietestEvents(traffic, 30 * MINUTE)).toBe(2);
    expect(traffic && quietestEvents(traffic, 3 * DAY)).toBe(3 * 2210);
  });

  it('holds no more in a window than in a longer one', () => {
    const day = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 24, maxLength: 24 });
    const length = fc.integer({ min: 1, max: 72 * 60 });
    fc.assert(
      fc.property(day, length, length, (events, a, b) => {
        const traffic = trafficByHour(like(events, 1));
        const [short, long] = [Math.min(a, b), Math.max(a, b)].map((minutes) =>
          traffic ? quietestEvents(traffic, minutes * MINUTE) : undefined,
        );
        expect(short).toBeLessThanOrEqual((long ?? 0) + 1e-9);
      }),
    );
  });
});
