import { wallText } from '../time/wall-text.js';
import { handoffOf, personOf, turnAt } from './handoffs.js';
import type { Layer, Schedule } from './schedule.js';
import { isWithin } from './weekly-hours.js';

/**
 * Why nobody answers for a schedule at an instant, layer by layer, the one that would win first:
 * `layer nights has no hours at that time; ana is on leave, and nobody stands in (layer weekly)`. To be asked of a gap only.
 */
export function whyNobody({ layers, timeZone }: Schedule, at: number): string {
  return layers
    .toReversed()
    .map((layer) => whyEmpty(layer, timeZone, at))
    .join('; ');
}

function whyEmpty({ name, rotation, hours, until }: Layer, timeZone: string, at: number): string {
  if (until !== undefined && at >= until)
    return `layer ${name} has ended (${wallText(timeZone, until)} ${timeZone})`;
  const person = personOf(rotation, turnAt(rotation, timeZone, at));
  if (person === undefined)
    return `layer ${name} begins only ${wallText(timeZone, handoffOf(rotation, timeZone, 0))} ${timeZone}`;
  if (!isWithin(hours, timeZone, at)) return `layer ${name} has no hours at that time`;
  return `${person} is on leave, and nobody stands in (layer ${name})`;
}
