import { literalPattern, quote } from '../core/slo/selector-text.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { LABELS, type OF } from './names.js';

/** SLOs of one service that are judged by the same windows, and share the rules that need not be told apart. */
export type Family = readonly [Slo, ...Slo[]];

/** What else a series is told apart by. */
interface Choice {
  /** Windows in ms. */
  readonly windows?: readonly number[];
  readonly of?: readonly (typeof OF)[keyof typeof OF][];
  /** Further labels, by name. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Selects the recorded series of some SLOs of a service, of some windows or some kinds of count when they are given. */
export function seriesText(metric: string, slos: Slo | Family, choice: Choice = {}): string {
  const family: readonly Slo[] = 'length' in slos ? slos : [slos];
  const names = family.map((slo) => slo.name);
  return select(metric, family[0]?.service ?? '', names, choice);
}

/** Selects what is recorded once for all SLOs of a family. */
export function sharedSeriesText(metric: string, family: Family, choice: Choice = {}): string {
  const [first, ...others] = family;
  return select(metric, first.service, [others.length === 0 ? first.name : ''], choice);
}

function select(
  metric: string,
  service: string,
  names: readonly string[],
  { windows, of, labels = {} }: Choice,
): string {
  const matchers = [
    oneOf(LABELS.service, [service]),
    oneOf(LABELS.slo, names),
    ...(of === undefined ? [] : [oneOf(LABELS.of, of)]),
    ...(windows === undefined ? [] : [oneOf(LABELS.window, windows.map(formatDuration))]),
    ...Object.entries(labels).map(([name, value]) => oneOf(name, [value])),
  ];
  return `${metric}{${matchers.join(', ')}}`;
}

/** The labels that every recorded series carries. */
export function seriesLabels(slo: Slo, windowMs?: number): Record<string, string> {
  const labels: Record<string, string> = { [LABELS.service]: slo.service, [LABELS.slo]: slo.name };
  if (windowMs !== undefined) labels[LABELS.window] = formatDuration(windowMs);
  return labels;
}

/** The labels of a rule that records something of each SLO of a family: those of several come with what is recorded. */
export function familyLabels(family: Family): Record<string, string> {
  const [first, ...others] = family;
  return others.length === 0 ? seriesLabels(first) : { [LABELS.service]: first.service };
}

function oneOf(label: string, values: readonly string[]): string {
  const [only = ''] = values;
  if (values.length === 1) return `${label}=${quote(only)}`;
  return `${label}=~${quote(values.map(literalPattern).join('|'))}`;
}
