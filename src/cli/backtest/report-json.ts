import type { IncidentScore, LabelledIncident } from '../../core/backtest/score-incidents.js';
import type { BudgetReading } from '../../core/error-budget/reading.js';
import { SECOND } from '../../core/time/duration.js';
import {
  detectionDelay,
  gateTime,
  instant,
  opened,
  resetDelay,
  spentOfSpan,
  tooManyPages,
} from './figures.js';
import type { Report, SloReport } from './report.js';

/** A report for programs: instants as ISO 8601, durations in seconds, ratios 0-1; null is unknown or never. */
export function reportJson(report: Report): unknown {
  return {
    verb: report.verb,
    source: report.source,
    from: instant(report.from),
    to: instant(report.to),
    stepSeconds: report.stepMs / SECOND,
    slos: report.slos.map(({ id, candidates }) => ({ id, candidates: candidates.map(candidateJson) })),
    scores: report.scores.map(({ candidate, score }) => ({ candidate, ...scoreJson(score) })),
    unread: report.unread.map(({ sloId, from, to, message }) => ({
      slo: sloId,
      from: instant(from),
      to: instant(to),
      message,
    })),
  };
}

function candidateJson({ candidate, replay, outages }: SloReport) {
  return {
    candidate,
    target: replay.slo.objective.target,
    tiers: replay.slo.alertPolicies.map(({ id }) => id),
    pages: opened(replay, 'page').length,
    pagesPerWeek: Number(replay.pagesPerWeek.toFixed(4)),
    tooManyPages: tooManyPages(replay) !== undefined,
    tickets: opened(replay, 'ticket').length,
    alerts: replay.episodes.map((episode) => ({
      severity: episode.severity,
      openedAt: instant(episode.openedAt),
      closedAt: instantOrNull(episode.closedAt),
      tiers: episode.tiers,
      failingSince: instantOrNull(episode.failingSince),
      failedUntil: instantOrNull(episode.failedUntil),
      detectionSeconds: seconds(detectionDelay(episode)),
      resetSeconds: seconds(resetDelay(episode)),
    })),
    ...(outages.length === 0 ? {} : { outages: outages.map(outageJson) }),
    events: { ...replay.events, spentOfSpan: spentOfSpan(replay) ?? null },
    budget: budgetJson(replay.budget),
    lowestBudget: replay.lowest
      ? { at: instant(replay.lowest.at), remaining: replay.lowest.remaining }
      : null,
    policy: replay.bands.map(({ band, gate, ms }) => ({ band, gate, seconds: ms / SECOND })),
    gateBlockedSeconds: gateTime(replay, 'block') / SECOND,
  };
}

function outageJson({ outage, alerts }: SloReport['outages'][number]) {
  return {
    start: instant(outage.start),
    end: instant(outage.end),
    errorRatio: outage.errorRatio,
    alerts: alerts.map((alert) => ({
      severity: alert.severity,
      detectedSeconds: seconds(alert.detectedAfter),
      theorySeconds: seconds(alert.theory),
      clearedSeconds: seconds(alert.clearedAfter),
      theoryClearedSeconds: seconds(alert.theoryCleared),
    })),
  };
}

function budgetJson(budget: BudgetReading) {
  const common = { kind: budget.kind, windowSeconds: budget.windowMs / SECOND, coverage: budget.coverage };
  if (budget.kind !== 'measured') return common;
  const { badEvents, totalEvents, allowedBadEvents, consumed, remaining } = budget;
  return { ...common, badEvents, totalEvents, allowedBadEvents, consumed, remaining };
}

function scoreJson(score: IncidentScore) {
  return {
    precision: score.precision ?? null,
    pages: score.pages,
    recall: score.recall ?? null,
    incidents: score.incidents,
    missed: score.missed.map(incidentJson),
    falsePages: score.falsePages.map(({ sloId, page }) => ({ slo: sloId, openedAt: instant(page.openedAt) })),
    leftOut: score.leftOut.map(incidentJson),
  };
}

function incidentJson({ start, end, service, slo, name }: LabelledIncident) {
  return { start: instant(start), end: instant(end), service, slo, name };
}

function instantOrNull(at: number | undefined): string | null {
  return at === undefined ? null : instant(at);
}

function seconds(ms: number | undefined): number | null {
  return ms === undefined ? null : Number((ms / SECOND).toFixed(3));
}
