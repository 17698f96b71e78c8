import { Link } from 'react-router';
import type { GateAnswer } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { Button } from '../../parts/button.js';
import { Until } from '../../parts/time.js';
import { counted, leftText, seenText } from '../../words/numbers.js';
import { GATE_WORDS } from '../../words/states.js';
import css from './gates.module.css';

const TONES = { block: 'page', unknown: 'unknown', warn: 'ticket', allow: 'ok' } as const;

/** So many reasons are read at a glance. */
const AT_A_GLANCE = 3;

/** The reasons, of which each is of an SLO; many of them are folded. */
function Why({ reason }: { readonly reason: string }) {
  const reasons = reason.split('; ');
  const first = reasons.slice(0, AT_A_GLANCE);
  const rest = reasons.slice(AT_A_GLANCE);
  return (
    <>
      <Reasons of={first} />
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'more reason')}</summary>
          <Reasons of={rest} />
        </details>
      )}
    </>
  );
}

function Reasons({ of }: { readonly of: readonly string[] }) {
  return (
    <ul className={css['slos']}>
      {of.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}

/** A service: what its gate says, why, and by which of its SLOs. */
export function GateRow({
  gate,
  onOverride,
}: {
  readonly gate: GateAnswer;
  readonly onOverride: () => void;
}) {
  const { service, decision, reason, overridden, slos } = gate;
  return (
    <tr>
      <th scope="row" className={css['service']}>
        {service}
      </th>
      <td data-word="gate">
        <Badge tone={TONES[decision]}>{GATE_WORDS[decision]}</Badge>
        {overridden && (
          <p className={css['word']}>
            by {overridden.by}’s word, which ends <Until at={overridden.endsAt} />
          </p>
        )}
      </td>
      <td className={css['why']} data-word="why">
        <Why reason={reason} />
      </td>
      <td data-word="SLOs">
        <ul className={css['slos']}>
          {slos.map(({ name, band, budgetRemaining, coverage, consequence }) => (
            <li key={name} title={consequence}>
              <Link to={`/slos/${encodeURIComponent(service)}/${encodeURIComponent(name)}`}>{name}</Link>{' '}
              {budgetRemaining === null ? 'budget not known' : `${band}, ${leftText(budgetRemaining)} left`},{' '}
              data for {seenText(coverage)}
            </li>
          ))}
        </ul>
      </td>
      <td>
        <Button onClick={onOverride} aria-label={`Override the gate of ${service}`}>
          Override
        </Button>
      </td>
    </tr>
  );
}
