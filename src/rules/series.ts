import { quote } from '../core/slo/selector-text.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { LABELS } from './names.js';

/** Selects one SLO's recorded series, of one window when it is given (ms). */
export function seriesText(metric: string, slo: Slo, windowMs?: number): string {
  const window = windowMs === undefined ? '' : `, ${LABELS.window}="${formatDuration(windowMs)}"`;
  return `${metric}{${identity(slo)}${window}}`;
}

/** Selects one SLO's recorded series of every window but one. */
export function otherWindowsText(metric: string, slo: Slo, windowMs: number): string {
  return `${metric}{${identity(slo)}, ${LABELS.window}!="${formatDuration(windowMs)}"}`;
}

/** The labels that every recorded series carries. */
export function seriesLabels(slo: Slo, windowMs?: number): Record<string, string> {
  const labels: Record<string, string> = { [LABELS.service]: slo.service, [LABELS.slo]: slo.name };
  if (windowMs !== undefined) labels[LABELS.window] = formatDuration(windowMs);
  return labels;
}

function identity(slo: Slo): string {
  return `${LABELS.service}=${quote(slo.service)}, ${LABELS.slo}=${quote(slo.name)}`;
}
