import { errorBudget, type Slo } from '../core/slo/slo.js';
import { badEventsExpression, totalEventsExpression } from './event-expressions.js';
import { alertWindows } from './intervals.js';
import { infoLabels } from './labels.js';
import { BAD_EVENTS, BUDGET_REMAINING, BURN_RATE, ERROR_RATIO, INFO, TARGET, TOTAL_EVENTS } from './names.js';
import { numberText } from './number-text.js';
import type { RecordingRule } from './rule-group.js';
import { otherWindowsText, seriesLabels, seriesText } from './series.js';

/** Event counts of every alert window, then the ratio and the burn rate of all of them at once. */
export function alertWindowRules(slo: Slo): RecordingRule[] {
  const windows = alertWindows(slo);
  if (windows.length === 0) return [];
  const sloWindow = slo.objective.sloWindow.durationMs;
  const pick = windows.includes(sloWindow)
    ? (metric: string) => seriesText(metric, slo)
    : (metric: string) => otherWindowsText(metric, slo, sloWindow);
  const labels = seriesLabels(slo);
  return [
    ...windows.flatMap((windowMs) => countRules(slo, windowMs)),
    { record: ERROR_RATIO, expr: `${pick(BAD_EVENTS)}\n/ (${pick(TOTAL_EVENTS)} > 0)`, labels },
    {
      record: BURN_RATE,
      expr: `${pick(ERROR_RATIO)} / ${numberText(errorBudget(slo.objective))}`,
      labels,
    },
  ];
}

/** Event counts over the SLO window, what they leave of the budget, and what the SLO says of itself. */
export function budgetRules(slo: Slo): RecordingRule[] {
  const windowMs = slo.objective.sloWindow.durationMs;
  const ratio = seriesText(ERROR_RATIO, slo, windowMs);
  return [
    ...(alertWindows(slo).includes(windowMs) ? [] : [...countRules(slo, windowMs), ratioRule(slo, windowMs)]),
    {
      record: BUDGET_REMAINING,
      expr: `1 - ${ratio} / ${numberText(errorBudget(slo.objective))}`,
      labels: seriesLabels(slo, windowMs),
    },
    {
      record: TARGET,
      expr: `vector(${numberText(slo.objective.target)})`,
      labels: seriesLabels(slo, windowMs),
    },
    { record: INFO, expr: 'vector(1)', labels: infoLabels(slo) },
  ];
}

function countRules(slo: Slo, windowMs: number): RecordingRule[] {
  const labels = seriesLabels(slo, windowMs);
  return [
    { record: TOTAL_EVENTS, expr: totalEventsExpression(slo.sli, windowMs), labels },
    { record: BAD_EVENTS, expr: badEventsExpression(slo, windowMs), labels },
  ];
}

function ratioRule(slo: Slo, windowMs: number): RecordingRule {
  const bad = seriesText(BAD_EVENTS, slo, windowMs);
  const total = seriesText(TOTAL_EVENTS, slo, windowMs);
  return { record: ERROR_RATIO, expr: `${bad}\n/ (${total} > 0)`, labels: seriesLabels(slo, windowMs) };
}
