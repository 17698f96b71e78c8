import { describe, expect, it } from 'vitest';
import { clockReport } from '../../../../../src/core/oncall/lint/clock-report.js';
import { nextClockChanges } from '../../../../../src/core/time/clock-changes.js';
import { HOUR } from '../../../../../src/core/time/duration.js';
import { NOW, planOf, soundLayer, soundSchedule } from '../../../../support/oncall-lint-plan.js';

const changes = (timeZone: string, at: string, most = 2) =>
  nextClockChanges(timeZone, Date.parse(at), most).map(
    ({ at: set, before, after }) => `${new Date(set).toISOString()} ${before / HOUR} to ${after / HOUR}`,
  );

describe('next clock changes', () => {
  it('are the next two of a zone', () => {
    expect(changes('Europe/Berlin', '2026-03-01T00:00:00Z')).toEqual([
      '2026-03-29T01:00:00.000Z 1 to 2',
      '2026-10-25T01:00:00.000Z 2 to 1',
    ]);
    expect(changes('Australia/Lord_Howe', '2026-03-01T00:00:00Z')).toEqual([
      '2026-04-04T15:00:00.000Z 11 to 10.5',
      '2026-10-03T15:30:00.000Z 10.5 to 11',
    ]);
    expect(changes('America/New_York', '2026-03-01T00:00:00Z', 1)).toEqual([
      '2026-03-08T07:00:00.000Z -5 to -4',
    ]);
  });

  it('are after the instant, not at it', () => {
    expect(changes('Europe/Berlin', '2026-03-29T00:59:59Z', 1)).toEqual(['2026-03-29T01:00:00.000Z 1 to 2']);
    expect(changes('Europe/Berlin', '2026-03-29T01:00:00Z', 1)).toEqual(['2026-10-25T01:00:00.000Z 2 to 1']);
  });

  it('are none where clocks are not set', () => {
    expect(changes('UTC', '2026-03-01T00:00:00Z')).toEqual([]);
    expect(changes('Asia/Kolkata', '2026-03-01T00:00:00Z')).toEqual([]);
  });
});

describe('the report of clocks', () => {
  it('says whose turn is longer or shorter, and where handoffs are in UTC', () => {
    const [berlin, kolkata] = clockReport(
      planOf({ schedules: [soundSchedule('india', { timeZone: 'Asia/Kolkata' })] }),
      NOW,
    ).toSorted((a, b) => b.changes.length - a.changes.length);
    expect(kolkata).toEqual({ timeZone: 'Asia/Kolkata', changes: [] });
    expect(berlin?.timeZone).toBe('Europe/Berlin');
    expect(berlin?.changes.map(({ by, effects }) => [by / HOUR, effects[0]])).toEqual([
      [
        1,
        {
          schedule: 'primary',
          layer: 'weekly',
          text: "dia's turn from Mon 2026-03-23 10:00 lasts 167h; handoffs are at 09:00 UTC before and 08:00 UTC after",
        },
      ],
      [
        -1,
        {
          schedule: 'primary',
          layer: 'weekly',
          text: "ben's turn from Mon 2026-10-19 10:00 lasts 169h; handoffs are at 08:00 UTC before and 09:00 UTC after",
        },
      ],
    ]);
  });

  it('leaves out layers that have ended by then', () => {
    const ended = soundLayer({ until: Date.parse('2026-03-29T01:00:00Z') });
    const plan = planOf({ schedules: [soundSchedule('primary', { layers: [ended] })] });
    const told = clockReport(plan, NOW).flatMap((each) => each.changes.flatMap(({ effects }) => effects));
    expect(told.map(({ schedule }) => schedule)).toEqual(['secondary', 'secondary']);
  });
});
