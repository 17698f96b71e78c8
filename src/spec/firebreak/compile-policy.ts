import { type BudgetPolicy, type PolicyBand, UNSTATED_POLICY } from '../../core/slo/budget-policy.js';
import type { Findings } from './findings.js';
import type { BandSpec } from './schema.js';

interface Range {
  readonly key: string;
  readonly id: string;
  /** Per cent of the budget: over `from`, up to `to`. */
  readonly from: number;
  readonly to: number;
  readonly spec: BandSpec;
}

const EXHAUSTED = 'budget_exhausted';

/** The bands of a policy, the fullest first; every per cent of the budget has to be in exactly one of them. */
export function compilePolicy(
  spec: Readonly<Record<string, BandSpec>> | undefined,
  findings: Findings,
): BudgetPolicy | undefined {
  if (spec === undefined) return UNSTATED_POLICY;
  const ranges = Object.entries(spec)
    .filter(([key]) => key !== EXHAUSTED)
    .map(([key, band]) => rangeOf(key, band))
    .sort((a, b) => b.to - a.to || b.from - a.from);
  const gapless = checkRanges(ranges, findings);
  const exhausted = spec[EXHAUSTED];
  if (exhausted === undefined) {
    findings.error(
      'policy-gap',
      [],
      'the policy does not say what happens when the budget is exhausted',
      'add budget_exhausted: "…"',
    );
    return undefined;
  }
  if (!gapless) return undefined;
  const bands = ranges.map(
    (range): PolicyBand => ({
      id: range.id,
      above: range.from / 100,
      ...read(range.spec, range.to === 100 ? 'allow' : 'warn'),
    }),
  );
  return {
    stated: true,
    bands: [...bands, { id: 'exhausted', above: Number.NEGATIVE_INFINITY, ...read(exhausted, 'block') }],
  };
}

/** Keys have passed the schema's pattern: above_Npct, N_to_Mpct, below_Npct. */
function rangeOf(key: string, spec: BandSpec): Range {
  const [low = 0, high = 0] = (key.match(/\d+/g) ?? []).map(Number);
  if (key.includes('above')) return { key, id: `above-${low}`, from: low, to: 100, spec };
  if (key.includes('below')) return { key, id: `below-${low}`, from: 0, to: low, spec };
  return { key, id: `${low}-to-${high}`, from: low, to: high, spec };
}

function checkRanges(ranges: readonly Range[], findings: Findings): boolean {
  let edge = 100;
  let gapless = true;
  const refuse = (code: string, path: readonly string[], message: string, mend: string) => {
    findings.error(code, path, message, mend);
    gapless = false;
  };
  for (const { key, from, to } of ranges) {
    if (from >= to)
      refuse(
        'policy-empty-band',
        [key],
        `this band holds nothing: it goes from ${from} to ${to} %`,
        'write the lower edge first',
      );
    else if (to < edge)
      refuse(
        'policy-gap',
        [key],
        `no band says what happens between ${to} and ${edge} % of the budget`,
        `let a band reach from ${to} to ${edge} %`,
      );
    else if (to > edge)
      refuse(
        'policy-overlap',
        [key],
        `two bands speak of ${Math.max(edge, from)} to ${to} % of the budget`,
        `end this band at ${edge} %`,
      );
    edge = Math.min(edge, from);
  }
  if (edge > 0)
    refuse(
      'policy-gap',
      [],
      `no band says what happens below ${edge} % of the budget`,
      `add budget_remaining_below_${edge}pct: "…"`,
    );
  return gapless;
}

function read(spec: BandSpec, gate: PolicyBand['gate']): Pick<PolicyBand, 'consequence' | 'gate'> {
  return typeof spec === 'string'
    ? { consequence: spec, gate }
    : { consequence: spec.consequence, gate: spec.gate ?? gate };
}
