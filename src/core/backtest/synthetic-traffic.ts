import { DAY, HOUR, SECOND } from '../time/duration.js';
import { StepCounts } from './step-counts.js';

/** A stretch in which a share of all events is bad. Instants are epoch ms; (start, end]. */
export interface Outage {
  readonly start: number;
  readonly end: number;
  /** 0-1. */
  readonly errorRatio: number;
}

/** Traffic that is made up. Ratios are 0-1. */
export interface TrafficShape {
  /** Events per second, on average over a day. */
  readonly rate: number;
  /** The busiest hour's rate over the quietest one's; 1 is even traffic. */
  readonly swing: number;
  /** The share of events that is bad when nothing is wrong. */
  readonly baseErrorRatio: number;
  readonly outages: readonly Outage[];
}

const BUSIEST = 14 * HOUR;

/**
 * Events per step over (from, to], all of it known: a sine over the day that peaks at 14:00 UTC, with the scatter of independent
 * events, so that quiet hours are as ragged as real ones.
 * @param random numbers in [0, 1)
 */
export function synthesize(
  shape: TrafficShape,
  span: { readonly from: number; readonly to: number; readonly stepMs: number },
  random: () => number,
): StepCounts {
  const { from, stepMs } = span;
  const counts = new StepCounts(from, span.to, stepMs);
  const amplitude = (shape.swing - 1) / (shape.swing + 1);
  for (let step = 0; step < counts.steps; step += 1) {
    const start = from + step * stepMs;
    const phase = ((start + stepMs / 2 - BUSIEST) / DAY) * 2 * Math.PI;
    const expected = (shape.rate * (1 + amplitude * Math.cos(phase)) * stepMs) / SECOND;
    const total = poisson(expected, random);
    const ratio = badShare(shape, start, start + stepMs);
    const bad = ratio >= 1 ? total : Math.min(total, poisson(total * ratio, random));
    counts.total[step] = total;
    counts.bad[step] = bad;
    counts.knownMs[step] = stepMs;
  }
  return counts;
}

/** The share of bad events in a step: that of the worst outage for as long as it covers the step, the usual one otherwise. */
function badShare({ baseErrorRatio, outages }: TrafficShape, start: number, end: number): number {
  let worst = baseErrorRatio;
  for (const outage of outages) {
    const overlap = Math.min(end, outage.end) - Math.max(start, outage.start);
    if (overlap <= 0) continue;
    const share = overlap / (end - start);
    worst = Math.max(worst, share * outage.errorRatio + (1 - share) * baseErrorRatio);
  }
  return worst;
}

/** How many independent events happen where `mean` are expected: by Knuth where few are, by the normal curve where many are. */
function poisson(mean: number, random: () => number): number {
  if (mean > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let events = -1;
  for (let product = 1; product > limit; events += 1) product *= random();
  return Math.max(0, events);
}
