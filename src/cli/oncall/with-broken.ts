import { TIERS } from '../../core/oncall/tiers.js';
import type { OnCallStatus } from '../../engine/read-models.js';
import type { ReadOnCall } from '../../spec/oncall/read-oncall.js';

const NOBODY_KNOWN = { now: undefined, whyNobody: undefined, next: undefined } as const;

/** What files tell, with what of them is broken: it is there, and who answers is not known. */
export function withBroken(status: OnCallStatus, { schedules, teams }: ReadOnCall['broken']): OnCallStatus {
  const text = (what: string, name: string) => `the ${what} ${name} is broken, and not in force`;
  return {
    ...status,
    schedules: [
      ...status.schedules,
      ...schedules.map((id) => ({
        id,
        timeZone: 'unknown',
        state: 'unknown' as const,
        text: text('schedule', id),
        ...NOBODY_KNOWN,
      })),
    ],
    teams: [
      ...status.teams,
      ...teams.map((name) => ({
        name,
        lead: undefined,
        services: [],
        tiers: TIERS.map((tier) => ({
          tier,
          schedule: undefined,
          state: 'unknown' as const,
          text: text('team', name),
          ...NOBODY_KNOWN,
        })),
      })),
    ],
  };
}
