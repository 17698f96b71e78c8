import { useParams } from 'react-router';
import type { StatusPage } from '../../../http/answers.js';
import { useStatusPage } from '../../api/status-page.js';
import { AskError } from '../../browser/ask.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { PageHead } from '../../parts/page-head.js';
import { Ago, PlannedTime } from '../../parts/time.js';
import { percent } from '../../words/numbers.js';
import { Days } from './days.js';
import { STATES } from './states.js';
import css from './status.module.css';

/** What a business unit shows to everybody. */
export default function StatusPageOfUnit() {
  const { unit = '' } = useParams();
  const query = useStatusPage(unit);
  if (query.error instanceof AskError && query.error.status === 404) {
    return (
      <>
        <PageHead title={`There is no status page ${unit}`} />
        <p>The address may be mistyped.</p>
      </>
    );
  }
  return (
    <Answered query={query} what="The status page" heading={unit}>
      {(page) => <Shown page={page} failed={query.isError} />}
    </Answered>
  );
}

function Shown({ page, failed }: { readonly page: StatusPage; readonly failed: boolean }) {
  const { unit, title, link, state, components, incidents, at } = page;
  return (
    <>
      <PageHead title={title}>
        <StateBadge state={state} />
      </PageHead>
      <p className={css['soft']}>
        As of <Ago at={at} />
        {failed && ': it cannot be asked again at present'}.{' '}
        <a href={`/status/${encodeURIComponent(unit)}/feed.xml`}>RSS</a>{' '}
        {link !== null && <a href={link}>Contact</a>}
      </p>
      <ul className={css['components']}>
        {components.map(({ name, state: own, uptime }) => (
          <li key={name}>
            <h2>{name}</h2>
            <StateBadge state={own} />
            <Days days={uptime.days} name={name} />
            <p className={css['soft']}>
              {uptime.uptime === null
                ? `Uptime is not known: nothing was seen of the last ${uptime.days.length} days.`
                : `${percent(uptime.uptime, 5)} of requests served well; data of ${uptime.daysSeen} of ${uptime.days.length} days, ${percent(uptime.coverage)} of that time was seen.`}
            </p>
          </li>
        ))}
      </ul>
      <section aria-labelledby="incidents">
        <h2 id="incidents">Incidents</h2>
        {incidents.length === 0 && <p>None in the last 14 days.</p>}
        {incidents.map((incident) => (
          <Incident key={incident.id} incident={incident} />
        ))}
      </section>
    </>
  );
}

function StateBadge({ state }: { readonly state: StatusPage['state'] }) {
  const [tone, word] = STATES[state];
  return <Badge tone={tone}>{word}</Badge>;
}

function Incident({ incident }: { readonly incident: StatusPage['incidents'][number] }) {
  const { state, components, beganAt, resolvedAt, updates } = incident;
  return (
    <article className={css['incident']}>
      <h3>
        {STATES[state][1]}: {components.join(', ')}
      </h3>
      <p className={css['soft']}>
        {resolvedAt === null ? (
          <>
            Since <PlannedTime at={beganAt} />
          </>
        ) : (
          <>
            Over: <PlannedTime at={beganAt} /> to <PlannedTime at={resolvedAt} />
          </>
        )}
      </p>
      {updates.length === 0 && <p>Nothing has been said about it yet.</p>}
      <ol className={css['updates']}>
        {updates.map(({ at, text }) => (
          <li key={at}>
            <PlannedTime at={at} />
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </article>
  );
}
