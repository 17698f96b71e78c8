import type { EventCount, Sli } from '../../core/slo/sli.js';
import { parseEventQuery } from '../../promql/event-query.js';
import { splitRatio } from '../../promql/split-ratio.js';
import { faultOfCount } from './check-counts.js';
import { compileLatency } from './compile-latency.js';
import { badEvents, sameCount } from './event-counts.js';
import type { Findings } from './findings.js';
import { decidePolarity, opposite } from './polarity.js';
import type { SliSpec } from './schema.js';

type Counted = Pick<Sli, 'bad' | 'total' | 'derivation'>;

/** What an indicator counts; undefined with the reasons in `findings`. */
export function compileSli(name: string, spec: SliSpec, findings: Findings): Sli | undefined {
  const counted =
    spec.metric === undefined ? compileExplicit(spec, findings) : compileMetric(spec, spec.metric, findings);
  if (!counted) return undefined;
  return { name, ...(spec.description === undefined ? {} : { description: spec.description }), ...counted };
}

function compileMetric(spec: SliSpec, metric: string, findings: Findings): Counted | undefined {
  const explicit = (['good', 'bad', 'total'] as const).filter((field) => spec[field] !== undefined);
  if (explicit[0] !== undefined) {
    return findings.error(
      'two-definitions',
      [explicit[0]],
      `\`metric\` and \`${explicit[0]}\` both say what is counted`,
      'keep `metric`, or `good`/`bad` with `total`',
    );
  }
  const shape = splitRatio(metric);
  if (!shape.ok) return findings.queryErrors(['metric'], shape.problems);
  if (shape.value.kind === 'quantile') {
    if (spec.metric_is !== undefined) {
      return findings.error(
        'useless-metric-is',
        ['metric_is'],
        'a quantile is neither good nor bad events',
        'remove metric_is',
      );
    }
    return compileLatency(spec.threshold, shape.value, findings);
  }
  if (spec.threshold !== undefined) {
    return findings.error(
      'useless-threshold',
      ['threshold'],
      'a threshold belongs to a quantile, and this metric is a ratio',
      'remove threshold, or use histogram_quantile() in metric',
    );
  }
  return compileRatio(spec, shape.value, findings);
}

function compileRatio(
  spec: SliSpec,
  ratio: { readonly numerator: EventCount; readonly denominator: EventCount; readonly complement: boolean },
  findings: Findings,
): Counted | undefined {
  const { numerator, denominator, complement } = ratio;
  const fault = faultOfCount(numerator) ?? faultOfCount(denominator);
  if (fault) return findings.error('no-event-count', ['metric'], fault.message, fault.mend);
  if (sameCount(numerator, denominator)) {
    return findings.error(
      'always-one',
      ['metric'],
      'both sides of the ratio count the same events',
      'add the matcher that tells good from bad on one side',
    );
  }
  const told = spec.metric_is;
  const verdict =
    told === undefined
      ? decidePolarity(numerator, denominator)
      : stated(complement ? opposite(told) : told, told);
  if (verdict.kind !== 'decided') {
    const why =
      verdict.kind === 'undecided'
        ? 'it cannot be told whether this is the share of good or of bad events'
        : 'this ratio says two things at once';
    return findings.error(
      'undecided-polarity',
      ['metric'],
      `${why}: ${verdict.reason}`,
      'state it: metric_is: good (share of good events) or metric_is: bad',
    );
  }
  const bad = verdict.polarity === 'bad' ? numerator : badEvents(denominator, numerator);
  return {
    bad,
    total: denominator,
    derivation: {
      kind: verdict.polarity === 'bad' ? 'bad-over-total' : 'good-over-total',
      reason: verdict.reason,
    },
  };
}

function stated(polarity: 'good' | 'bad', told: 'good' | 'bad') {
  return {
    kind: 'decided' as const,
    polarity,
    reason: `the file says metric_is: ${told}, so the numerator counts ${polarity} events`,
  };
}

function compileExplicit(spec: SliSpec, findings: Findings): Counted | undefined {
  const { good, bad, total } = spec;
  for (const field of ['metric_is', 'threshold'] as const) {
    if (spec[field] !== undefined) {
      return findings.error(
        `useless-${field.replace('_', '-')}`,
        [field],
        `${field} goes with \`metric\`, and there is none`,
        `remove ${field}`,
      );
    }
  }
  if (good === undefined && bad === undefined && total === undefined) {
    return findings.error(
      'nothing-counted',
      [],
      'this indicator counts nothing',
      'add `metric`, or `good` or `bad` with `total`',
    );
  }
  if (good !== undefined && bad !== undefined) {
    return findings.error(
      'two-definitions',
      ['bad'],
      '`good` and `bad` both say what is counted',
      'keep one of them, with `total`',
    );
  }
  const side = good === undefined ? 'bad' : 'good';
  const text = good ?? bad;
  if (text === undefined)
    return findings.error('missing-side', ['total'], '`total` alone tells nothing', 'add `good` or `bad`');
  if (total === undefined)
    return findings.error(
      'missing-total',
      [side],
      `\`${side}\` needs a \`total\``,
      'add `total`: a query that counts all events',
    );
  const counted = parseEventQuery(text);
  const all = parseEventQuery(total);
  if (!counted.ok) findings.queryErrors([side], counted.problems);
  if (!all.ok) findings.queryErrors(['total'], all.problems);
  if (!counted.ok || !all.ok) return undefined;
  const faults = [
    [side, faultOfCount(counted.value)],
    ['total', faultOfCount(all.value)],
  ] as const;
  for (const [field, fault] of faults) {
    if (fault) return findings.error('no-event-count', [field], fault.message, fault.mend);
  }
  if (sameCount(counted.value, all.value)) {
    return findings.error(
      'always-one',
      [side],
      `\`${side}\` and \`total\` count the same events`,
      'add the matcher that tells good from bad',
    );
  }
  return {
    bad: side === 'bad' ? counted.value : badEvents(all.value, counted.value),
    total: all.value,
    derivation: { kind: 'explicit', reason: `the file gives the ${side} events and the total` },
  };
}
