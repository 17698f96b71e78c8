import type { Outage, TrafficShape } from '../../core/backtest/synthetic-traffic.js';
import { isReachable } from '../../core/burn-rate/theory.js';
import { defaultAlertPolicies } from '../../core/slo/alert-policy.js';
import { UNSTATED_POLICY } from '../../core/slo/budget-policy.js';
import { type Objective, type Slo, sloId } from '../../core/slo/slo.js';
import { parseTarget } from '../../spec/firebreak/quantities.js';
import { UsageError } from '../exit-codes.js';
import { percent, plural } from '../text/quantities.js';
import { durationOf } from './span.js';

export interface ShapeOptions {
  readonly rate: string;
  readonly swing: string;
  readonly baseErrors: string;
  readonly outage: readonly string[];
}

const OUTAGE_HELP = 'write --outage start=6h,lasts=20m,errors=10%';

/** The traffic that the options ask for; outages lie within the span. */
export function parseShape(
  options: ShapeOptions,
  span: { readonly from: number; readonly to: number },
): TrafficShape {
  return {
    rate: numberOf('--rate', options.rate, Number.MIN_VALUE, 'events per second, over zero'),
    swing: numberOf('--swing', options.swing, 1, 'busiest over quietest, 1 or more'),
    baseErrorRatio: ratioOf('--base-errors', options.baseErrors),
    outages: options.outage.map((text) => parseOutage(text, span)),
  };
}

/** The traffic in words. */
export function shapeText({ rate, swing, baseErrorRatio, outages }: TrafficShape, seed: number): string {
  return `made-up traffic: ${rate} events/s with a swing of ${swing}:1 over the day, ${percent(baseErrorRatio)} errors, ${plural(outages.length, 'outage')}, seed ${seed}`;
}

/** An SLO that measures nothing real, with the workbook's alerts as far as the target lets them fire. */
export function simulatedSlo(targetText: string, windowText: string): Slo {
  const target = parseTarget(targetText);
  if (target === undefined || target <= 0 || target >= 1) {
    throw new UsageError(
      `--target ${targetText} is no target; write a percentage over 0 and under 100: 99.9`,
    );
  }
  const durationMs = durationOf('--window', windowText);
  const objective: Objective = { target, sloWindow: { kind: 'rolling', durationMs } };
  return {
    id: sloId('simulated', 'availability'),
    service: 'simulated',
    name: 'availability',
    sli: { name: 'availability', bad: [], total: [], derivation: { kind: 'explicit', reason: 'made up' } },
    objective,
    alertPolicies: defaultAlertPolicies(durationMs).filter((tier) => isReachable(objective, tier)),
    budgetPolicy: UNSTATED_POLICY,
    metadata: { labels: {}, links: {} },
    source: { file: '--target', line: 1, column: 1 },
  };
}

function parseOutage(text: string, { from, to }: { readonly from: number; readonly to: number }): Outage {
  const parts = new Map(
    text.split(',').map((part) => [part.split('=')[0]?.trim() ?? '', part.split('=')[1]?.trim() ?? '']),
  );
  const known = ['start', 'lasts', 'errors'];
  if ([...parts.keys()].some((key) => !known.includes(key)) || parts.size !== known.length) {
    throw new UsageError(`--outage ${text} is no outage; ${OUTAGE_HELP}`);
  }
  const begin = parts.get('start') ?? '';
  const start = from + (/^0[a-z]*$/.test(begin) ? 0 : durationOf('--outage start', begin));
  const end = start + durationOf('--outage lasts', parts.get('lasts') ?? '');
  if (end > to) throw new UsageError(`--outage ${text} ends after the span; lengthen --span`);
  return { start, end, errorRatio: ratioOf('--outage errors', parts.get('errors') ?? '') };
}

/** "10%" or 0.1 as a ratio. */
function ratioOf(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  const ratio = match
    ? Number((Number(match[1]) / (match[2] === '%' ? 100 : 1)).toPrecision(12))
    : Number.NaN;
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw new UsageError(`${option} ${text} is no share of events; write 10% or 0.1`);
}

function numberOf(option: string, text: string, least: number, what: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= least) return value;
  throw new UsageError(`${option} ${text}: write a number of ${what}`);
}
