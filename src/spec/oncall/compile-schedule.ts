import type { Layer, Schedule } from '../../core/oncall/schedule.js';
import type { Findings } from '../firebreak/findings.js';
import { readClock, readDay, readStretch, readWhen, readZone } from './read-when.js';
import { type LayerSpec, type ScheduleSpec, WEEKDAYS } from './schema.js';

/** A schedule as the schema has passed it; undefined with the reasons in `at`. */
export function compileSchedule(id: string, spec: ScheduleSpec, at: Findings): Schedule | undefined {
  const zone = readZone(spec.time_zone, ['time_zone'], at);
  // What else is wrong is told by the clocks of any zone.
  const timeZone = zone ?? 'UTC';
  const stretches = <Given extends { readonly from: string; readonly to: string }>(
    list: readonly Given[] | undefined,
    name: string,
  ) => all(list ?? [], (given, index) => withTimes(given, timeZone, at.under(name, index)));
  const layers = all(spec.layers, (layer, index) =>
    compileLayer(layer, index, timeZone, at.under('layers', index)),
  );
  const overrides = stretches(spec.overrides, 'overrides');
  const leaves = stretches(spec.leaves, 'leaves');
  const shadows = stretches(spec.shadows, 'shadows');
  if (zone === undefined || !layers || !overrides || !leaves || !shadows) return undefined;
  return { id, timeZone, layers, overrides, leaves, covers: spec.covers ?? {}, shadows };
}

function withTimes<Given extends { readonly from: string; readonly to: string }>(
  given: Given,
  timeZone: string,
  at: Findings,
) {
  const stretch = readStretch(given, timeZone, at);
  return stretch && { ...given, ...stretch };
}

function compileLayer(
  { name, rotation, hours, until }: LayerSpec,
  index: number,
  timeZone: string,
  at: Findings,
): Layer | undefined {
  const from = readDay(rotation.start, ['rotation', 'start'], at);
  const ends = until === undefined ? undefined : readWhen(until, ['until'], timeZone, at, 'end');
  if (!from || (until !== undefined && ends === undefined)) return undefined;
  return {
    name: name ?? `layer ${index + 1}`,
    rotation: {
      people: rotation.people,
      from,
      handoff: readClock(rotation.handoff),
      days: daysOf(rotation.every),
    },
    hours: (hours ?? []).map((each) => ({
      weekdays: each.days.map((day) => WEEKDAYS.indexOf(day)),
      from: readClock(each.from),
      to: readClock(each.to),
    })),
    until: ends,
  };
}

function daysOf(every: string): number {
  if (every === 'daily') return 1;
  return every === 'weekly' ? 7 : Number.parseInt(every, 10);
}

/** All of them, or undefined when one is not sound; the others are looked at all the same. */
export function all<Given, Made>(
  list: readonly Given[],
  make: (given: Given, index: number) => Made | undefined,
): Made[] | undefined {
  const made = list.map(make).filter((each) => each !== undefined);
  return made.length === list.length ? made : undefined;
}
