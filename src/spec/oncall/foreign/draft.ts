import type { EscalationPolicy } from '../../../core/escalation/escalation-policy.js';
import type { OnCallPlan, Person, Team } from '../../../core/oncall/plan.js';
import type { Schedule } from '../../../core/oncall/schedule.js';
import type { ForeignValue } from './foreign-value.js';

/** What could not be taken as it is, and where it stands in the export. */
export interface ImportNote {
  readonly path: string;
  readonly text: string;
  /** Something that somebody is called by is missing in what was made. */
  readonly isLeftOut?: true;
}

export interface Imported {
  readonly plan: OnCallPlan;
  readonly notes: readonly ImportNote[];
}

/** A plan that grows while an export is read, with the notes on the way. */
export class Draft {
  readonly people = new Map<string, Person>();
  readonly schedules = new Map<string, Schedule>();
  readonly teams = new Map<string, Team>();
  readonly escalations = new Map<string, EscalationPolicy>();
  readonly notes: ImportNote[] = [];
  private readonly names = new Map<string, Set<string>>();

  note({ path }: Pick<ForeignValue, 'path'>, text: string): void {
    this.notes.push({ path, text });
  }

  /** The same for what is not taken at all, and is missed when somebody has to be called. */
  leaveOut({ path }: Pick<ForeignValue, 'path'>, text: string): void {
    this.notes.push({ path, text, isLeftOut: true });
  }

  /** A name that files can say, and that nothing of its kind has yet: "Primary On-Call" is `primary-on-call`. */
  nameFor(kind: string, text: string): string {
    const taken = this.names.get(kind) ?? new Set<string>();
    this.names.set(kind, taken);
    const name = slug(text) || kind;
    for (let n = 1; ; n += 1) {
      const wanted = n === 1 ? name : `${name}-${n}`;
      if (taken.has(wanted)) continue;
      taken.add(wanted);
      return wanted;
    }
  }

  result(): Imported {
    const { people, schedules, teams, escalations, notes } = this;
    return { plan: { people, schedules, teams, escalations, vendors: new Map() }, notes };
  }
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
}
