import { DAY, HOUR, MINUTE } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';

export type ShorthandUnit = 'm' | 'h' | 'd' | 'w' | 'M' | 'Q' | 'Y';

/** "28d": a count and a unit. */
export interface Shorthand {
  readonly count: number;
  readonly unit: ShorthandUnit;
}

/** How long a unit is where it rolls; months, quarters and years are those of the specification's own tools: 30, 90 and 365 days. */
const LENGTHS: Readonly<Record<ShorthandUnit, number>> = {
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
  M: 30 * DAY,
  Q: 90 * DAY,
  Y: 365 * DAY,
};

/** Reads OpenSLO's durations, where `m` is a minute and `M` a month; zero is one. Undefined for anything else. */
export function parseShorthand(text: string): Shorthand | undefined {
  const match = /^(\d{1,9})([mhdwMQY])$/.exec(text.trim());
  return match ? { count: Number(match[1]), unit: match[2] as ShorthandUnit } : undefined;
}

/** In milliseconds. */
export function shorthandLength({ count, unit }: Shorthand): number {
  return count * LENGTHS[unit];
}

/** How a text that is none is mended: by what was probably meant, where that can be said here. */
export function shorthandMend(text: string, otherwise: string): string {
  return durationMend(text, otherwise, (_ms, meant) => parseShorthand(meant) !== undefined);
}
