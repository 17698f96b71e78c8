import type { Comparison, Sli } from '../../core/slo/sli.js';
import { parseExpression } from '../../promql/parse-expression.js';
import { splitRatio } from '../../promql/split-ratio.js';
import { type GoodWhen, gaugeSli, timeWeightedSli } from '../sampled-sli.js';
import { compileRatio } from './compile-ratio.js';
import type { Findings } from './findings.js';
import type { SliSpec } from './schema.js';

type Counted = Pick<Sli, 'bad' | 'total' | 'derivation'>;

const PROBE_IS_UP: GoodWhen = { op: '==', value: 1 };

/** `gauge:` with `good_when:`; without, a probe: 1 is good. */
export function compileGauge(spec: SliSpec, gauge: string, findings: Findings): Counted | undefined {
  const parsed = parseExpression(gauge);
  if (!parsed.ok) return findings.queryErrors(['gauge'], parsed.problems);
  if (parsed.value.kind === 'selector' && parsed.value.windowMs !== undefined) {
    return findings.error(
      'gauge-with-window',
      ['gauge'],
      'a gauge is looked at sample by sample, without a window',
      'remove the window in brackets',
    );
  }
  const goodWhen = spec.good_when === undefined ? PROBE_IS_UP : parseGoodWhen(spec.good_when);
  if (!goodWhen) {
    return findings.error(
      'bad-good-when',
      ['good_when'],
      `"${spec.good_when}" is no condition`,
      'write a comparison with a number: "< 60", ">= 0.99", "== 1"',
    );
  }
  return gaugeSli(gauge, parsed.value, goodWhen);
}

/**
 * A query that yields a share of good or of bad events: it counts events where it is a ratio of counters, else every look at it weighs
 * the same. `field` is where the file wrote it.
 */
export function compileShare(
  field: string,
  side: 'good' | 'bad',
  query: string,
  findings: Findings,
): Counted | undefined {
  const parsed = parseExpression(query);
  if (!parsed.ok) return findings.queryErrors([field], parsed.problems);
  const shape = splitRatio(query);
  if (shape.ok && shape.value.kind === 'ratio') {
    return compileRatio({ field, metric_is: side }, shape.value, findings);
  }
  return timeWeightedSli(query, side);
}

function parseGoodWhen(given: string): GoodWhen | undefined {
  const match = /^(==|!=|<=|>=|<|>)\s*([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i.exec(given.trim());
  return match ? { op: match[1] as Comparison, value: Number(match[2]) } : undefined;
}
