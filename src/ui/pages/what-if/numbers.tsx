import { Scroll } from '../../parts/scroll.js';
import { countText, orUnknown, percent, rateText } from '../../words/numbers.js';
import { spanText, utcText } from '../../words/times.js';
import { type Point, SIDE_WORDS, SIDES } from './series.js';
import css from './what-if.module.css';

/** The numbers of the charts. */
export function Numbers({ points }: { readonly points: readonly Point[] }) {
  return (
    <details className={css['part']}>
      <summary>
        The exact numbers: {points.length} stretches of {spanText(points[0]?.ms ?? 0)}
      </summary>
      <Scroll label="The exact numbers">
        <table className={css['numbers']}>
          <thead>
            <tr>
              <th scope="col">Until</th>
              <th scope="col">Bad</th>
              <th scope="col">Total</th>
              <th scope="col">Failing</th>
              <th scope="col">Seen</th>
              {SIDES.map((side) => [
                <th key={`burn ${side}`} scope="col">
                  Burn {SIDE_WORDS[side]}
                </th>,
                <th key={`left ${side}`} scope="col">
                  Left {SIDE_WORDS[side]}
                </th>,
              ])}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.at}>
                <th scope="row">{utcText(Date.parse(point.at))}</th>
                <td>{countText(point.badEvents)}</td>
                <td>{countText(point.totalEvents)}</td>
                <td>{orUnknown(point.errorRatio, (ratio) => percent(ratio, 4))}</td>
                <td>{percent(point.coverage, 3)}</td>
                {SIDES.map((side) => [
                  <td key={`burn ${side}`}>{orUnknown(point[side].burnRate, rateText)}</td>,
                  <td key={`left ${side}`}>
                    {orUnknown(point[side].budgetRemaining, (left) => percent(left, 4))}
                  </td>,
                ])}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
