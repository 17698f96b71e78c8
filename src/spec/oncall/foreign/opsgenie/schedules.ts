import type { Override } from '../../../../core/oncall/schedule.js';
import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { hoursOverlap } from '../hours-overlap.js';
import { zoneOf } from '../zone.js';
import { type PeopleByKey, personAt } from './people.js';
import { type Rotated, rotationOf } from './rotations.js';

/** Our schedules by ids and names of Opsgenie's: several where rotations of one have people at once. */
export type SchedulesByKey = ReadonlyMap<string, readonly string[]>;

export function addSchedules(
  draft: Draft,
  schedules: readonly ForeignValue[],
  overrides: readonly ForeignValue[],
  people: PeopleByKey,
  at: number,
): SchedulesByKey {
  const byKey = new Map<string, readonly string[]>();
  for (const schedule of schedules) {
    const keys = [schedule.at('id').text(), schedule.at('name').text()].flatMap((key) => key ?? []);
    const [key] = keys;
    if (key === undefined || byKey.has(key)) continue;
    const ids = addSchedule(draft, schedule, overrides, people, at);
    for (const each of keys) byKey.set(each, ids);
  }
  for (const override of overrides)
    if (!parentKeys(override).some((key) => byKey.has(key)))
      draft.leaveOut(override, 'its schedule is not in the export');
  return byKey;
}

function addSchedule(
  draft: Draft,
  schedule: ForeignValue,
  overrides: readonly ForeignValue[],
  people: PeopleByKey,
  at: number,
): string[] {
  if (schedule.at('enabled').value === false) {
    draft.note(schedule, 'it is not enabled, and left out');
    return [];
  }
  const timeZone = zoneOf(draft, schedule.at('timezone'));
  const rotations = schedule.at('rotations');
  if (rotations.list().length === 0)
    draft.leaveOut(rotations, 'the schedule has no rotations; ask for it with expand=rotation');
  const rotated = rotations.list().flatMap((each) => rotationOf(draft, each, people, timeZone, at) ?? []);
  const own = overrides.filter((override) =>
    parentKeys(override).some((key) => [schedule.at('id').text(), schedule.at('name').text()].includes(key)),
  );
  const groups = withoutOverlap(rotated);
  const name = schedule.at('name').text() ?? 'schedule';
  const ids = groups.map((group) => {
    const id = draft.nameFor('schedule', name);
    const layers = group.flatMap(({ layers }) => layers);
    const taken = overridesOf(draft, own, group, people, at);
    draft.schedules.set(id, { id, timeZone, layers, overrides: taken, leaves: [], covers: {}, shadows: [] });
    return id;
  });
  if (ids.length > 1)
    draft.note(
      rotations,
      `rotations that have people at the same time became schedules of their own: ${ids.join(', ')}; escalations call all of them`,
    );
  if (ids.length === 0) draft.leaveOut(schedule, 'it has no rotation that could be taken, and is left out');
  return ids;
}

/** Of layers one answers, and all rotations of Opsgenie do: those that meet are kept apart. */
function withoutOverlap(rotated: readonly Rotated[]): Rotated[][] {
  const groups: Rotated[][] = [];
  for (const each of rotated) {
    const free = groups.find((group) => !group.some((other) => meet(each, other)));
    if (free) free.push(each);
    else groups.push([each]);
  }
  return groups;
}

function meet(one: Rotated, other: Rotated): boolean {
  return (
    one.from < other.to &&
    other.from < one.to &&
    one.layers.some((layer) => other.layers.some(({ hours }) => hoursOverlap(layer.hours, hours)))
  );
}

/** An override may be of some rotations only: then it is one of the schedule that these are in. */
function overridesOf(
  draft: Draft,
  entries: readonly ForeignValue[],
  group: readonly Rotated[],
  people: PeopleByKey,
  at: number,
): Override[] {
  const taken = entries.flatMap((entry) => {
    const [from, to] = [entry.at('startDate').instant(), entry.at('endDate').instant()];
    const only = entry
      .at('rotations')
      .list()
      .map((each) => each.at('id').text());
    if (only.length > 0 && !group.some(({ id }) => id !== undefined && only.includes(id))) return [];
    if (from === undefined || to === undefined || to <= from) {
      draft.leaveOut(entry, 'from when to when it holds is not told');
      return [];
    }
    if (to <= at) return [];
    const person = personAt(draft, people, entry.at('user'));
    if (person === undefined) return [];
    if (only.length > 0 && group.some(({ id }) => !only.includes(id)))
      draft.note(entry.at('rotations'), 'it holds for all rotations of the schedule, not for some');
    return [{ person, from, to }];
  });
  return taken.sort((a, b) => a.from - b.from);
}

function parentKeys(override: ForeignValue): string[] {
  const parent = override.at('_parent');
  return [parent.at('id').text(), parent.at('name').text()].flatMap((key) => key ?? []);
}
