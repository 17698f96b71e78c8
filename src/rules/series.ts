import { quote } from '../core/slo/selector-text.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { LABELS, type OF } from './names.js';

/** What else a series is told apart by. */
interface Choice {
  /** Windows in ms. */
  readonly windows?: readonly number[];
  readonly of?: readonly (typeof OF)[keyof typeof OF][];
}

/** Selects one SLO's recorded series, of some windows or some kinds of count when they are given. */
export function seriesText(metric: string, slo: Slo, { windows, of }: Choice = {}): string {
  const matchers = [
    ...Object.entries(seriesLabels(slo)).map(([name, value]) => `${name}=${quote(value)}`),
    ...(of === undefined ? [] : [oneOf(LABELS.of, of)]),
    ...(windows === undefined ? [] : [oneOf(LABELS.window, windows.map(formatDuration))]),
  ];
  return `${metric}{${matchers.join(', ')}}`;
}

/** The labels that every recorded series carries. */
export function seriesLabels(slo: Slo, windowMs?: number): Record<string, string> {
  const labels: Record<string, string> = { [LABELS.service]: slo.service, [LABELS.slo]: slo.name };
  if (windowMs !== undefined) labels[LABELS.window] = formatDuration(windowMs);
  return labels;
}

function oneOf(label: string, values: readonly string[]): string {
  const [only = ''] = values;
  return values.length === 1 ? `${label}=${quote(only)}` : `${label}=~${quote(values.join('|'))}`;
}
