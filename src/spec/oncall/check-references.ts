import { coversOf } from '../../core/oncall/who-is-on-call.js';
import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import type { EscalationSpec, ScheduleSpec, TeamSpec } from './schema.js';

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

/** Tells what is referred to and is nowhere; true when all of it is somewhere. */
export class References {
  constructor(private readonly declared: Declared) {}

  has(kind: keyof Declared, name: string | undefined, path: Path, at: Findings): boolean {
    if (name === undefined || this.declared[kind].includes(name)) return true;
    const message = `there is no ${WORDS[kind]} "${name}"`;
    at.error('unknown-reference', path, message, suggestion(name, this.declared[kind], 10));
    return false;
  }

  private people(names: readonly string[], path: Path, at: Findings): boolean {
    return names.map((name, index) => this.has('people', name, [...path, index], at)).every(Boolean);
  }

  schedule(spec: ScheduleSpec, at: Findings): boolean {
    const covers = Object.entries(spec.covers ?? {});
    return [
      ...spec.layers.map(({ rotation }, index) =>
        this.people(rotation.people, ['layers', index, 'rotation', 'people'], at),
      ),
      ...(['overrides', 'leaves', 'shadows'] as const).flatMap((list) =>
        (spec[list] ?? []).map(({ person }, index) =>
          this.has('people', person, [list, index, 'person'], at),
        ),
      ),
      ...(spec.shadows ?? []).map(({ of }, index) => this.has('people', of, ['shadows', index, 'of'], at)),
      ...covers.map(([person]) => this.has('people', person, ['covers', person], at)),
      ...covers.map(([person, names]) => this.people(names, ['covers', person], at)),
      withoutCycle(spec.covers ?? {}, at),
    ].every(Boolean);
  }

  team(spec: TeamSpec, at: Findings): boolean {
    return [
      this.people(spec.members, ['members'], at),
      this.has('people', spec.lead, ['lead'], at),
      ...Object.entries(spec.tiers ?? {}).map(([tier, schedule]) =>
        this.has('schedules', schedule, ['tiers', tier], at),
      ),
      this.has('escalations', spec.escalation, ['escalation'], at),
    ].every(Boolean);
  }

  escalation(spec: EscalationSpec, at: Findings): boolean {
    return spec.steps
      .flatMap(({ call }, step) =>
        call.flatMap(({ person, schedule, team }, index) => {
          const path = ['steps', step, 'call', index];
          return [
            this.has('people', person, [...path, 'person'], at),
            this.has('schedules', schedule, [...path, 'schedule'], at),
            this.has('teams', team, [...path, 'team'], at),
          ];
        }),
      )
      .every(Boolean);
  }
}

/** Whoever stands in for himself, through others or at once, stands in for nobody. */
function withoutCycle(covers: Readonly<Record<string, readonly string[]>>, at: Findings): boolean {
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
