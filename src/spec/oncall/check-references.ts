import { coversOf } from '../../core/oncall/who-is-on-call.js';
import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';

/** The names that files declare, sound or not: a reference to something broken leads somewhere. */
export interface Declared {
  readonly people: readonly string[];
  readonly schedules: readonly string[];
  readonly teams: readonly string[];
  readonly escalations: readonly string[];
}

const WORDS: Readonly<Record<keyof Declared, string>> = {
  people: 'person',
  schedules: 'schedule',
  teams: 'team',
  escalations: 'escalation policy',
};

/** Where names stand below a schedule, team or policy, or an override or leave by itself; `*` is each value of a list or map, `#` each key of a map. */
const SITES: Readonly<
  Record<
    'schedules' | 'teams' | 'escalations' | 'overrides' | 'leaves',
    readonly (readonly [kind: keyof Declared, ...path: readonly string[]])[]
  >
> = {
  schedules: [
    ['people', 'layers', '*', 'rotation', 'people', '*'],
    ['people', 'overrides', '*', 'person'],
    ['people', 'leaves', '*', 'person'],
    ['people', 'shadows', '*', 'person'],
    ['people', 'shadows', '*', 'of'],
    ['people', 'covers', '#'],
    ['people', 'covers', '*', '*'],
  ],
  teams: [
    ['people', 'members', '*'],
    ['people', 'lead'],
    ['schedules', 'tiers', '*'],
    ['escalations', 'escalation'],
  ],
  escalations: [
    ['people', 'steps', '*', 'call', '*', 'person'],
    ['schedules', 'steps', '*', 'call', '*', 'schedule'],
    ['teams', 'steps', '*', 'call', '*', 'team'],
  ],
  overrides: [
    ['people', 'person'],
    ['schedules', 'schedule'],
  ],
  leaves: [['people', 'person']],
};

/** Tells what is referred to and is nowhere; true when all of it is somewhere. */
export class References {
  constructor(private readonly declared: Declared) {}

  private has(kind: keyof Declared, name: string, path: Path, at: Findings): boolean {
    if (this.declared[kind].includes(name)) return true;
    const message = `there is no ${WORDS[kind]} "${name}"`;
    at.error('unknown-reference', path, message, suggestion(name, this.declared[kind], 10));
    return false;
  }

  /** @param value as it stands in the file, whatever the schema says of it: what is broken hides no names beside it */
  below(section: keyof typeof SITES, value: unknown, at: Findings): boolean {
    return SITES[section]
      .flatMap(([kind, ...site]) =>
        namesAt(value, site).map(({ name, path }) => this.has(kind, name, path, at)),
      )
      .every(Boolean);
  }
}

interface NamedAt {
  readonly name: string;
  readonly path: Path;
}

/** The texts below a value that stand at such a path. */
export function namesAt(value: unknown, [step, ...rest]: readonly string[], path: Path = []): NamedAt[] {
  if (step === undefined) return typeof value === 'string' ? [{ name: value, path }] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (step === '#') return Object.keys(value).map((key) => ({ name: key, path: [...path, key] }));
  const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each: unknown, index) => [index, each])
    : Object.entries(value);
  return entries
    .filter(([key]) => step === '*' || key === step)
    .flatMap(([key, each]) => namesAt(each, rest, [...path, key]));
}

/** Whoever stands in for himself, through others or at once, stands in for nobody. */
export function withoutCycle(covers: Readonly<Record<string, readonly string[]>>, at: Findings): boolean {
  const circles = Object.keys(covers).flatMap((person) => {
    const way = wayBack(covers, person, person, new Set());
    return way ? [{ person, way }] : [];
  });
  const [first] = circles;
  if (!first) return true;
  at.error(
    'cover-circle',
    ['covers', first.person],
    `${[first.person, ...first.way].join(' is covered by ')}: that comes back to where it began`,
    'take one of them out',
  );
  return false;
}

/** @param seen from whom no way leads back */
function wayBack(
  covers: Readonly<Record<string, readonly string[]>>,
  to: string,
  from: string,
  seen: Set<string>,
): readonly string[] | undefined {
  for (const next of coversOf({ covers }, from)) {
    if (next === to) return [next];
    if (seen.has(next)) continue;
    seen.add(next);
    const way = wayBack(covers, to, next, seen);
    if (way) return [next, ...way];
  }
  return undefined;
}
