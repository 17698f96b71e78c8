import type { WhatIf } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { Scroll } from '../../parts/scroll.js';
import { Time } from '../../parts/time.js';
import { counted } from '../../words/numbers.js';
import { spanText } from '../../words/times.js';
import { alertsIn, type Shown, SIDE_WORDS, SIDES } from './series.js';
import part from '../../parts/part.module.css';

/** As many are shown without being asked for. */
const FEW = 12;

/** Every page and ticket that either would have told in what is shown, oldest first. */
export function AlertsTable({ result, shown }: { readonly result: WhatIf; readonly shown: Shown }) {
  const rows = SIDES.flatMap((side) => alertsIn(result, side, shown).map((alert) => ({ side, alert }))).sort(
    (a, b) => Date.parse(a.alert.openedAt) - Date.parse(b.alert.openedAt),
  );
  const leftOut = result.present.alertsLeftOut + result.proposed.alertsLeftOut;
  return (
    <>
      <h2>Pages and tickets</h2>
      {leftOut > 0 && (
        <p>{counted(leftOut, 'older one')} are not listed and not drawn; the counts above have them.</p>
      )}
      {rows.length === 0 ? (
        <p>Neither would have told anything in this time.</p>
      ) : (
        <details className={part['part']} open={rows.length <= FEW}>
          <summary>Each of the {rows.length}</summary>
          <Scroll label="Pages and tickets">
            <table className={part['lines']}>
              <thead>
                <tr>
                  <th scope="col">Began</th>
                  <th scope="col">Lasted</th>
                  <th scope="col">SLO</th>
                  <th scope="col">Alert</th>
                  <th scope="col">Tiers</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ side, alert: { severity, openedAt, endedAt, tierIds } }) => (
                  <tr key={side + severity + openedAt}>
                    <th scope="row">
                      <Time at={openedAt} />
                    </th>
                    <td>
                      {endedAt === null ? 'still open' : spanText(Date.parse(endedAt) - Date.parse(openedAt))}
                    </td>
                    <td>{SIDE_WORDS[side]}</td>
                    <td>
                      <Badge tone={severity}>{severity}</Badge>
                    </td>
                    <td>{tierIds.join(', ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </details>
      )}
    </>
  );
}
