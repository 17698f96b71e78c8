import { errorBudget, type Slo } from '../core/slo/slo.js';
import { infoLabels } from './labels.js';
import {
  BUDGET_REMAINING,
  BURN_RATE,
  ERROR_RATIO,
  EVENTS,
  INFO,
  LABELS,
  OF,
  TARGET,
  WINDOW_SECONDS,
} from './names.js';
import { numberText } from './number-text.js';
import type { RecordingRule } from './rule-group.js';
import { countingRules } from './running-totals.js';
import { seriesLabels, seriesText } from './series.js';

/** Event counts of every window, and what follows from them for all windows at once: ratio, burn rate, budget. */
export function recordingRules(slo: Slo): RecordingRule[] {
  const labels = seriesLabels(slo);
  const sloWindow = slo.objective.sloWindow.durationMs;
  const budget = numberText(errorBudget(slo.objective));
  const events = (of: (typeof OF)[keyof typeof OF]) => seriesText(EVENTS, slo, { of });
  const ignoringOf = `ignoring (${LABELS.of})`;
  return [
    ...countingRules(slo),
    {
      record: ERROR_RATIO,
      expr: `clamp_min(${events(OF.bad)}, 0) / ${ignoringOf} (${events(OF.all)} > 0)`,
      labels,
    },
    {
      record: BURN_RATE,
      expr: `${seriesText(ERROR_RATIO, slo)} / ${budget}\n* clamp_max(${events(OF.seconds)} / ${ignoringOf} ${seriesText(WINDOW_SECONDS, slo)}, 1)`,
      labels,
    },
    {
      record: BUDGET_REMAINING,
      expr: `1 - ${seriesText(ERROR_RATIO, slo, { windowMs: sloWindow })} / ${budget}`,
      labels: seriesLabels(slo, sloWindow),
    },
  ];
}

/** What an SLO says of itself. */
export function metadataRules(slo: Slo): RecordingRule[] {
  return [
    {
      record: TARGET,
      expr: `vector(${numberText(slo.objective.target)})`,
      labels: seriesLabels(slo, slo.objective.sloWindow.durationMs),
    },
    { record: INFO, expr: 'vector(1)', labels: infoLabels(slo) },
  ];
}
