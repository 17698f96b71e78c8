import type { Exclusion } from './exclusion.js';

/** One entry of the list that every change of exclusions is kept in: who, when (epoch ms), what and why. */
export interface ExclusionChange {
  readonly at: number;
  readonly action: 'added' | 'changed' | 'withdrawn';
  readonly by: string;
  readonly reason: string;
  /** As it is from then on; as it was, when it is withdrawn. */
  readonly exclusion: Exclusion;
}

/** Who is named where files took something away: they do not say who edited them. */
const FILES = 'files';

/** The exclusions that all changes so far, oldest first, leave in force. */
export function inForce(changes: readonly ExclusionChange[]): Exclusion[] {
  const held = new Map<string, Exclusion>();
  for (const { action, exclusion } of changes) {
    if (action === 'withdrawn') held.delete(keyOf(exclusion));
    else held.set(keyOf(exclusion), exclusion);
  }
  return [...held.values()];
}

/**
 * What is in force once files declare these, and how that changes what was.
 * @param before all that are in force
 * @param complete false when some file is broken: what is missing may be in it, and stays
 */
export function declareInFiles(
  before: readonly Exclusion[],
  declared: readonly Exclusion[],
  complete: boolean,
  at: number,
): { readonly exclusions: readonly Exclusion[]; readonly changes: readonly ExclusionChange[] } {
  const known = new Map(before.map((exclusion) => [keyOf(exclusion), exclusion]));
  const wanted = new Set(declared.map(keyOf));
  const changes: ExclusionChange[] = [];
  for (const exclusion of declared) {
    const earlier = known.get(keyOf(exclusion));
    if (earlier && isSameExclusion(earlier, exclusion)) continue;
    const { author, reason } = exclusion;
    changes.push({ at, action: earlier ? 'changed' : 'added', by: author, reason, exclusion });
  }
  for (const exclusion of complete ? before : []) {
    if (exclusion.origin !== 'file' || wanted.has(keyOf(exclusion))) continue;
    const reason = 'no file declares it any more';
    changes.push({ at, action: 'withdrawn', by: FILES, reason, exclusion });
  }
  if (changes.length === 0) return { exclusions: before, changes };
  const stood = before.map((exclusion) => ({ at, action: 'added' as const, by: '', reason: '', exclusion }));
  return { exclusions: inForce([...stood, ...changes]), changes };
}

/** Equal to the last word: both were written by the same code, so that their fields follow each other alike. */
export function isSameExclusion(a: Exclusion, b: Exclusion): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A file and the API may each have one of the same id. */
function keyOf({ origin, id }: Exclusion): string {
  return `${origin} ${id}`;
}
