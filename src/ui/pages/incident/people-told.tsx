import type { IncidentDetail, IncidentOutlook } from '../../../http/answers.js';
import { Badge, type Tone } from '../../parts/badge.js';
import { Time, Until } from '../../parts/time.js';
import { answeredBy } from '../../words/incidents.js';
import css from './lists.module.css';
import { calledText } from './model/due.js';
import { type Told, toldOf } from './model/told.js';

const TONES: Readonly<Record<Told['state'], Tone>> = {
  delivered: 'ok',
  accepted: 'ticket',
  'under way': 'unknown',
  failed: 'page',
  discarded: 'plain',
};

/** Who was told how, with the receipts, who has answered, and who is next. */
export function PeopleTold({
  detail,
  outlook,
}: {
  readonly detail: IncidentDetail;
  readonly outlook: IncidentOutlook;
}) {
  const { incident, proof } = detail;
  const told = toldOf(proof, incident.calls);
  const { acknowledgedAt, acknowledgedBy, acknowledgedVia } = incident;
  const { next } = outlook;
  return (
    <section aria-labelledby="told">
      <h2 id="told">Who was told</h2>
      <p>
        {acknowledgedAt === null ? (
          <>
            <Badge tone="page">nobody</Badge> has acknowledged it.
          </>
        ) : (
          <>
            <b>{acknowledgedBy}</b> acknowledged it <Time at={acknowledgedAt} />
            {acknowledgedVia !== null && ` by ${acknowledgedVia}`}.
            {answeredBy(incident) === null && (
              <>
                {' '}
                <Badge tone="page">nobody</Badge> has answered since it came back.
              </>
            )}
          </>
        )}{' '}
        {next !== null && (
          <>
            Step {next.step} of {next.steps} of <code>{next.policyId}</code> is next:{' '}
            {calledText(next.called)} called{' '}
            {next.at === null ? 'when somebody asks for it.' : <Until at={next.at} />}
          </>
        )}
      </p>
      {told.length === 0 ? (
        <p className={css['soft']}>No message was sent.</p>
      ) : (
        <div className={css['scroll']} tabIndex={0} role="region" aria-label="Messages">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">To</th>
                <th scope="col">What</th>
                <th scope="col">Came to</th>
              </tr>
            </thead>
            <tbody>
              {told.map((message) => (
                <tr key={message.ref}>
                  <td>
                    <Time at={message.at} />
                  </td>
                  <td>
                    {message.receiver}
                    {message.who !== undefined && <small>{message.who}</small>}
                  </td>
                  <td>{message.what}</td>
                  <td>
                    <Badge tone={TONES[message.state]}>{message.state}</Badge>{' '}
                    {message.stateAt !== null && <Time at={message.stateAt} />}
                    <small>
                      {message.ref}
                      {message.receipt !== null && `, receipt ${message.receipt}`}
                      {message.attempts > 1 && `, ${message.attempts} attempts`}
                      {message.error !== null && message.state !== 'delivered' && `, ${message.error}`}
                    </small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
