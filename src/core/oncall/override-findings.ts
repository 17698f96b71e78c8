import type { OnCallPlan } from './plan.js';
import type { PlannedOverrides } from './planned-override.js';
import type { StandingFinding } from './standing-finding.js';

/** Overrides that people made and that are not in force, because the files no longer know the person or the schedule. */
export function overrideFindings(
  { people, schedules }: OnCallPlan,
  planned: PlannedOverrides,
  at: number,
): StandingFinding[] {
  return [...planned].flatMap(([schedule, overrides]) =>
    overrides.flatMap(({ number, person, to, withdrawn }): StandingFinding[] => {
      const missing = schedules.has(schedule) ? `nobody called ${person}` : 'no such schedule';
      if (withdrawn || to <= at || (schedules.has(schedule) && people.has(person))) return [];
      return [
        {
          code: 'override-not-in-force',
          severity: 'warning',
          subject: schedule,
          message: `override ${number} of ${schedule}, by which ${person} takes over, is not in force: the on-call files have ${missing}`,
          mend: `take it back (firebreak oncall withdraw ${schedule} ${number}), or put into the files what is gone`,
        },
      ];
    }),
  );
}
