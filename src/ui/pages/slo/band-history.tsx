import type { SloHistory } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { Scroll } from '../../parts/scroll.js';
import { Time } from '../../parts/time.js';
import { counted } from '../../words/numbers.js';
import { GATE_TONES, GATE_WORDS } from '../../words/states.js';
import { spanText } from '../../words/times.js';
import { bandStretches, type BandStretch } from './bands.js';
import part from '../../parts/part.module.css';

/** Through which bands of its policy the budget went, as it was recorded. */
export function BandHistory({ history }: { readonly history: SloHistory }) {
  const stretches = bandStretches(history);
  if (stretches.length === 0) return null;
  const { bandChangesLeftOut } = history;
  return (
    <>
      <Scroll label="Budget bands">
        <table className={part['lines']}>
          <thead>
            <tr>
              <th scope="col">Budget band</th>
              <th scope="col">Since</th>
              <th scope="col">Lasted</th>
              <th scope="col">Gate</th>
            </tr>
          </thead>
          <tbody>
            {stretches.map((stretch) => (
              <Row key={`${stretch.band} ${stretch.from}`} stretch={stretch} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {bandChangesLeftOut > 0 && (
        <p>{counted(bandChangesLeftOut, 'older change')} of the band left out: choose a shorter time.</p>
      )}
    </>
  );
}

function Row({ stretch: { band, from, to, known } }: { readonly stretch: BandStretch }) {
  const gate = band === 'unknown' ? 'unknown' : known?.gate;
  return (
    <tr>
      <td>{band}</td>
      <td>{from === null ? 'before this time' : <Time at={from} />}</td>
      <td>
        {to === null ? (
          'at the end still'
        ) : from === null ? (
          <>
            until <Time at={to} />
          </>
        ) : (
          spanText(Date.parse(to) - Date.parse(from))
        )}
      </td>
      <td>
        {gate === undefined ? (
          'no band of the policy any more'
        ) : (
          <>
            <Badge tone={GATE_TONES[gate]}>{GATE_WORDS[gate]}</Badge> <small>{known?.consequence}</small>
          </>
        )}
      </td>
    </tr>
  );
}
