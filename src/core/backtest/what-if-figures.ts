import { timeToFire } from '../burn-rate/slice-theory.js';
import { paceWindow } from '../burn-rate/slo-windows.js';
import type { AlertPolicy, AlertSeverity } from '../slo/alert-policy.js';
import type { Slo } from '../slo/slo.js';
import { windowText } from '../slo/slo-window.js';
import { DAY } from '../time/duration.js';
import type { Replay } from './replay-result.js';

/** What people count by. */
const MONTH = 30 * DAY;

/** A service that is down, that fails one in ten requests, one in a hundred. */
const OUTAGES = [1, 0.1, 0.01] as const;

/** What an SLO would have meant for people over the span of a replay. Durations in ms, ratios 0-1. */
export interface WhatIfFigures {
  readonly target: number;
  readonly window: string;
  readonly tiers: readonly AlertPolicy[];
  /** Those that opened in the span. */
  readonly pages: number;
  readonly tickets: number;
  /** The same for 30 days, by the share of the span that was seen; undefined where nothing was. */
  readonly pagesPerMonth: number | undefined;
  readonly ticketsPerMonth: number | undefined;
  /** How long the gate would have blocked, and how long nothing could be said. */
  readonly frozenMs: number;
  readonly unknownMs: number;
  /** At the end of the span; undefined while it is not known. */
  readonly budgetRemaining: number | undefined;
  /** The share of the window that ends with the span of which events are known. */
  readonly budgetCoverage: number;
  readonly lowest: { readonly at: number; readonly remaining: number } | undefined;
  readonly outages: readonly OutageTheory[];
  /** The window (ms) of the burn rates through time: the long one of the fastest tier. */
  readonly paceWindowMs: number;
  /** Pages and tickets that were open in the span, oldest first, `MOST_ALERTS` of the latest at most. */
  readonly alerts: readonly WhatIfAlert[];
  /** How many older ones there were besides. */
  readonly alertsLeftOut: number;
}

/** A page or a ticket as it would have been told; still open at the end of the span when it has no end. */
export interface WhatIfAlert {
  readonly severity: AlertSeverity;
  readonly openedAt: number;
  readonly endedAt: number | undefined;
  /** The tiers that fired while it was open, by policy id. */
  readonly tierIds: readonly string[];
}

/** Nobody reads more. */
const MOST_ALERTS = 500;

/** How soon an outage after a quiet time would be told, by theory; undefined is never. */
export interface OutageTheory {
  readonly errorRatio: number;
  readonly pageAfterMs: number | undefined;
  readonly ticketAfterMs: number | undefined;
}

export function whatIfFigures({
  slo,
  episodes,
  bands,
  budget,
  lowest,
  events,
  from,
  to,
}: Replay): WhatIfFigures {
  const opened = (severity: AlertSeverity) =>
    episodes.filter((episode) => episode.severity === severity && episode.openedAt > from).length;
  const seenMs = (to - from) * events.coverage;
  const perMonth = (count: number) => (seenMs > 0 ? (count * MONTH) / seenMs : undefined);
  const [pages, tickets] = [opened('page'), opened('ticket')];
  const timeIn = (gate: string) =>
    bands.filter((band) => band.gate === gate).reduce((sum, { ms }) => sum + ms, 0);
  return {
    target: slo.objective.target,
    window: windowText(slo.objective.sloWindow),
    tiers: slo.alertPolicies,
    pages,
    tickets,
    pagesPerMonth: perMonth(pages),
    ticketsPerMonth: perMonth(tickets),
    frozenMs: timeIn('block'),
    unknownMs: timeIn('unknown'),
    budgetRemaining: budget.kind === 'measured' ? budget.remaining : undefined,
    budgetCoverage: budget.coverage,
    lowest,
    outages: OUTAGES.map((errorRatio) => ({
      errorRatio,
      pageAfterMs: soonest(slo, 'page', errorRatio),
      ticketAfterMs: soonest(slo, 'ticket', errorRatio),
    })),
    paceWindowMs: paceWindow(slo),
    alerts: episodes.slice(-MOST_ALERTS).map(({ severity, openedAt, closedAt, tiers }) => ({
      severity,
      openedAt,
      endedAt: closedAt,
      tierIds: tiers,
    })),
    alertsLeftOut: Math.max(0, episodes.length - MOST_ALERTS),
  };
}

function soonest(slo: Slo, severity: AlertSeverity, errorRatio: number): number | undefined {
  const times = slo.alertPolicies.flatMap((tier) => {
    const after = tier.severity === severity ? timeToFire(slo, tier, errorRatio) : undefined;
    return after === undefined ? [] : [after];
  });
  return times.length > 0 ? Math.min(...times) : undefined;
}
