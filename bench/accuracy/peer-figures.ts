import { PrometheusClient } from '../../src/adapters/prometheus/client.js';
import { DAY, MINUTE, SECOND } from '../../src/core/time/duration.js';
import type { Observed } from '../traffic/observe.js';
import type { Span } from '../traffic/span.js';
import type { Moment } from '../traffic/timetable.js';
import { trueEvents } from '../traffic/truth.js';
import { consumedBy, type Figure } from './figure.js';
import type { ShopSlo } from './shop-slos.js';

const WINDOW = 30 * DAY;
const STEP = 30 * SECOND;
/** Prometheus answers a range query with 11,000 points at most. */
const MOST_POINTS = 10_000;

/** What the documented formulas of the two peers make of the same data in the same Prometheus. */
export async function peerFigures(
  url: string,
  { service, slo, peerRatio }: ShopSlo,
  { span, moments }: { readonly span: Span; readonly moments: readonly Moment[] },
  { lives }: Observed,
): Promise<Figure[]> {
  const client = new PrometheusClient({ url, timeoutMs: 10 * MINUTE });
  const { target } = slo.objective;
  const recorded = await record(client, peerRatio('rate', '5m'), span);
  const figures: Figure[] = [];
  for (const { name, at } of moments) {
    const truth = consumedBy(trueEvents(lives, at - WINDOW, at, at), target);
    const figure = (method: string, ratio: number): Figure => {
      const consumed = Number.isNaN(ratio) ? undefined : ratio / (1 - target);
      return { method, service, moment: name, truth, coverage: undefined, consumed };
    };
    const ratios = recorded.filter(([time]) => time > at - WINDOW && time <= at).map(([, ratio]) => ratio);
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    figures.push(figure('sloth-shaped', mean));
    const series = seriesOf(await client.query(peerRatio('increase', '30d'), at));
    figures.push(figure('pyrra-shaped', Number(series[0]?.value?.[1] ?? 'NaN')));
  }
  return figures;
}

/** What a recording rule would have recorded at every evaluation; epoch ms and ratio. */
async function record(client: PrometheusClient, expression: string, { from, to }: Span) {
  const samples: [number, number][] = [];
  for (let begin = from; begin < to; begin += MOST_POINTS * STEP) {
    const end = Math.min(begin + (MOST_POINTS - 1) * STEP, to);
    const answer = await client.queryRange(expression, { from: begin, to: end, step: STEP });
    for (const [seconds, value] of seriesOf(answer)[0]?.values ?? []) {
      samples.push([Math.round(seconds * 1000), Number(value)]);
    }
  }
  return samples;
}

function seriesOf(answer: Awaited<ReturnType<PrometheusClient['query']>>) {
  if (answer.kind === 'failed') throw new Error(answer.message);
  return answer.series;
}
