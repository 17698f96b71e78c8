import type { JudgedOutage } from '../../core/backtest/judge-outages.js';
import { type Episode, MOST_PAGES_PER_WEEK, type Replay } from '../../core/backtest/replay-result.js';
import type { BudgetReading } from '../../core/error-budget/reading.js';
import { errorBudget } from '../../core/slo/slo.js';
import { formatDuration, formatSpan } from '../../core/time/duration.js';
import { aboutDuration, count, exactPercent, percent } from '../text/quantities.js';
import type { SloReport } from './report.js';

/** An instant (epoch ms) as people write it, to the second, in UTC. */
export function instant(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A duration that may be undefined or negative. */
function delay(ms: number | undefined, none: string): string {
  if (ms === undefined) return none;
  return ms < 0 ? `${aboutDuration(-ms)} before` : aboutDuration(ms);
}

/** From the first bad event to the first tier that fired. */
export function detectionDelay({ firedAt, failingSince }: Episode): number | undefined {
  return failingSince === undefined ? undefined : firedAt - failingSince;
}

export function resetDelay({ closedAt, failedUntil }: Episode): number | undefined {
  return closedAt === undefined || failedUntil === undefined ? undefined : closedAt - failedUntil;
}

/** An alert as the cells of a table: what, began, ended, lasted, detected after, cleared after, tiers. */
export function alertCells(episode: Episode): string[] {
  const { severity, openedAt, closedAt, tiers } = episode;
  const reset = resetDelay(episode);
  return [
    severity,
    instant(openedAt),
    closedAt === undefined ? 'still open' : instant(closedAt),
    delay(closedAt === undefined ? undefined : closedAt - openedAt, '-'),
    delay(detectionDelay(episode), 'unknown'),
    reset === 0 ? 'while failing' : delay(reset, '-'),
    tiers.join(', '),
  ];
}

/** What an outage made of each severity, as the cells of a table. */
export function outageCells({ outage, alerts }: JudgedOutage, from: number): string[][] {
  return alerts.map((alert) => [
    `at ${aboutDuration(outage.start - from)}`,
    percent(outage.errorRatio),
    formatSpan(outage.end - outage.start),
    alert.severity,
    delay(alert.detectedAfter, alert.folded ? 'folded into the page' : 'not detected'),
    delay(alert.theory, 'never'),
    delay(alert.clearedAfter, '-'),
    delay(alert.theoryCleared, '-'),
  ]);
}

/** A candidate beside the others, as the cells of a table. */
export function candidateCells({ candidate, replay }: SloReport): string[] {
  return [
    candidate,
    exactPercent(replay.slo.objective.target),
    String(opened(replay, 'page').length),
    weekly(replay.pagesPerWeek),
    String(opened(replay, 'ticket').length),
    replay.lowest ? percent(replay.lowest.remaining) : 'unknown',
    aboutDuration(gateTime(replay, 'block')),
    percent(replay.events.coverage),
    budgetSpent(replay.budget),
  ];
}

export const HEADS = {
  candidates: [
    'Candidate',
    'Target',
    'Pages',
    'A week',
    'Tickets',
    'Lowest budget',
    'Gate blocked',
    'Coverage',
    'Budget spent at the end',
  ],
  alerts: ['Alert', 'Began', 'Ended', 'Lasted', 'Detected after', 'Cleared after', 'Tiers'],
  outages: [
    'Outage',
    'Errors',
    'Lasts',
    'Alert',
    'Detected after',
    'Theory says',
    'Cleared after',
    'Theory says',
  ],
} as const;

/** Theory knows no scatter, no day and night, and no other outage. */
export const THEORY_NOTE = 'theory is for even traffic that is healthy before and after';

/** Those that opened in the span, of one severity. */
export function opened({ episodes, from }: Replay, severity: Episode['severity']): readonly Episode[] {
  return episodes.filter((episode) => episode.severity === severity && episode.openedAt > from);
}

/** "45% of the 30d budget (1,234 of 2,700 bad events, 98% coverage)". */
function budgetSpent(budget: BudgetReading): string {
  const window = formatDuration(budget.windowMs);
  const coverage = `${percent(budget.coverage)} coverage`;
  if (budget.kind === 'unknown') return `unknown: ${budget.reason} (${window}, ${coverage})`;
  if (budget.kind === 'no-traffic') return `no traffic in ${window} (${coverage})`;
  const events = `${count(budget.badEvents)} of ${count(budget.allowedBadEvents)} bad events`;
  return `${percent(budget.consumed)} of the ${window} budget (${events}, ${coverage})`;
}

/** How long (ms) the gate would have given this answer. */
export function gateTime({ bands }: Replay, gate: string): number {
  return bands.filter((band) => band.gate === gate).reduce((sum, { ms }) => sum + ms, 0);
}

/** "above-50 27d, exhausted 2d 4h": the bands that lasted at all. */
export function bandTimes({ bands }: Replay): string {
  return bands
    .filter(({ ms }) => ms > 0)
    .map(({ band, gate, ms }) => `${band} ${aboutDuration(ms)} (${gate})`)
    .join(', ');
}

/** "94,063 bad of 86,378,341 events, 109% of what 10d may spend; 94% of the time known". */
export function eventsText(replay: Replay): string {
  const { bad, total, coverage } = replay.events;
  const share = spentOfSpan(replay);
  const spent =
    share === undefined
      ? ''
      : `, ${percent(share)} of what ${formatDuration(replay.to - replay.from)} may spend`;
  return `${count(bad)} bad of ${count(total)} events${spent}; ${percent(coverage)} of the time known`;
}

/** Bad events over those that the traffic of the span allows; undefined without traffic. */
export function spentOfSpan({ slo, events }: Replay): number | undefined {
  return events.total > 0 ? events.bad / (errorBudget(slo.objective) * events.total) : undefined;
}

/** Pages a week in words, where they are too many. */
export function tooManyPages({ pagesPerWeek }: Replay): string | undefined {
  if (pagesPerWeek <= MOST_PAGES_PER_WEEK) return undefined;
  return `${weekly(pagesPerWeek)} pages a week are too many: over ${MOST_PAGES_PER_WEEK} wear out the people who are woken`;
}

function weekly(pages: number): string {
  return String(Number(pages.toFixed(2)));
}
