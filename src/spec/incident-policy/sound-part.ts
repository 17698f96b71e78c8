import type { Path } from '../source-document.js';

/** A value without what stands at such paths; a list with something broken in it is left out whole, so that no index shifts. */
export function soundPart(value: unknown, broken: readonly Path[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]: [string, unknown]): [string, unknown][] => {
      const below = broken.filter(([first]) => String(first) === key).map(([, ...rest]) => rest);
      const isBroken = below.some(({ length }) => length === 0) || (Array.isArray(each) && below.length > 0);
      return isBroken ? [] : [[key, soundPart(each, below)]];
    }),
  );
}
