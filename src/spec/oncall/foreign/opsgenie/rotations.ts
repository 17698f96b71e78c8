import type { Layer } from '../../../../core/oncall/schedule.js';
import { DAY, HOUR } from '../../../../core/time/duration.js';
import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { layersOfTurns } from '../turns.js';
import { type PeopleByKey, personAt } from './people.js';
import { restrictionHours } from './restrictions.js';

/** A rotation that could be taken. */
export interface Rotated {
  /** As the export calls it. */
  readonly id: string | undefined;
  readonly layers: readonly Layer[];
  /** From when to when it has anybody (epoch ms). */
  readonly from: number;
  readonly to: number;
}

const LENGTHS: Readonly<Record<string, number>> = { hourly: HOUR, daily: DAY, weekly: 7 * DAY };

/** A rotation; undefined, and a note, where it cannot be said. One that has ended is silently none. */
export function rotationOf(
  draft: Draft,
  rotation: ForeignValue,
  people: PeopleByKey,
  timeZone: string,
  at: number,
): Rotated | undefined {
  const until = rotation.at('endDate').instant();
  if (until !== undefined && until <= at) return undefined;
  const start = rotation.at('startDate').instant();
  const unit = LENGTHS[rotation.at('type').text() ?? ''];
  const hours = restrictionHours(rotation.at('timeRestriction'));
  const participants = participantsOf(draft, rotation.at('participants'), people);
  const leftOut = (why: string): undefined => {
    draft.leaveOut(rotation, `the rotation is left out: ${why}`);
  };
  if (!participants) return leftOut('not all of its participants are people who are known');
  if (start === undefined) return leftOut('startDate is no instant');
  if (unit === undefined) return leftOut('type is none of hourly, daily and weekly');
  if (!hours) return leftOut('its timeRestriction cannot be read');
  const made = layersOfTurns(
    {
      name: rotation.at('name').text() ?? 'rotation',
      people: participants,
      start,
      begins: start,
      until,
      length: unit * (rotation.at('length').number() ?? 1),
      hours,
    },
    timeZone,
    at,
  );
  if ('why' in made) return leftOut(made.why);
  for (const note of made.notes) draft.note(rotation, note);
  return { id: rotation.at('id').text(), layers: made.layers, from: start, to: until ?? Infinity };
}

function participantsOf(draft: Draft, participants: ForeignValue, byKey: PeopleByKey): string[] | undefined {
  const people = participants.list().map((each) => {
    const type = each.at('type').text() ?? 'none';
    if (type === 'user') return personAt(draft, byKey, each);
    draft.leaveOut(each, `a participant of type ${type} cannot take turns: name people`);
    return undefined;
  });
  const known = people.flatMap((person) => person ?? []);
  return known.length === people.length && known.length > 0 ? known : undefined;
}
