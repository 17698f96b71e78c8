import { Link } from 'react-router';
import type { IncidentSummary } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { Ago, TimeHere } from '../../parts/time.js';
import { PHASE_LIST } from '../../words/incidents.js';
import { SEVERITY_TONES } from '../../words/severities.js';
import { ActionButton } from './action-button.js';
import css from './head.module.css';
import type { Action } from './model/action.js';

interface Props {
  readonly incident: IncidentSummary;
  readonly actions: readonly Action[];
}

/** What it is, how bad, since when, how far it is; and until somebody has it, the button that says so. */
export function Head({ incident, actions }: Props) {
  const { id, severity, severityReason, title, phase, failingSince, openedAt, mergedInto, resolvedAt } =
    incident;
  const acknowledge = actions.find(({ id: step, refused }) => step === 'acknowledge' && refused === null);
  return (
    <header className={css['head']}>
      <p className={css['crumbs']}>
        <Link to="/incidents">Incidents</Link> / {id}
        <span className={css['links']}>
          <Link to={`/incidents/${id}/view`}>View for others</Link>
          <a href={`/api/v1/incidents/${id}/report.html`}>Report</a>
        </span>
      </p>
      <h1>
        <Badge tone={SEVERITY_TONES[severity]}>{severity.toUpperCase()}</Badge> {title}
      </h1>
      <p className={css['why']}>{severityReason}</p>
      <dl className={css['clock']}>
        <div>
          <dt>Failing since</dt>
          <dd>
            {failingSince === null ? (
              'not known'
            ) : (
              <>
                <TimeHere at={failingSince} /> <b>{resolvedAt === null && <Ago at={failingSince} />}</b>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Declared</dt>
          <dd>
            <TimeHere at={openedAt} /> <b>{resolvedAt === null && <Ago at={openedAt} />}</b>
          </dd>
        </div>
        {resolvedAt !== null && (
          <div>
            <dt>Resolved</dt>
            <dd>
              <TimeHere at={resolvedAt} /> <Ago at={resolvedAt} />
            </dd>
          </div>
        )}
      </dl>
      {mergedInto !== null && (
        <p>
          Merged into <Link to={`/incidents/${mergedInto}`}>{mergedInto}</Link>: work goes on there.
        </p>
      )}
      <ol className={css['phases']} aria-label="Phase">
        {PHASE_LIST.map((each) => (
          <li key={each} aria-current={each === phase ? 'step' : undefined}>
            {each}
          </li>
        ))}
      </ol>
      {acknowledge && <ActionButton action={acknowledge} look="main" />}
    </header>
  );
}
