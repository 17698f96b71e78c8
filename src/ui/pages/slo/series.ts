import type { SloHistory } from '../../../http/answers.js';
import { counted, countText, percent, rateText } from '../../words/numbers.js';
import { spanText, utcText } from '../../words/times.js';
import type { ChartMark } from '../../parts/chart-data.js';

export type Tier = SloHistory['tiers'][number];

/** When steps end, in epoch ms. */
export function timesOf({ steps }: SloHistory): readonly number[] {
  return steps.map(({ at }) => Date.parse(at));
}

/** A line may only show what was seen: null where nothing of a step was. */
export function ratiosOf({ steps }: SloHistory): readonly (number | null)[] {
  return steps.map(({ errorRatio }) => errorRatio);
}

/** Events a second, so that steps of any length compare; null where nothing was seen. */
export function trafficOf({ steps }: SloHistory): readonly (number | null)[] {
  return steps.map(({ totalEvents, ms, coverage }) =>
    coverage > 0 && ms > 0 ? (totalEvents * 1000) / (ms * coverage) : null,
  );
}

/** Incidents and deploys as marks. */
export function marksOf({ incidents, deploys }: SloHistory): readonly ChartMark[] {
  return [
    ...incidents.map(({ id, openedAt }) => ({ at: Date.parse(openedAt), label: id, colour: '--page' })),
    ...deploys.map(({ version, at }) => ({ at: Date.parse(at), label: version, colour: '--accent' })),
  ];
}

/** Edges of the policy's bands that are no end of the scale. */
export function bandEdges({ bands }: SloHistory) {
  return bands.flatMap(({ above }, index) => {
    const below = bands[index + 1];
    return below === undefined
      ? []
      : [{ value: above, label: `${below.id} below: ${below.gate}`, colour: '--ticket' }];
  });
}

export function budgetSummary(history: SloHistory): string {
  const { steps, window } = history;
  const last = steps.findLast(({ leftOfPresent }) => leftOfPresent !== null);
  const first = steps.find(({ leftOfPresent }) => leftOfPresent !== null);
  if (!last || !first) return `What is left of the budget over ${window} is not known in this time.`;
  const [began, left] = [first.leftOfPresent ?? 0, last.leftOfPresent ?? 0];
  return `${percent(left)} of the budget over ${window} is left; in this time it went down by ${percent(began - left, 2)} from ${percent(began)}.`;
}

export function ratioSummary({ steps, target, stepMs }: SloHistory): string {
  const bad = steps.reduce((sum, { badEvents }) => sum + badEvents, 0);
  const total = steps.reduce((sum, { totalEvents }) => sum + totalEvents, 0);
  if (total === 0) return 'No events were seen in this time.';
  const worst = steps.reduce((most, step) => ((step.errorRatio ?? 0) > (most.errorRatio ?? 0) ? step : most));
  const highest =
    worst.errorRatio === null || worst.errorRatio === 0
      ? ''
      : ` Highest: ${percent(worst.errorRatio)} in ${spanText(stepMs)} to ${utcText(Date.parse(worst.at))}.`;
  return `${countText(bad)} of ${countText(total)} events failed (${percent(bad / total)}); ${percent(1 - target, 2)} may.${highest}`;
}

export function trafficSummary(history: SloHistory): string {
  const rates = trafficOf(history).filter((rate) => rate !== null);
  if (rates.length === 0) return 'No events were seen in this time.';
  return `From ${perSecond(Math.min(...rates))} to ${perSecond(Math.max(...rates))}.`;
}

export function perSecond(rate: number): string {
  return `${rate >= 100 ? countText(rate) : Number(rate.toPrecision(3))}/s`;
}

export function tierSummary({ long, longWindowMs, over, burnRateThreshold, severity }: Tier): string {
  const known = long.filter((rate) => rate !== null);
  if (known.length === 0) return `Burn over ${spanText(longWindowMs)} is not known in this time.`;
  const steps = over.filter(Boolean).length;
  const fired =
    steps === 0
      ? `below ${rateText(burnRateThreshold)} in both windows throughout`
      : `over in ${counted(steps, 'step')}: a ${severity}`;
  return `Highest over ${spanText(longWindowMs)}: ${rateText(Math.max(...known))}; ${fired}.`;
}
