import type { OnCall } from '../../core/oncall/schedule.js';
import type { StandingFinding } from '../../core/oncall/standing-finding.js';
import type { OnCallTier } from '../../core/oncall/tiers.js';

/** Who is on call, by on-call files. */
export interface OnCallStatus {
  readonly at: number;
  /** Up to here the next are looked for. */
  readonly lookedUntilAt: number;
  readonly schedules: readonly ScheduleOnCall[];
  readonly teams: readonly TeamOnCall[];
  /** What a daemon finds about the plan; undefined where files alone were read: they do not show it. */
  readonly findings: readonly StandingFinding[] | undefined;
}

/** Who answers, and who next. */
export interface Answering {
  /** `gap`: nobody does; `unknown`: the schedule is broken, and is not in force; `unset`: there is no schedule for it. */
  readonly state: 'covered' | 'gap' | 'unknown' | 'unset';
  /** All of it in words. */
  readonly text: string;
  /** Undefined unless it is covered. */
  readonly now: PersonOnCall | undefined;
  /** Undefined: nobody else before `lookedUntilAt`, or not known. */
  readonly next: { readonly at: number; readonly onCall: PersonOnCall | undefined } | undefined;
}

export interface PersonOnCall extends OnCall {
  readonly fullName: string;
  /** In words: `turn in weekly`. */
  readonly reason: string;
}

export interface ScheduleOnCall extends Answering {
  readonly id: string;
  readonly timeZone: string;
}

export interface TeamOnCall {
  readonly name: string;
  readonly lead: string | undefined;
  readonly services: readonly string[];
  /** Every tier. */
  readonly tiers: readonly TierOnCall[];
}

export interface TierOnCall extends Answering {
  readonly tier: OnCallTier;
  readonly schedule: string | undefined;
}
