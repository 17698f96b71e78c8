import type { Exclusion } from '../../core/exclusions/exclusion.js';
import { readExclusions } from './read-document.js';

/** Stands in for an id that is still to be given. */
const NO_ID = 'unnamed';

/**
 * One exclusion that did not come from a file: the fields of an item there, `kind`, `replace`, and mostly no id. What is wrong is told
 * in words, with how to mend it.
 */
export function readExclusion(value: unknown):
  | {
      readonly exclusion: Omit<Exclusion, 'id' | 'origin'> & { readonly id?: string };
      readonly replace: boolean;
    }
  | { readonly wrong: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { wrong: 'the body is a JSON object, sent as application/json' };
  const { kind, replace = false, ...item } = value as Record<string, unknown>;
  if (kind !== 'maintenance' && kind !== 'correction')
    return { wrong: '"kind" is maintenance or correction' };
  if (typeof replace !== 'boolean') return { wrong: '"replace" is true or false' };
  const list = kind === 'maintenance' ? 'maintenance' : 'corrections';
  const { exclusions, findings } = readExclusions({ [list]: [{ id: NO_ID, ...item }] });
  const [found] = exclusions;
  if (!found || findings.hasErrors) {
    const told = findings.list.map(({ message, mend }) =>
      `${message}; ${mend}`.replace(`item 1 of "${list}"`, 'the body'),
    );
    return { wrong: told.join('\n') };
  }
  const { id, origin: _origin, ...exclusion } = found.exclusion;
  return { exclusion: { ...exclusion, ...(id === NO_ID ? {} : { id }) }, replace };
}
