import type { SloHistory } from '../../../http/answers.js';
import { Scroll } from '../../parts/scroll.js';
import { countText, orUnknown, percent, rateText } from '../../words/numbers.js';
import { spanText, utcText } from '../../words/times.js';
import { bandOfSteps } from './bands.js';
import css from './slo.module.css';

/** The numbers of the charts, to the event. */
export function Numbers({ history }: { readonly history: SloHistory }) {
  const { steps, tiers, stepMs } = history;
  const bands = bandOfSteps(history);
  return (
    <details className={css['part']}>
      <summary>
        The exact numbers: {steps.length} steps of {spanText(stepMs)}
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
              <th scope="col">Budget left</th>
              <th scope="col">As of then</th>
              <th scope="col">Band</th>
              {tiers.map(({ policyId, longWindowMs, shortWindowMs }) => (
                <th key={policyId} scope="col">
                  {policyId}: {spanText(longWindowMs)} / {spanText(shortWindowMs)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((step, index) => (
              <tr key={step.at}>
                <th scope="row">{utcText(Date.parse(step.at))}</th>
                <td>{countText(step.badEvents)}</td>
                <td>{countText(step.totalEvents)}</td>
                <td>{orUnknown(step.errorRatio, (ratio) => percent(ratio, 4))}</td>
                <td>{percent(step.coverage, 3)}</td>
                <td>{orUnknown(step.leftOfPresent, (left) => percent(left, 4))}</td>
                <td>{orUnknown(step.remaining, (left) => percent(left, 4))}</td>
                <td>{bands[index] ?? '?'}</td>
                {tiers.map(({ policyId, long, short }) => (
                  <td key={policyId}>
                    {orUnknown(long[index], rateText)} / {orUnknown(short[index], rateText)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
