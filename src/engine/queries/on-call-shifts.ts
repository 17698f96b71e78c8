import { FirebreakError } from '../../core/errors.js';
import { clockReport } from '../../core/oncall/lint/clock-report.js';
import { reasonText } from '../../core/oncall/now-and-next.js';
import type { OnCallPlan } from '../../core/oncall/plan.js';
import type { PlannedOverride } from '../../core/oncall/planned-override.js';
import type { Override, Schedule } from '../../core/oncall/schedule.js';
import { shiftsBetween } from '../../core/oncall/shifts.js';
import { DAY } from '../../core/time/duration.js';
import type { ScheduleShifts, ShiftView } from '../read-models.js';
import type { PlaceOnCall } from './on-call-lint.js';

/** More than a season is no calendar that anybody reads. */
const LONGEST = 100 * DAY;

/** The overrides of a schedule by where they were said. */
export interface SaidOverrides {
  readonly planned: readonly PlannedOverride[];
  readonly ofFiles: readonly Override[];
  readonly place: PlaceOnCall;
}

/**
 * Who answers by a schedule from one instant to another: the whole and each layer alone, with what was said through the daemon.
 * @throws FirebreakError when there is no such schedule, or the time is none or too long
 */
export function scheduleShifts(
  plan: OnCallPlan,
  { planned, ofFiles, place }: SaidOverrides,
  id: string,
  { from, to, now }: { readonly from: number; readonly to: number; readonly now: number },
): ScheduleShifts {
  const schedule = plan.schedules.get(id);
  if (!schedule) throw new FirebreakError('not-found', `there is no schedule ${id}`);
  if (to <= from || to - from > LONGEST) {
    throw new FirebreakError('invalid-input', '"until" is after "from", by at most 100 days');
  }
  const { timeZone, layers } = schedule;
  const touches = (override: Override) => override.to > from && override.from < to;
  const shown = (of: Schedule) => shiftsBetween(of, from, to).map((shift) => shiftView(plan, shift));
  return {
    id,
    timeZone,
    startAt: from,
    endAt: to,
    shifts: shown(schedule),
    layers: layers.map((layer) => ({
      name: layer.name,
      shifts: shown({ ...schedule, layers: [layer], overrides: [], leaves: [], shadows: [] }),
    })),
    overrides: planned
      .filter(touches)
      .map(({ number, person, from: startAt, to: endAt, reason, by, at, withdrawn }) => ({
        number,
        person,
        startAt,
        endAt,
        reason,
        by,
        at,
        // Older records lack the reason.
        withdrawn: withdrawn && { by: withdrawn.by, at: withdrawn.at, reason: withdrawn.reason },
        isOver: endAt <= now,
      })),
    overridesOfFiles: ofFiles
      .map((override, index) => ({ ...override, place: place(['schedules', id, 'overrides', index]) }))
      .filter(touches)
      .map(({ person, from: startAt, to: endAt, place }) => ({
        person,
        startAt,
        endAt,
        place,
        isOver: endAt <= now,
      })),
    clockChanges: (clockReport({ ...plan, schedules: new Map([[id, schedule]]) }, now)[0]?.changes ?? []).map(
      ({ at, by, effects }) => ({ at, byMs: by, effects: effects.map(({ text }) => text) }),
    ),
  };
}

function shiftView(
  { people }: OnCallPlan,
  { from, to, onCall }: ReturnType<typeof shiftsBetween>[number],
): ShiftView {
  return {
    startAt: from,
    endAt: to,
    onCall: onCall && {
      ...onCall,
      fullName: people.get(onCall.person)?.fullName ?? onCall.person,
      reason: reasonText(onCall),
    },
  };
}
