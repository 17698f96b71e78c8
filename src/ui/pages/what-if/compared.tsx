import type { WhatIf } from '../../../http/answers.js';
import { Copied } from '../../parts/copied.js';
import { Scroll } from '../../parts/scroll.js';
import { Time } from '../../parts/time.js';
import { percent } from '../../words/numbers.js';
import { spanText } from '../../words/times.js';
import { rowsOf } from './rows.js';
import css from './what-if.module.css';

/** As it is beside as it could be, and the lines for the file. */
export function Compared({ result }: { readonly result: WhatIf }) {
  const { startAt, endAt, stepMs, coverage, yaml } = result;
  return (
    <>
      <p>
        <Time at={startAt} /> to <Time at={endAt} />, judged every {spanText(stepMs)}; data for{' '}
        {percent(coverage)} of it. A month is 30 days, by what was seen. How soon an outage is told is by
        theory, after a quiet time.
      </p>
      <Scroll label="As it is and as it could be">
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">As it is</th>
              <th scope="col">As it could be</th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(result).map(({ name, present, proposed }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{present}</td>
                <td className={present === proposed ? '' : css['changed']}>{proposed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <h2>For the file</h2>
      <Copied text={yaml} label="For the file" />
    </>
  );
}
