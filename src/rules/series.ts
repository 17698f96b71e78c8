import { remembered } from '../core/remembered.js';
import { literalPattern, quote } from '../core/slo/selector-text.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { LABELS, OF } from './names.js';

/** SLOs of one service that have the same tiers and window, and share the rules that need not be told apart. */
export interface Family {
  readonly slos: readonly [Slo, ...Slo[]];
  /** The names of the service's other SLOs. */
  readonly others: readonly string[];
}

const KINDS = Object.values(OF);

/** Up to so many SLOs are told apart by not being the others. */
const MOST_OTHERS = 4;

/** What else a series is told apart by. */
interface Choice {
  /** Windows in ms. */
  readonly windows?: readonly number[];
  /** Windows in ms that are left out. */
  readonly windowsBut?: readonly number[];
  readonly of?: readonly (typeof OF)[keyof typeof OF][];
  /** Further labels, by name. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Selects the recorded series of an SLO, of some windows or some kinds of count when they are given. */
export function seriesText(metric: string, { service, name }: Slo, choice: Choice = {}): string {
  return select(metric, `${LABELS.service}=${quote(service)}, ${LABELS.slo}=${quote(name)}`, choice);
}

/**
 * The same of all SLOs of a family: of those of the service, all but the others. Prometheus compiles each regular expression at each
 * evaluation, which takes longer than to read the series.
 */
export function familySeriesText(metric: string, family: Family, choice: Choice = {}): string {
  return select(metric, matchersOfFamily(family), choice);
}

/** A hundred selectors of a family begin with them. */
const matchersOfFamily = remembered(({ slos, others }: Family): string => {
  const names = slos.map((slo) => slo.name);
  const byName = names.length === 1 || others.length > MOST_OTHERS;
  const whose = byName ? [oneOf(LABELS.slo, names)] : others.map((name) => `${LABELS.slo}!=${quote(name)}`);
  return [oneOf(LABELS.service, [slos[0].service]), ...whose].join(', ');
});

/** Selects what is recorded once for all SLOs of a family. */
export function sharedSeriesText(metric: string, family: Family): string {
  const matchers = Object.entries(sharedLabels(family)).map(([name, value]) => oneOf(name, [value]));
  return select(metric, matchers.join(', '), {});
}

/** Put together piece by piece: most of the text of rules is selectors. */
function select(metric: string, whose: string, { windows, windowsBut, of, labels }: Choice): string {
  let matchers = whose;
  if (of !== undefined) matchers += `, ${kinds(of)}`;
  if (windows !== undefined) matchers += `, ${oneOf(LABELS.window, windows.map(formatDuration))}`;
  for (const windowMs of windowsBut ?? []) {
    matchers += `, ${LABELS.window}!=${quote(formatDuration(windowMs))}`;
  }
  for (const name in labels) matchers += `, ${name}=${quote(labels[name] ?? '')}`;
  return `${metric}{${matchers}}`;
}

/** The labels that every recorded series carries. */
export function seriesLabels(slo: Slo, windowMs?: number): Record<string, string> {
  const labels: Record<string, string> = { [LABELS.service]: slo.service, [LABELS.slo]: slo.name };
  if (windowMs !== undefined) labels[LABELS.window] = formatDuration(windowMs);
  return labels;
}

/** The labels of a rule that records something of each SLO of a family: those of several come with what is recorded. */
export function familyLabels({ slos }: Family): Record<string, string> {
  const [first, ...others] = slos;
  return others.length === 0 ? seriesLabels(first) : { [LABELS.service]: first.service };
}

/** The labels of what is recorded once for all SLOs of a family: where a service has others, the first one's name stands for all. */
export function sharedLabels({ slos, others }: Family): Record<string, string> {
  const [first] = slos;
  return slos.length > 1 && others.length === 0 ? { [LABELS.service]: first.service } : seriesLabels(first);
}

/** Prometheus compiles a regular expression at each evaluation: all kinds but one are told by that one. */
function kinds(of: readonly string[]): string {
  const left = of.length === KINDS.length - 1 ? KINDS.find((kind) => !of.includes(kind)) : undefined;
  return left === undefined ? oneOf(LABELS.of, of) : `${LABELS.of}!=${quote(left)}`;
}

function oneOf(label: string, values: readonly string[]): string {
  const [only = ''] = values;
  if (values.length === 1) return `${label}=${quote(only)}`;
  return `${label}=~${quote(values.map(literalPattern).join('|'))}`;
}
