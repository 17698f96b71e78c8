import type { Layer, Override, Schedule } from '../../../../core/oncall/schedule.js';
import { SECOND } from '../../../../core/time/duration.js';
import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { layersOfTurns } from '../turns.js';
import { zoneOf } from '../zone.js';
import { type PeopleById, personAt } from './people.js';
import { restrictionHours } from './restrictions.js';

/** The ids of schedules by PagerDuty's. */
export type SchedulesById = ReadonlyMap<string, string>;

export function addSchedules(
  draft: Draft,
  schedules: readonly ForeignValue[],
  loose: readonly ForeignValue[],
  people: PeopleById,
  at: number,
): SchedulesById {
  const byId = new Map<string, string>();
  for (const schedule of schedules) {
    const foreign = schedule.at('id').text();
    if (foreign === undefined || byId.has(foreign)) continue;
    const timeZone = zoneOf(draft, schedule.at('time_zone'));
    const layers = layersOf(draft, schedule, people, timeZone, at);
    if (layers.length === 0) {
      draft.leaveOut(schedule, 'it has no layer that could be taken, and is left out');
      continue;
    }
    const id = draft.nameFor('schedule', schedule.at('name').text() ?? foreign);
    byId.set(foreign, id);
    const own = [
      ...schedule.at('overrides').list(),
      ...schedule.at('overrides_subschedule').at('rendered_schedule_entries').list(),
      ...(schedules.length === 1 ? loose : []),
    ];
    draft.schedules.set(id, {
      ...EMPTY,
      id,
      timeZone,
      layers,
      overrides: overridesOf(draft, own, people, at),
    });
  }
  if (schedules.length !== 1)
    for (const override of loose)
      draft.leaveOut(
        override,
        'which schedule it overrides is not in the export: put it into overrides of that schedule',
      );
  return byId;
}

const EMPTY: Pick<Schedule, 'leaves' | 'covers' | 'shadows'> = { leaves: [], covers: {}, shadows: [] };

/** The API gives the topmost layer first, and here the last answers. */
function layersOf(
  draft: Draft,
  schedule: ForeignValue,
  people: PeopleById,
  timeZone: string,
  at: number,
): Layer[] {
  const layers = schedule.at('schedule_layers');
  if (layers.list().length === 0)
    draft.leaveOut(
      layers,
      'the schedule has no layers; ask for each by GET /schedules/{id}, or with include[]=schedule_layers',
    );
  return layers
    .list()
    .toReversed()
    .flatMap((layer) => layerOf(draft, layer, people, timeZone, at));
}

function layerOf(
  draft: Draft,
  layer: ForeignValue,
  byId: PeopleById,
  timeZone: string,
  at: number,
): readonly Layer[] {
  const until = layer.at('end').instant();
  if (until !== undefined && until <= at) return [];
  const start = layer.at('rotation_virtual_start').instant();
  const users = layer.at('users').list();
  const people = users.map((user) => personAt(draft, byId, user.has('user') ? user.at('user') : user));
  const known = people.flatMap((person) => person ?? []);
  if (start === undefined || known.length < people.length || known.length === 0) {
    draft.leaveOut(
      layer,
      `it is left out: ${start === undefined ? 'rotation_virtual_start is no instant' : 'not all of its people are known'}`,
    );
    return [];
  }
  const hours = restrictionHours(draft, layer.at('restrictions'));
  if (hours === undefined) {
    draft.leaveOut(layer, 'it is left out: a restriction cannot be said');
    return [];
  }
  const made = layersOfTurns(
    {
      name: layer.at('name').text() ?? 'layer',
      people: known,
      start,
      begins: layer.at('start').instant() ?? start,
      until,
      length: (layer.at('rotation_turn_length_seconds').number() ?? 0) * SECOND,
      hours,
    },
    timeZone,
    at,
  );
  if ('why' in made) {
    draft.leaveOut(layer.at('rotation_turn_length_seconds'), `the layer is left out: ${made.why}`);
    return [];
  }
  for (const note of made.notes) draft.note(layer.at('rotation_virtual_start'), note);
  return made.layers;
}

function overridesOf(
  draft: Draft,
  entries: readonly ForeignValue[],
  people: PeopleById,
  at: number,
): Override[] {
  const overrides = new Map<string, Override>();
  for (const entry of entries) {
    const [from, to] = [entry.at('start').instant(), entry.at('end').instant()];
    const person = personAt(draft, people, entry.at('user'));
    if (from === undefined || to === undefined || to <= from)
      draft.leaveOut(entry, 'from when to when it holds is not told');
    else if (person !== undefined && to > at) overrides.set(`${from} ${to} ${person}`, { person, from, to });
  }
  return [...overrides.values()].sort((a, b) => a.from - b.from);
}
