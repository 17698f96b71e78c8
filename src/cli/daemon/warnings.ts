import type { CliContext } from '../context.js';
import type { JsonReader } from './json.js';

/** What a daemon has done and doubts, on standard error: what was done stands on standard output. */
export function tellWarnings({ stderr }: CliContext, answer: JsonReader): void {
  const warnings = answer.at('warnings').optional((list) => list.list().map((each) => each.text())) ?? [];
  for (const warning of warnings) stderr.write(`${stderr.paint('yellow', 'warning')}: ${warning}\n`);
}
