import type { Comparison, Sli } from '../../core/slo/sli.js';
import type { Findings } from '../firebreak/findings.js';
import { gaugeSli } from '../sampled-sli.js';
import type { Indicator } from './indicator.js';
import type { SliceFields } from './time-slices.js';

/** What the objectives of both versions say of the promise itself. */
export interface Promise extends SliceFields {
  readonly displayName?: string;
  readonly op?: 'lt' | 'lte' | 'gt' | 'gte';
  readonly value?: number;
  readonly target?: number;
  readonly targetPercent?: number;
}

/** The promised ratio; undefined with the reason in `at`. */
export function targetOf({ target, targetPercent }: Promise, at: Findings): number | undefined {
  if (target !== undefined && targetPercent !== undefined) {
    return at.error(
      'two-definitions',
      ['targetPercent'],
      'target and targetPercent are both given',
      'keep one',
    );
  }
  const field = target === undefined ? 'targetPercent' : 'target';
  const given = target ?? targetPercent;
  if (given === undefined) {
    return at.error('missing-field', [], 'this objective promises nothing', 'add target: 0.999');
  }
  const whole = field === 'target' ? 1 : 100;
  // 99.95 / 100 is 0.9995000000000001 in binary.
  const ratio = Number((given / whole).toPrecision(15));
  if (ratio > 0 && ratio < 1) return ratio;
  if (ratio <= 0) {
    return at.error(
      'target-zero',
      [field],
      `a ${field} of ${given} promises nothing`,
      `write ${0.999 * whole}`,
    );
  }
  return at.error(
    'target-full',
    [field],
    ratio === 1
      ? 'a target of 100 % leaves no error budget: every failure would break it'
      : `a ${field} of ${given} is over 100 %`,
    field === 'target' && ratio > 1 && ratio < 100
      ? `write ${ratio / 100}, or targetPercent: ${ratio}`
      : `write less than ${whole}: ${0.999 * whole}`,
  );
}

const COMPARISONS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const satisfies Record<string, Comparison>;

/** What an objective counts: the indicator's events, or its samples compared with the objective's limit. */
export function sliOf(
  { op, value }: Promise,
  { measured, object }: Pick<Indicator, 'measured'> & { readonly object: NamedSli },
  { at, alpha }: { readonly at: Findings; readonly alpha: boolean },
): Sli | undefined {
  const { name, description } = object;
  const named = { name, ...(description === undefined ? {} : { description }) };
  if (measured.kind === 'compared') {
    if (op === undefined || value === undefined) {
      const missing = op === undefined ? 'op' : 'value';
      const mend =
        missing === 'op' ? 'add op: lt (or lte, gt, gte): what good values are' : 'add value: the limit';
      return at.error('missing-field', [], `an objective of a thresholdMetric needs ${missing}`, mend);
    }
    return { ...named, ...gaugeSli(measured.text, measured.expression, { op: COMPARISONS[op], value }) };
  }
  if (op === 'lt' || op === 'lte') {
    return at.error(
      'useless-op',
      ['op'],
      'a share of good events is held by being at or over the target, whatever op says',
      'remove op; where the events counted are bad ones, write `bad` in place of `good`',
    );
  }
  // v1alpha demands a value of every objective.
  if (value !== undefined && !alpha) {
    at.warn('useless-value', ['value'], 'a ratio is not compared with a value', 'remove value');
  }
  return { ...named, ...measured.counted };
}

export interface NamedSli {
  readonly name: string;
  readonly description?: string;
}

/**
 * The SLOs' names, one for each objective: an only objective bears the SLO's own, several get what is theirs alone behind it, so that
 * adding or moving one renames no other. Undefined for one that nothing tells apart.
 */
export function objectiveNames(name: string, objectives: readonly Promise[]): (string | undefined)[] {
  if (objectives.length === 1) return [name];
  const suffixes = objectives.map(suffixOf);
  return suffixes.map((suffix, index) =>
    suffix === undefined || suffixes.indexOf(suffix) < index ? undefined : `${name}-${suffix}`,
  );
}

function suffixOf({ displayName, target, targetPercent }: Promise): string | undefined {
  const words = displayName
    ?.toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  if (words !== undefined && words !== '') return words;
  const percent =
    targetPercent ?? (target === undefined ? undefined : Number((target * 100).toPrecision(12)));
  return percent === undefined ? undefined : String(percent);
}
