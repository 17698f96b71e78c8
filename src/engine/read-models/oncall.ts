import type { OnCallFinding } from '../../core/oncall/lint/finding.js';
import type { Withdrawal } from '../../core/oncall/planned-override.js';
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

/** Somebody answers, or nobody does (`onCall` undefined: a gap). */
export interface ShiftView {
  readonly startAt: number;
  readonly endAt: number;
  readonly onCall: PersonOnCall | undefined;
}

/** A schedule's calendar over some days. */
export interface ScheduleShifts {
  readonly id: string;
  readonly timeZone: string;
  readonly startAt: number;
  readonly endAt: number;
  /** Who answers, without gap or overlap; nobody is said too. */
  readonly shifts: readonly ShiftView[];
  /** What each layer alone says, whatever overrides and leaves make of it; the last that has somebody answers. */
  readonly layers: readonly { readonly name: string; readonly shifts: readonly ShiftView[] }[];
  /** Those that were made through the daemon and touch these days. */
  readonly overrides: readonly PlannedOverrideView[];
  /** Those that files say and that touch these days; one made through the daemon holds over them. */
  readonly overridesOfFiles: readonly OverrideOfFiles[];
  /** The next two times that clocks are set, and what that does to turns. */
  readonly clockChanges: readonly {
    readonly at: number;
    readonly byMs: number;
    readonly effects: readonly string[];
  }[];
}

export interface PlannedOverrideView {
  readonly number: number;
  readonly person: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly reason: string | undefined;
  readonly by: string;
  readonly at: number;
  readonly withdrawn: Withdrawal | undefined;
  readonly isOver: boolean;
}

export interface OverrideOfFiles {
  readonly person: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly place: FilePlace | undefined;
  readonly isOver: boolean;
}

/** A line of a file, counted from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
}

/** What the linter finds, as people say it. */
export interface OnCallFindingView extends OnCallFinding {
  /** What it is about: `schedule "primary", layer 1 "weekly"`. */
  readonly about: string;
  /** Undefined for what was said through the daemon. */
  readonly place: FilePlace | undefined;
}

/** Who answers, and who next. */
export interface Answering {
  /** `gap`: nobody does; `unknown`: the schedule is broken, and is not in force; `unset`: there is no schedule for it. */
  readonly state: 'covered' | 'gap' | 'unknown' | 'unset';
  /** All of it in words. */
  readonly text: string;
  /** Undefined unless it is covered. */
  readonly now: PersonOnCall | undefined;
  /** Why nobody does, layer by layer; undefined unless it is a gap. */
  readonly whyNobody: string | undefined;
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
