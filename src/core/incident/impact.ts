import type { WorstLabel } from '../delivery/signal.js';
import type { Exhaustion } from '../error-budget/reading.js';
import type { IncidentEvent } from './incident.js';

/** What an incident has cost, counted from the first bad sample and not from the page. Instants are epoch ms. */
export interface Impact {
  readonly startAt: number;
  readonly endAt: number;
  readonly badEvents: number;
  readonly totalEvents: number;
  /** badEvents / totalEvents; undefined without events. */
  readonly errorRatio: number | undefined;
  /** The share of that time (0-1) of which data are there. */
  readonly coverage: number;
  /** The share of the budget of the SLO window that it has spent; undefined while the budget is unknown. */
  readonly budgetSpent: number | undefined;
  /** Of which window that budget is (`30d`), and for what share (0-1) of it there are data; undefined where that was not kept. */
  readonly budgetWindow: string | undefined;
  readonly budgetCoverage: number | undefined;
  /** Which labels had the most of what failed in the last hour of that time; none where that is not known. */
  readonly worstLabels: readonly WorstLabel[];
}

/** An incident's impact while it goes on. */
interface LiveImpact extends Impact, WithSuspects {
  readonly kind: 'live';
  /** What fails right now. */
  readonly now:
    | { readonly windowMs: number; readonly errorRatio: number; readonly coverage: number }
    | undefined;
  readonly budgetRemaining: number | undefined;
  readonly exhaustion: Exhaustion;
}

/** Deploys of the service within the hour before the failures began. */
interface WithSuspects {
  readonly suspects: readonly { readonly version: string; readonly at: number; readonly url?: string }[];
}

/** The impact that is on record, or why there is none. */
export type ImpactView =
  | LiveImpact
  | ({ readonly kind: 'recorded'; readonly at: number } & Impact & WithSuspects)
  | { readonly kind: 'unknown'; readonly reason: string };

/** The event data that keep an impact. */
export function impactData(impact: Impact): IncidentEvent['data'] {
  const { worstLabels, ...figures } = impact;
  const known = Object.entries(figures).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(known),
    ...(worstLabels.length === 0 ? {} : { worstLabels: JSON.stringify(worstLabels) }),
  };
}

/** The newest impact that a timeline holds. */
export function recordedImpact(
  timeline: readonly IncidentEvent[],
  suspects: WithSuspects['suspects'],
): ImpactView | undefined {
  const event = timeline.findLast(({ kind }) => kind === 'impact-recorded');
  if (!event) return undefined;
  const { data, at } = event;
  const numberOf = (name: string) => (typeof data[name] === 'number' ? data[name] : undefined);
  return {
    kind: 'recorded',
    at,
    startAt: numberOf('startAt') ?? at,
    endAt: numberOf('endAt') ?? at,
    badEvents: numberOf('badEvents') ?? 0,
    totalEvents: numberOf('totalEvents') ?? 0,
    errorRatio: numberOf('errorRatio'),
    coverage: numberOf('coverage') ?? 0,
    budgetSpent: numberOf('budgetSpent'),
    budgetWindow: typeof data['budgetWindow'] === 'string' ? data['budgetWindow'] : undefined,
    budgetCoverage: numberOf('budgetCoverage'),
    worstLabels:
      typeof data['worstLabels'] === 'string' ? (JSON.parse(data['worstLabels']) as WorstLabel[]) : [],
    suspects,
  };
}

/** `1,204 of 9,880 events failed (12.2 %), data for 100 % of it; 4.1 % of the budget over 30d spent`. */
export function impactText({
  badEvents,
  totalEvents,
  errorRatio,
  coverage,
  budgetSpent,
  budgetWindow,
}: Impact): string {
  const count = (events: number) => Math.round(events).toLocaleString('en-US');
  const share = errorRatio === undefined ? '' : ` (${percent(errorRatio)})`;
  const whole = budgetWindow === undefined ? 'the budget' : `the budget over ${budgetWindow}`;
  const budget =
    budgetSpent === undefined ? 'the budget is unknown' : `${percent(budgetSpent)} of ${whole} spent`;
  return `${count(badEvents)} of ${count(totalEvents)} events failed${share}, data for ${percent(coverage)} of that time; ${budget}`;
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(3))} %`;
}
