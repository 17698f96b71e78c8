import { quote } from '../core/slo/selector-text.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { LABELS, type OF } from './names.js';

/** What else a series is told apart by. */
interface Choice {
  readonly windowMs?: number;
  readonly of?: (typeof OF)[keyof typeof OF];
}

/** Selects one SLO's recorded series, of one window (ms) or one kind of count when they are given. */
export function seriesText(metric: string, slo: Slo, { windowMs, of }: Choice = {}): string {
  const labels = {
    ...seriesLabels(slo),
    ...(of === undefined ? {} : { [LABELS.of]: of }),
    ...(windowMs === undefined ? {} : { [LABELS.window]: formatDuration(windowMs) }),
  };
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${quote(value)}`);
  return `${metric}{${matchers.join(', ')}}`;
}

/** The labels that every recorded series carries. */
export function seriesLabels(slo: Slo, windowMs?: number): Record<string, string> {
  const labels: Record<string, string> = { [LABELS.service]: slo.service, [LABELS.slo]: slo.name };
  if (windowMs !== undefined) labels[LABELS.window] = formatDuration(windowMs);
  return labels;
}
