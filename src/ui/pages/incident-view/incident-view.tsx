import { Link, useParams } from 'react-router';
import type { AudienceUpdate, IncidentDetail } from '../../../http/answers.js';
import { useImpact, useIncident, useUpdates } from '../../api/incidents.js';
import { useTitle } from '../../browser/title.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { Ago, Time, TimeHere, Until } from '../../parts/time.js';
import { PHASE_TONES } from '../../words/phase-tones.js';
import { SEVERITY_TONES } from '../../words/severities.js';
import { Figures } from '../incident/impact.js';
import css from './incident-view.module.css';
import { causeText, nextAt, PHASE_SENTENCES, toldUpdates } from './plain-words.js';

/** An incident for those who wait for its end: what is known, what it costs, what was said, and when they hear more. Nothing can be done here. */
export default function IncidentView() {
  const { id = '' } = useParams();
  const detail = useIncident(id);
  const updates = useUpdates(id);
  useTitle(detail.data ? `${id} ${detail.data.incident.title}` : id);
  return (
    <Answered query={detail} what={id} lines={8} heading={id}>
      {(known) => <View detail={known} updates={updates.data?.updates ?? []} />}
    </Answered>
  );
}

function View({
  detail,
  updates,
}: {
  readonly detail: IncidentDetail;
  readonly updates: readonly AudienceUpdate[];
}) {
  const { incident, timeline } = detail;
  const { id, title, severity, phase, service, openedAt, failingSince, resolvedAt, roles } = incident;
  const impact = useImpact(id, incident.status !== 'resolved');
  const told = toldUpdates(timeline);
  const next = nextAt(updates);
  return (
    <article className={css['view']}>
      <p className={css['crumbs']}>
        <Link to={`/incidents/${id}`}>{id} for those who work on it</Link>
      </p>
      <h1>{title}</h1>
      <p className={css['state']}>
        <Badge tone={SEVERITY_TONES[severity]}>{severity.toUpperCase()}</Badge>{' '}
        <Badge tone={PHASE_TONES[phase]}>{phase}</Badge> {PHASE_SENTENCES[phase]}
      </p>
      <dl className={css['facts']}>
        <div>
          <dt>Service</dt>
          <dd>{service}</dd>
        </div>
        <div>
          <dt>Since</dt>
          <dd>
            <TimeHere at={failingSince ?? openedAt} whole />{' '}
            {resolvedAt === null && (
              <>
                (<Ago at={failingSince ?? openedAt} />)
              </>
            )}
          </dd>
        </div>
        {resolvedAt !== null && (
          <div>
            <dt>Over since</dt>
            <dd>
              <Time at={resolvedAt} whole />
            </dd>
          </div>
        )}
        <div>
          <dt>In charge</dt>
          <dd>{roles.commander ?? 'nobody yet'}</dd>
        </div>
        <div>
          <dt>Cause</dt>
          <dd>{causeText(incident, timeline)}</dd>
        </div>
        <div>
          <dt>Next update</dt>
          <dd>{next === undefined ? 'none is planned' : <Until at={next} />}</dd>
        </div>
      </dl>
      <h2>What was said</h2>
      {told.length === 0 ? (
        <p>Nothing yet.</p>
      ) : (
        <ol className={css['told']}>
          {told.map(({ seq, at, text, audience, isOnlyHere }) => (
            <li key={seq}>
              <p>{text}</p>
              <small>
                {isOnlyHere ? `for ${audience}, written down here only` : `to ${audience}`},{' '}
                <Time at={at} whole />
              </small>
            </li>
          ))}
        </ol>
      )}
      <h2>What it costs</h2>
      <Answered query={impact} what="The impact" lines={3}>
        {(answer) => <Figures impact={answer} />}
      </Answered>
    </article>
  );
}
