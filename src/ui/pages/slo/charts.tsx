import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { SloHistory } from '../../../http/answers.js';
import { Chart } from '../../parts/chart.js';
import { unseenOf } from '../../parts/unseen.js';
import { percent, rateText } from '../../words/numbers.js';
import { spanText } from '../../words/times.js';
import { bandMarks } from './bands.js';
import { paramsOf } from './range.js';
import {
  bandEdges,
  budgetSummary,
  marksOf,
  perSecond,
  ratioSummary,
  ratiosOf,
  tierSummary,
  timesOf,
  trafficOf,
  trafficSummary,
} from './series.js';
import css from './slo.module.css';

const short = (ratio: number) => percent(ratio, 3);

/** Budget, failures, traffic and every tier through the time that is shown. */
export function Charts({ history, windowMs }: { readonly history: SloHistory; readonly windowMs: number }) {
  const [, setParams] = useSearchParams();
  const shared = useMemo(
    () => ({ times: timesOf(history), marks: marksOf(history), unseen: unseenOf(history.steps) }),
    [history],
  );
  const lines = useMemo(() => linesOf(history), [history]);
  const budgetMarks = useMemo(() => [...shared.marks, ...bandMarks(history)], [history, shared]);
  const zoom = (from: number, to: number) => setParams(paramsOf({ from, to }, windowMs));
  return (
    <section aria-label="Charts" className={css['charts']}>
      <h2 className="visually-hidden">Through time</h2>
      <div className={css['wide']}>
        <Chart
          title={`Budget left, over ${history.window}`}
          summary={budgetSummary(history)}
          {...shared}
          {...lines.budget}
          marks={budgetMarks}
          format={short}
          onZoom={zoom}
        />
      </div>
      <Chart
        title="Failing events"
        summary={ratioSummary(history)}
        {...shared}
        {...lines.ratio}
        format={short}
        onZoom={zoom}
      />
      <Chart
        title="Traffic"
        summary={trafficSummary(history)}
        {...shared}
        {...lines.traffic}
        format={perSecond}
        onZoom={zoom}
      />
      {history.tiers.map((tier, index) => (
        <Chart
          key={tier.policyId}
          title={`Burn of ${tier.policyId}`}
          summary={tierSummary(tier)}
          {...shared}
          lines={lines.tiers[index]?.lines ?? []}
          limits={lines.tiers[index]?.limits ?? []}
          format={rateText}
          onZoom={zoom}
        />
      ))}
    </section>
  );
}

/** What is drawn, made once of each answer. */
function linesOf(history: SloHistory) {
  const { steps, target, tiers } = history;
  return {
    budget: {
      lines: [
        {
          label: 'of the present window',
          colour: '--chart-1',
          values: steps.map(({ leftOfPresent }) => leftOfPresent),
        },
        {
          label: 'of the window as of then',
          colour: '--chart-3',
          dashed: true,
          values: steps.map(({ remaining }) => remaining),
        },
      ],
      limits: bandEdges(history),
      least: [0, 1] as const,
    },
    ratio: {
      lines: [{ label: 'failing', colour: '--chart-2', values: ratiosOf(history) }],
      limits: [{ value: 1 - target, label: `${short(1 - target)} may fail`, colour: '--ticket' }],
    },
    traffic: { lines: [{ label: 'events', colour: '--chart-4', values: trafficOf(history) }] },
    tiers: tiers.map(
      ({ long, short: shortRates, longWindowMs, shortWindowMs, burnRateThreshold, severity }) => ({
        lines: [
          { label: `over ${spanText(longWindowMs)}`, colour: '--chart-1', values: long },
          { label: `over ${spanText(shortWindowMs)}`, colour: '--chart-2', dashed: true, values: shortRates },
        ],
        limits: [
          {
            value: burnRateThreshold,
            label: `${severity} over ${rateText(burnRateThreshold)}`,
            colour: `--${severity}`,
          },
        ],
      }),
    ),
  };
}
