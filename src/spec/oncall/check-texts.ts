import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import { namesAt } from './check-references.js';
import { readWait } from './compile-escalation.js';
import { readResponse } from './compile-vendor.js';
import { readDay, readWhen, readZone } from './read-when.js';

type Check = (text: string, path: Path, at: Findings) => unknown;

const isWhen: Check = (text, path, at) => readWhen(text, path, 'UTC', at);

/** Where texts stand that say a time zone, a day, an instant or a duration; `*` is each value of a list. */
const SITES: Readonly<Record<string, readonly (readonly [check: Check, ...path: readonly string[]])[]>> = {
  people: [
    [readZone, 'time_zone'],
    [readDay, 'joined'],
  ],
  schedules: [
    [readZone, 'time_zone'],
    [readDay, 'layers', '*', 'rotation', 'start'],
    [isWhen, 'layers', '*', 'until'],
    ...['overrides', 'leaves', 'shadows'].flatMap((list) =>
      ['from', 'to'].map((end): readonly [Check, ...string[]] => [isWhen, list, '*', end]),
    ),
  ],
  escalations: [[readWait, 'steps', '*', 'wait']],
  vendors: [
    [readResponse, 'response'],
    [readResponse, 'escalation', '*', 'after'],
  ],
};

/**
 * What is wrong with the texts of something that the schema has not passed, and that is not read for that: all of it is told at once.
 * @param value as it stands in the file
 */
export function checkTexts(section: string, value: unknown, at: Findings): void {
  for (const [check, ...site] of SITES[section] ?? [])
    for (const { name, path } of namesAt(value, site)) check(name, path, at);
}
