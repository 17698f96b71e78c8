import { useState } from 'react';
import { Link } from 'react-router';
import type { DeliveryStatus } from '../../../http/answers.js';
import { changeDelivery } from '../../api/deliveries.js';
import { useNow } from '../../browser/clock.js';
import { Badge } from '../../parts/badge.js';
import { Button } from '../../parts/button.js';
import { Time, Until } from '../../parts/time.js';
import { counted } from '../../words/numbers.js';
import { messageText } from '../../words/messages.js';
import css from './deliveries.module.css';
import { ReasonDialog } from './reason-dialog.js';
import { CHANGE_WORDS, STATE_TONES, STATE_WORDS } from './states.js';
import { nextIs } from './view.js';

/** A message, how far it came, and its attempts. */
export function DeliveryRow({ delivery }: { readonly delivery: DeliveryStatus }) {
  const { ref, createdAt, receiver, sloId, incidentId, state, attempts } = delivery;
  const [asked, setAsked] = useState<'replay' | 'discard'>();
  return (
    <tr>
      <th scope="row" className={css['ref']}>
        {ref}
      </th>
      <td data-word="decided">
        <Time at={createdAt} />
      </td>
      <td data-word="to">{receiver}</td>
      <td data-word="what">
        {messageText(delivery)}{' '}
        {incidentId === null ? sloId : <Link to={`/incidents/${incidentId}`}>{incidentId}</Link>}
        {incidentId !== null && <small className={css['soft']}>{sloId}</small>}
      </td>
      <td data-word="state">
        <Badge tone={STATE_TONES[state]}>{STATE_WORDS[state]}</Badge>
        <small className={css['soft']}>{counted(attempts, 'attempt')}</small>
      </td>
      <td className={css['proof']} data-word="proof">
        <Proof delivery={delivery} />
        {state === 'failed' && (
          <p className={css['actions']}>
            <Button onClick={() => setAsked('replay')} aria-label={`Send again: ${ref}`}>
              Send again
            </Button>
            <Button look="quiet" onClick={() => setAsked('discard')} aria-label={`Put aside: ${ref}`}>
              Put aside
            </Button>
          </p>
        )}
        {asked && (
          <ReasonDialog
            title={asked === 'replay' ? `Send ${ref} again` : `Put ${ref} aside`}
            does={asked === 'replay' ? 'Send again' : 'Put aside'}
            onSubmit={(why) => changeDelivery(ref, asked, why)}
            onClose={() => setAsked(undefined)}
          />
        )}
      </td>
    </tr>
  );
}

function Proof({ delivery }: { readonly delivery: DeliveryStatus }) {
  const { deliveredAt, receipt, lastError, acknowledged, attemptLog, changes } = delivery;
  return (
    <>
      {deliveredAt !== null && (
        <p>
          receipt {receipt ?? 'without a name'} <Time at={deliveredAt} />
        </p>
      )}
      {acknowledged && (
        <p>
          acknowledged by {acknowledged.by} <Time at={acknowledged.at} /> ({acknowledged.via})
        </p>
      )}
      {deliveredAt === null && lastError !== null && <p className={css['error']}>{lastError}</p>}
      <Next delivery={delivery} />
      {(attemptLog.length > 1 || changes.length > 0) && (
        <details>
          <summary>{counted(attemptLog.length, 'attempt')} in full</summary>
          <ol>
            {attemptLog.map(({ begunAt, outcome, detail }) => (
              <li key={begunAt}>
                <Time at={begunAt} whole /> {outcome ?? 'under way'}
                {detail === null ? '' : `: ${detail}`}
              </li>
            ))}
            {changes.map(({ at, action, by, reason }) => (
              <li key={at}>
                <Time at={at} whole /> {CHANGE_WORDS[action]} by {by}: {reason}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

function Next({ delivery }: { readonly delivery: DeliveryStatus }) {
  const now = useNow();
  const { nextAttemptAt, receiver } = delivery;
  const next = nextIs(delivery, now);
  if (nextAttemptAt === null || next === 'none') return null;
  if (next === 'waiting') return <p>waits for an earlier message to {receiver}</p>;
  return (
    <p>
      {next === 'again' ? 'tried again' : 'sent'} <Until at={nextAttemptAt} />
    </p>
  );
}
