/** The next number of a stream, 0 ≤ n < 1. */
export type Random = () => number;

/** A stream of its own for every seed and name (FNV-1a into mulberry32), so that one more draw here changes nothing there. */
export function seededRandom(seed: number, name: string): Random {
  let state = 0x811c9dc5;
  for (const character of `${seed} ${name}`) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number from `low` up to `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** A whole second (in ms) from `low` up to `high`. */
export function secondBetween(random: Random, low: number, high: number): number {
  return Math.floor(between(random, low, high) / 1000) * 1000;
}
