import { VENDOR_VIAS } from '../../core/oncall/vendor.js';
import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import { namesAt, withoutCycle } from './check-references.js';
import { readWait } from './compile-escalation.js';
import { compileRoute, readResponse, unknownRoute } from './compile-vendor.js';
import { readDay, readStretch, readWhen, readZone } from './read-when.js';

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
  if (section === 'schedules') checkSchedule(value, at);
  if (section === 'vendors') checkVendor(value, at);
}

/** What begins after its end, and who stands in for himself. */
function checkSchedule(value: unknown, at: Findings): void {
  for (const list of ['overrides', 'leaves', 'shadows']) {
    const textsOf = (end: string) =>
      new Map(namesAt(value, [list, '*', end]).map((each) => [Number(each.path[1]), each]));
    const [begins, ends] = [textsOf('from'), textsOf('to')];
    for (const index of new Set([...begins.keys(), ...ends.keys()])) {
      const [from, to] = [begins.get(index), ends.get(index)];
      if (from && to) readStretch({ from: from.name, to: to.name }, 'UTC', at.under(list, index));
      else for (const each of [from, to]) if (each) isWhen(each.name, each.path, at);
    }
  }
  const covers = new Map<string, string[]>();
  for (const { name, path } of namesAt(value, ['covers', '*', '*'])) {
    const person = String(path[1]);
    covers.set(person, [...(covers.get(person) ?? []), name]);
  }
  withoutCycle(Object.fromEntries(covers), at);
}

/** Ways that lead nowhere, and steps that take a way that there is not. */
function checkVendor(value: unknown, at: Findings): void {
  const names = namesAt(value, ['routes', '*', 'name']);
  const keys = namesAt(value, ['routes', '*', '#']);
  for (const { name, path } of names) {
    const of = (each: { readonly path: Path }) => each.path[1] === path[1];
    const ways = VENDOR_VIAS.flatMap((via) =>
      namesAt(value, ['routes', '*', via])
        .filter(of)
        .map((each) => [via, each.name] as const),
    );
    // Of a way that is misspelt the schema has told.
    const isMisspelt = ways.length === 0 && keys.filter(of).length > 1;
    if (!isMisspelt) compileRoute({ name, ...Object.fromEntries(ways) }, at.under('routes', Number(path[1])));
  }
  const known = names.map(({ name }) => name);
  for (const { name, path } of namesAt(value, ['escalation', '*', 'route']))
    if (!known.includes(name)) unknownRoute(name, known, path, at);
}
