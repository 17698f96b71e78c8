import { personOf, turnAt } from './handoffs.js';
import type { Layer, OnCall, Schedule, Stretch } from './schedule.js';
import { isWithin } from './weekly-hours.js';

type Answer = Omit<OnCall, 'shadows'>;

/** Who answers at an instant; undefined where nobody does. */
export function whoIsOnCall(schedule: Schedule, at: number): OnCall | undefined {
  const answer = overrideAt(schedule, at) ?? layerAt(schedule, at);
  if (!answer) return undefined;
  return { ...answer, shadows: shadowsOf(schedule, answer.person, at) };
}

/** Those who follow this very person, as far as they are there. */
function shadowsOf(schedule: Schedule, person: string, at: number): string[] {
  const following = schedule.shadows.filter((shadow) => shadow.of === person && holds(shadow, at));
  const names = following.map((shadow) => shadow.person);
  return [...new Set(names)].filter((name) => name !== person && !isAway(schedule, name, at));
}

/** It holds whoever is on leave: somebody has said so. */
function overrideAt({ overrides }: Schedule, at: number): Answer | undefined {
  const override = overrides.findLast((each) => holds(each, at));
  return override && { person: override.person, because: 'override', layer: undefined, insteadOf: undefined };
}

function layerAt(schedule: Schedule, at: number): Answer | undefined {
  for (const layer of schedule.layers.toReversed()) {
    const person = turnOf(layer, schedule.timeZone, at);
    if (person === undefined) continue;
    if (!isAway(schedule, person, at)) {
      return { person, because: 'rotation', layer: layer.name, insteadOf: undefined };
    }
    const cover = coverFor(schedule, person, at, new Set([person]));
    // Without one the layers below have a say.
    if (cover !== undefined) return { person: cover, because: 'cover', layer: layer.name, insteadOf: person };
  }
  return undefined;
}

function turnOf({ rotation, hours, until }: Layer, timeZone: string, at: number): string | undefined {
  if (until !== undefined && at >= until) return undefined;
  if (!isWithin(hours, timeZone, at)) return undefined;
  return personOf(rotation, turnAt(rotation, timeZone, at));
}

/** The first in the chain who is there; those who are away are followed to those who stand in for them, nobody twice. */
function coverFor(schedule: Schedule, person: string, at: number, seen: Set<string>): string | undefined {
  for (const cover of coversOf(schedule, person)) {
    if (seen.has(cover)) continue;
    seen.add(cover);
    if (!isAway(schedule, cover, at)) return cover;
    const next = coverFor(schedule, cover, at, seen);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** Who stands in for somebody, in order. People may be called what every object has: `constructor`. */
export function coversOf({ covers }: Pick<Schedule, 'covers'>, person: string): readonly string[] {
  return (Object.hasOwn(covers, person) ? covers[person] : undefined) ?? [];
}

function isAway({ leaves }: Schedule, person: string, at: number): boolean {
  return leaves.some((leave) => leave.person === person && holds(leave, at));
}

function holds({ from, to }: Stretch, at: number): boolean {
  return from <= at && at < to;
}
