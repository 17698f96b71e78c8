import type { CounterSelector, EventCount } from '../core/slo/sli.js';
import { eventCountOf } from './event-query.js';
import type { Expression, Parsed } from './expression.js';
import { parseExpression } from './parse-expression.js';

/** What the single metric of an SLI says. */
export type MetricShape =
  | {
      readonly kind: 'ratio';
      readonly numerator: EventCount;
      readonly denominator: EventCount;
      /** True for `1 - a / b`: the ratio as a whole is of the other side than its numerator. */
      readonly complement: boolean;
    }
  | { readonly kind: 'quantile'; readonly quantile: number; readonly buckets: CounterSelector }
  | { readonly kind: 'native-quantile'; readonly quantile: number; readonly histogram: CounterSelector }
  /** The share of observations up to a limit, in the histogram's unit. */
  | { readonly kind: 'native-fraction'; readonly limit: number; readonly histogram: CounterSelector };

/** Splits `a / b`, `1 - a / b` (also in per cent), or recognises `histogram_quantile(q, …)` and `histogram_fraction(0, limit, …)`. */
export function splitRatio(text: string): Parsed<MetricShape> {
  const parsed = parseExpression(text);
  return parsed.ok ? shapeOf(parsed.value) : parsed;
}

function shapeOf(expression: Expression): Parsed<MetricShape> {
  if (expression.kind === 'call' && expression.name === 'histogram_quantile') return quantile(expression);
  if (expression.kind === 'call' && expression.name === 'histogram_fraction') return fraction(expression);
  return ratio(expression, 1);
}

/** @param scale what 100 % is written as: 1, or 100 in per cent */
function ratio(expression: Expression, scale: 1 | 100): Parsed<MetricShape> {
  const { inner, percent } = withoutPercent(expression);
  if (percent) return scale === 100 ? mixedScales(expression) : ratio(inner, 100);
  if (inner.kind === 'binary' && inner.op === '-' && inner.left.kind === 'number') {
    return complement(inner, inner.left.value, scale);
  }
  if (inner.kind !== 'binary' || inner.op !== '/') {
    return refused(
      expression,
      'this is neither a ratio of counters nor a histogram_quantile()',
      'write good / total or bad / total, or give `good:` or `bad:` and `total:` as queries of their own',
    );
  }
  const numerator = eventCountOf(inner.left);
  const denominator = eventCountOf(inner.right);
  if (numerator.ok && denominator.ok) {
    return {
      ok: true,
      value: { kind: 'ratio', numerator: numerator.value, denominator: denominator.value, complement: false },
    };
  }
  return {
    ok: false,
    problems: [numerator, denominator].flatMap((side) => (side.ok ? [] : side.problems)),
  };
}

/** `1 - a / b`, `100 - 100 * a / b`, `100 * (1 - a / b)`. */
function complement(
  expression: Expression & { kind: 'binary' },
  whole: number,
  scale: 1 | 100,
): Parsed<MetricShape> {
  const { inner, percent } = withoutPercent(expression.right);
  const fits = percent ? scale === 1 && whole === 100 : whole === 1;
  if (!fits) return mixedScales(expression);
  const shape = ratio(inner, percent ? 100 : scale);
  if (!shape.ok || shape.value.kind !== 'ratio') return shape;
  return { ok: true, value: { ...shape.value, complement: !shape.value.complement } };
}

function mixedScales(at: Expression): Parsed<never> {
  return refused(
    at,
    'this mixes a ratio (0 to 1) with per cent (0 to 100)',
    'write 1 - a / b, or 100 - 100 * a / b',
  );
}

/** Drops `* 100` and `100 *` around a ratio or in its numerator: 100 * a / b is (100 * a) / b. */
function withoutPercent(expression: Expression): { readonly inner: Expression; readonly percent: boolean } {
  if (expression.kind === 'binary' && expression.op === '/') {
    const { inner, percent } = withoutPercent(expression.left);
    return { inner: percent ? { ...expression, left: inner } : expression, percent };
  }
  if (expression.kind !== 'binary' || expression.op !== '*') return { inner: expression, percent: false };
  if (isNumber(expression.left, 100)) return { inner: expression.right, percent: true };
  return isNumber(expression.right, 100)
    ? { inner: expression.left, percent: true }
    : { inner: expression, percent: false };
}

function quantile(expression: Expression & { kind: 'call' }): Parsed<MetricShape> {
  const [phi, source] = expression.args;
  if (phi?.kind !== 'number' || !(phi.value > 0 && phi.value < 1) || !source) {
    return refused(expression, 'the quantile must be a number between 0 and 1', 'write 0.99 for p99');
  }
  const buckets = bucketsOf(source);
  const histogram = nativeOf(source);
  if (!buckets && histogram) {
    return { ok: true, value: { kind: 'native-quantile', quantile: phi.value, histogram } };
  }
  if (!buckets) {
    return refused(
      source,
      'the buckets of one histogram were expected here',
      'write histogram_quantile(0.99, sum(rate(name_bucket{…}[5m])) by (le))',
    );
  }
  return { ok: true, value: { kind: 'quantile', quantile: phi.value, buckets } };
}

function bucketsOf(expression: Expression): CounterSelector | undefined {
  if (expression.kind === 'selector') {
    return expression.selector.metric.endsWith('_bucket') ? expression.selector : undefined;
  }
  if (expression.kind === 'call' && expression.args.length === 1 && expression.args[0]) {
    return ['rate', 'increase', 'irate'].includes(expression.name)
      ? bucketsOf(expression.args[0])
      : undefined;
  }
  if (expression.kind !== 'aggregate' || expression.op !== 'sum' || !expression.args[0]) return undefined;
  const { grouping } = expression;
  const onlyLe = grouping?.by === true && grouping.labels.length === 1 && grouping.labels[0] === 'le';
  return onlyLe ? bucketsOf(expression.args[0]) : undefined;
}

function fraction(expression: Expression & { kind: 'call' }): Parsed<MetricShape> {
  const [lower, upper, source] = expression.args;
  const limit = upper?.kind === 'number' ? upper.value : Number.NaN;
  if (!lower || !(isNumber(lower, 0) || isMinusInfinity(lower)) || !(limit > 0) || !Number.isFinite(limit)) {
    return refused(
      expression,
      'only the share from 0 up to a limit can be promised',
      'write histogram_fraction(0, 0.4, sum(rate(name{…}[5m])))',
    );
  }
  const histogram = source && nativeOf(source);
  if (!histogram) {
    return refused(
      source ?? expression,
      'one native histogram was expected here',
      'write histogram_fraction(0, 0.4, sum(rate(name{…}[5m])))',
    );
  }
  return { ok: true, value: { kind: 'native-fraction', limit, histogram } };
}

function isMinusInfinity(expression: Expression): boolean {
  return (
    expression.kind === 'unary' && expression.op === '-' && isNumber(expression.arg, Number.POSITIVE_INFINITY)
  );
}

/** A native histogram, summed over everything. */
function nativeOf(expression: Expression): CounterSelector | undefined {
  if (expression.kind === 'selector') {
    return expression.selector.metric.endsWith('_bucket') ? undefined : expression.selector;
  }
  const [arg] = expression.kind === 'call' || expression.kind === 'aggregate' ? expression.args : [];
  if (!arg) return undefined;
  if (expression.kind === 'call') {
    return ['rate', 'increase', 'irate'].includes(expression.name) ? nativeOf(arg) : undefined;
  }
  if (expression.kind !== 'aggregate' || expression.op !== 'sum') return undefined;
  const { grouping } = expression;
  return !grouping || (grouping.by && grouping.labels.length === 0) ? nativeOf(arg) : undefined;
}

function isNumber(expression: Expression, ...values: number[]): boolean {
  return expression.kind === 'number' && values.includes(expression.value);
}

function refused(at: Expression, message: string, mend: string): Parsed<never> {
  return { ok: false, problems: [{ from: at.from, to: at.to, message, mend }] };
}
