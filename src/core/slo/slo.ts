import type { AlertPolicy } from './alert-policy.js';
import type { Alerting } from './alerting.js';
import type { BudgetPolicy } from './budget-policy.js';
import { type Composite, compositeText } from './composite.js';
import type { Sli } from './sli.js';
import type { SloWindow } from './slo-window.js';
import { slicesText, type TimeSlices } from './time-slices.js';

/** The promise: a ratio in (0, 1), never a percentage, over a window. */
export interface Objective {
  readonly target: number;
  readonly sloWindow: SloWindow;
}

/** The promise to customers: looser than the SLO's own, with a budget of its own and an alert before it is broken. */
export interface Sla {
  readonly objective: Objective;
  /** What follows when it is broken, in words: `10 % credits`. */
  readonly consequence?: string;
  /** When so much of its budget (a ratio, 0-1) or less is left, it is at risk. */
  readonly warnAt: number;
}

/** Where in a user's files something was written; line and column count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What travels with an SLO into rules, pages, API and status, without deciding anything. */
export interface SloMetadata {
  readonly description?: string;
  readonly owner?: string;
  readonly reviewCadence?: string;
  /** The services that its service needs: what burns there may be why this burns. */
  readonly dependsOn?: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly links: SloLinks;
  /** What else a file says of it in words, by name: it stays with the SLO, and becomes no label. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What only its pages, or only its tickets, carry. */
  readonly alerting?: Alerting;
}

export interface SloLinks {
  readonly runbook?: string;
  readonly dashboard?: string;
  readonly repository?: string;
}

/** One compiled SLO: what both the generated rules and the daemon's own evaluation start from. */
export interface Slo {
  /** `service/name`, unique among all loaded files. */
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly sli: Sli;
  /** When there, the SLO's events are slices of time, each judged by the indicator's events in it. */
  readonly timeSlices?: TimeSlices;
  /** When there, the SLO is made of others: its indicator counts nothing itself, and `timeSlices` tells how time is cut. */
  readonly composite?: Composite;
  readonly objective: Objective;
  /** What is promised outside of the house, beside the objective inside. */
  readonly sla?: Sla;
  /** Most severe and fastest first; empty when the file says `burn_rate_alerts: []`. */
  readonly alertPolicies: readonly AlertPolicy[];
  readonly budgetPolicy: BudgetPolicy;
  readonly metadata: SloMetadata;
  readonly source: SourcePosition;
  /** It is the SLO of one label set of a template. */
  readonly group?: SloGroup;
}

/** The template of a group's SLO. A label set may be gone for good while others are there. */
export interface SloGroup {
  readonly templateId: string;
  /** What is counted over all label sets. */
  readonly sli: Sli;
}

/**
 * 1 − target, the share of events that may be bad, as the file's author reckons it: 0.0005 for 99.95 %, where binary fractions
 * give 0.000499…9449. A difference from 1 is exact to 16 decimals, so that 15 of them are the truth.
 */
export function errorBudget(objective: Objective): number {
  return Number((1 - objective.target).toFixed(15));
}

/** Burning everything, the burn rate is 1 / (1 − target); a threshold there is never exceeded. */
export function highestBurnRate(objective: Objective): number {
  return Number((1 / errorBudget(objective)).toPrecision(6));
}

/** What an event of the SLO is, in words, when it is no event of its indicator; undefined otherwise. */
export function eventsAre({ timeSlices, composite }: Slo): string | undefined {
  return composite ? compositeText(composite) : timeSlices && slicesText(timeSlices);
}

/** The slices into which counted events are to be cut: none where rules have recorded whole slices already. */
export function slicesToCut({ sli, timeSlices }: Pick<Slo, 'sli' | 'timeSlices'>): TimeSlices | undefined {
  return sli.recordedFrom ? undefined : timeSlices;
}

/** Under this id the daemon tells that it cannot see Prometheus; no file can define it. */
export const SOURCE_ID = 'firebreak/prometheus';

export function sloId(service: string, name: string): string {
  return `${service}/${name}`;
}
