import { suggestion } from '../spec/closest.js';
import { ALL_RULES, UNCHOOSABLE } from './rules.js';

export type Choice =
  | { readonly ok: true; readonly chosen: ReadonlySet<string> }
  | { readonly ok: false; readonly message: string };

/**
 * The rules that are looked for: those that are selected, or all, less those that are ignored.
 * @param select ids; undefined for all
 */
export function chooseRules(select: readonly string[] | undefined, ignore: readonly string[]): Choice {
  const known = ALL_RULES.map(({ id }) => id);
  const unknown = [...(select ?? []), ...ignore].find((id) => !known.includes(id));
  if (unknown !== undefined) {
    return { ok: false, message: `there is no rule ${unknown}: ${suggestion(unknown, known)}` };
  }
  const error = ignore.find((id) => UNCHOOSABLE.has(id));
  if (error !== undefined) {
    return { ok: false, message: `${error} cannot be ignored: what has it is not looked at` };
  }
  const left = (select ?? known).filter((id) => !ignore.includes(id));
  return { ok: true, chosen: new Set(left) };
}
