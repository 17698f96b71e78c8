import { useSearchParams } from 'react-router';
import type { SloHistory } from '../../../http/answers.js';
import type { Span } from '../../words/span.js';
import { StretchButtons } from '../../parts/stretch-buttons.js';
import { Time } from '../../parts/time.js';
import { spanText } from '../../words/times.js';
import { paramsOf, rangesOf, rangeText, shownOf } from './range.js';
import css from './slo.module.css';

interface Props {
  readonly span: Span;
  readonly windowMs: number;
  /** How far the past reaches (epoch ms). */
  readonly until: number;
  readonly history?: SloHistory;
}

/** Which stretch of the past is shown; the choice is a part of the address. */
export function Ranges({ span, windowMs, until, history }: Props) {
  const [, setParams] = useSearchParams();
  const whole = { from: until - windowMs, to: until };
  const isZoomed = !('lastMs' in span);
  return (
    <div className={css['ranges']} role="group" aria-label="Time">
      {rangesOf(windowMs).map((range) => (
        <button
          key={range}
          type="button"
          aria-pressed={'lastMs' in span && span.lastMs === range}
          onClick={() => setParams(paramsOf({ lastMs: range }, windowMs))}
        >
          {rangeText(range)}
        </button>
      ))}
      {isZoomed && (
        <button type="button" onClick={() => setParams({})}>
          Whole window
        </button>
      )}
      <StretchButtons
        shown={shownOf(span, whole)}
        whole={whole}
        onMove={(next) => setParams(paramsOf(next, windowMs))}
      />
      {history && (
        <span role="status">
          <Time at={history.startAt} /> to <Time at={history.endAt} />, {history.steps.length} steps of{' '}
          {spanText(history.stepMs)}. Drag over a chart to zoom.
        </span>
      )}
    </div>
  );
}
