import { History } from '../../../../src/core/backtest/history.js';
import { leadIn, replay } from '../../../../src/core/backtest/replay.js';
import type { Replay } from '../../../../src/core/backtest/replay-result.js';
import { StepCounts } from '../../../../src/core/backtest/step-counts.js';
import type { Outage } from '../../../../src/core/backtest/synthetic-traffic.js';
import type { Slo } from '../../../../src/core/slo/slo.js';
import { DAY, SECOND } from '../../../../src/core/time/duration.js';
import { checkoutSlo } from '../../../support/checkout-slos.js';

export const STEP = 30 * SECOND;
/** The first instant of every span of these tests. */
export const START = Date.UTC(2026, 0, 5);
const PER_STEP = 3000;

export function slo999(changes: Partial<Slo> = {}): Slo {
  return checkoutSlo({
    objective: { target: 0.999, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } },
    ...changes,
  });
}

/** Plays even traffic with outages, and stretches without data, without any scatter. */
export function play(
  slo: Slo,
  days: number,
  { outages = [], gaps = [] }: { outages?: Outage[]; gaps?: { start: number; end: number }[] } = {},
): Replay {
  const from = START - leadIn(slo);
  const to = START + days * DAY;
  const counts = new StepCounts(from, to, STEP);
  for (let step = 0; step < counts.steps; step += 1) {
    const end = from + (step + 1) * STEP;
    if (gaps.some((gap) => end > gap.start && end <= gap.end)) continue;
    const outage = outages.find((candidate) => end > candidate.start && end <= candidate.end);
    counts.total[step] = PER_STEP;
    counts.bad[step] = PER_STEP * (outage?.errorRatio ?? 0);
    counts.knownMs[step] = STEP;
  }
  return replay(slo, new History(counts), { from: START, to, staleAfter: 150 * SECOND, minCoverage: 0.5 });
}
