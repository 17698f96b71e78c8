import type { ReactNode } from 'react';
import { countText, orUnknown, percent } from '../words/numbers.js';
import { spanText, utcText } from '../words/times.js';
import css from './numbers-table.module.css';
import part from './part.module.css';
import { Scroll } from './scroll.js';

/** What happened in a stretch of time, as every row of numbers tells it. */
interface Counted {
  readonly at: string;
  readonly badEvents: number;
  readonly totalEvents: number;
  readonly errorRatio: number | null;
  readonly coverage: number;
}

interface Props<Row extends Counted> {
  /** What a row is: `steps`. */
  readonly what: string;
  readonly rows: readonly Row[];
  /** How long each of them is. */
  readonly ms: number;
  /** What this table tells besides, each column by its head. */
  readonly columns: readonly (readonly [head: string, cell: (row: Row, index: number) => ReactNode])[];
}

/** The numbers behind charts, to the event, for whoever wants to read them. */
export function NumbersTable<Row extends Counted>({ what, rows, ms, columns }: Props<Row>) {
  return (
    <details className={part['part']}>
      <summary>
        The exact numbers: {rows.length} {what} of {spanText(ms)}
      </summary>
      <Scroll label="The exact numbers">
        <table className={`${part['lines']} ${css['numbers']}`}>
          <thead>
            <tr>
              {['Until', 'Bad', 'Total', 'Failing', 'Seen', ...columns.map(([head]) => head)].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.at}>
                <th scope="row">{utcText(Date.parse(row.at))}</th>
                <td>{eventsText(row.badEvents, row)}</td>
                <td>{eventsText(row.totalEvents, row)}</td>
                <td>{orUnknown(row.errorRatio, (ratio) => percent(ratio, 4))}</td>
                <td>{percent(row.coverage, 3)}</td>
                {columns.map(([head, cell]) => (
                  <td key={head}>{cell(row, index)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

/** Where nothing was seen, none were seen: how many there were is not known. */
function eventsText(events: number, { coverage }: Counted): string {
  return orUnknown(coverage > 0 ? events : null, countText);
}
