import { DAY, formatDuration, HOUR, MINUTE, parseDuration, SECOND } from './duration.js';

/** What people write for a unit, what it is called here, and how long it is. */
const UNITS: readonly (readonly [words: RegExp, count: number, unit: string, ms: number])[] = [
  [/^(ms|msecs?|millis(econds?)?)$/, 1, 'ms', 1],
  [/^s(ecs?|econds?)?$/, 1, 's', SECOND],
  [/^m(ins?|inutes?)?$/, 1, 'm', MINUTE],
  [/^h(rs?|ours?)?$/, 1, 'h', HOUR],
  [/^d(ays?)?$/, 1, 'd', DAY],
  [/^w(ks?|eeks?)?$/, 7, 'd', DAY],
  [/^y(rs?|ears?)?$/, 365, 'd', DAY],
];

/** What was probably meant by a text that is no duration, as one: "5m" for "5 minutes", "90m" for "1.5 hrs"; undefined when it cannot be told. */
export function meantDuration(text: string): string | undefined {
  const words = text.toLowerCase().replace(/,|\band\b/g, ' ');
  const parts = [...words.matchAll(/(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]+)/g)];
  if (parts.length === 0 || words.replace(/\d{1,9}(?:\.\d{1,3})?\s*[a-z]+/g, '').trim() !== '')
    return undefined;
  const read = parts.map(([, count, word = '']) => {
    const unit = UNITS.find(([known]) => known.test(word));
    return unit && { count: Number(count) * unit[1], unit: unit[2], ms: unit[3] };
  });
  let total = 0;
  for (const part of read) {
    if (!part) return undefined;
    total += part.count * part.ms;
  }
  const [first] = read;
  const plain = first && read.length === 1 ? `${first.count}${first.unit}` : undefined;
  if (plain !== undefined && parseDuration(plain) !== undefined) return plain;
  return total >= 1 && Number.isInteger(total) ? formatDuration(total) : undefined;
}

/**
 * How a text that is no duration is mended: by what was probably meant, where that may stand there.
 * @param otherwise what else may be written
 * @param fits whether a duration (ms, and as text) may stand there
 */
export function durationMend(
  text: string,
  otherwise: string,
  fits: (ms: number, meant: string) => boolean = () => true,
): string {
  const meant = parseDuration(text) === undefined ? meantDuration(text) : undefined;
  const ms = parseDuration(meant ?? '');
  return meant !== undefined && ms !== undefined && fits(ms, meant) ? `did you mean "${meant}"?` : otherwise;
}
