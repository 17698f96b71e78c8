import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { WhatIf } from '../../../http/answers.js';
import { Button } from '../../parts/button.js';
import { Chart } from '../../parts/chart.js';
import { StretchButtons } from '../../parts/stretch-buttons.js';
import { unseenOf } from '../../parts/unseen.js';
import { percent, rateText } from '../../words/numbers.js';
import { withParam } from '../../words/params.js';
import { spanText } from '../../words/times.js';
import { AlertsTable } from './alerts-table.js';
import { Numbers } from './numbers.js';
import {
  alertsSummary,
  budgetSummary,
  burnSummary,
  pointsIn,
  ratioSummary,
  shownOf,
  SIDE_WORDS,
  SIDES,
  stripsOf,
} from './series.js';
import css from './what-if.module.css';

const COLOURS = { present: '--chart-1', proposed: '--chart-2' } as const;
const short = (ratio: number) => percent(ratio, 3);

/** The past that was replayed, with when each would have paged; the numbers beside it. */
export function Replayed({ result }: { readonly result: WhatIf }) {
  const [params, setParams] = useSearchParams();
  const { from, to, isAll } = shownOf(params, result);
  const drawn = useMemo(() => drawingOf(result, { from, to }), [result, from, to]);
  const { points, shared } = drawn;
  const zoom = (left: number, right: number) =>
    setParams((now) => {
      const begun = withParam(now, 'from', new Date(left).toISOString());
      return withParam(begun, 'to', new Date(right).toISOString());
    });
  const [pace, otherPace] = [result.present.paceWindowMs, result.proposed.paceWindowMs].map(spanText);
  return (
    <>
      <div className={css['head']}>
        <h2>Through time</h2>
        <StretchButtons
          shown={{ from, to }}
          whole={{ from: Date.parse(result.startAt), to: Date.parse(result.endAt) }}
          onMove={(next) => zoom(next.from, next.to)}
        />
        {!isAll && (
          <Button onClick={() => setParams((now) => withParam(withParam(now, 'from', ''), 'to', ''))}>
            Show all of it
          </Button>
        )}
      </div>
      <Chart
        title="Failing events, and when each would have paged"
        summary={`${ratioSummary(points)} Open in this time: ${alertsSummary(result, { from, to })}.`}
        {...shared}
        {...drawn.ratio}
        format={short}
        onZoom={zoom}
      />
      <Chart
        title="Burn rate"
        summary={`${burnSummary(points)} Over ${pace === otherPace ? pace : `${pace}, as it could be over ${otherPace}`}; the highest of each stretch.`}
        {...shared}
        lines={drawn.burn}
        format={rateText}
        onZoom={zoom}
      />
      <Chart
        title="Budget left"
        summary={budgetSummary(points)}
        {...shared}
        lines={drawn.budget}
        least={[0, 1]}
        format={short}
        onZoom={zoom}
      />
      <AlertsTable result={result} shown={{ from, to }} />
      <Numbers points={points} />
    </>
  );
}

/** What is drawn, made once of each answer and stretch. */
function drawingOf(result: WhatIf, shown: { readonly from: number; readonly to: number }) {
  const points = pointsIn(result.points, shown);
  const lines = (field: 'burnRate' | 'budgetRemaining') =>
    SIDES.map((side) => ({
      label: SIDE_WORDS[side],
      colour: COLOURS[side],
      dashed: side === 'proposed',
      values: points.map((point) => point[side][field]),
    }));
  return {
    points,
    shared: { times: points.map(({ at }) => Date.parse(at)), unseen: unseenOf(points) },
    ratio: {
      lines: [{ label: 'failing', colour: '--chart-4', values: points.map(({ errorRatio }) => errorRatio) }],
      limits: limitsOf(result),
      strips: stripsOf(result, shown),
    },
    burn: lines('burnRate'),
    budget: lines('budgetRemaining'),
  };
}

/** What may fail; once where both promise the same. */
function limitsOf({ present, proposed }: WhatIf) {
  const limit = (side: (typeof SIDES)[number], target: number) => ({
    value: 1 - target,
    label:
      `${short(1 - target)} may fail ${present.target === proposed.target ? '' : SIDE_WORDS[side]}`.trim(),
    colour: COLOURS[side],
  });
  const limits = [limit('present', present.target)];
  return present.target === proposed.target ? limits : [...limits, limit('proposed', proposed.target)];
}
