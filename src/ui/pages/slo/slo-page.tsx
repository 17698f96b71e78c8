import { Link, useParams, useSearchParams } from 'react-router';
import type { SloStatus } from '../../../http/answers.js';
import { useSloHistory } from '../../api/slo-history.js';
import { useSlo } from '../../api/slos.js';
import { readClock } from '../../browser/clock.js';
import { useTitle } from '../../browser/title.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { STATE_WORDS } from '../../words/states.js';
import { Charts } from './charts.js';
import { Facts } from './facts.js';
import { Happened } from './happened.js';
import { Numbers } from './numbers.js';
import { spanOf } from './range.js';
import { Ranges } from './ranges.js';
import css from './slo.module.css';
import { Tiers } from './tiers.js';
import { Written } from './written.js';

/** One SLO: what is left of its promise, how fast it goes, what it would say, and where that is written. */
export default function SloPage() {
  const { service = '', slo = '' } = useParams();
  const status = useSlo(service, slo);
  useTitle(`${service}/${slo}`);
  return (
    <Answered query={status} what={`${service}/${slo}`} lines={12} heading={`${service}/${slo}`}>
      {(data) => <Loaded key={data.id} status={data} />}
    </Answered>
  );
}

function Loaded({ status }: { readonly status: SloStatus }) {
  const { service, name, state, unknownBecause, incidentId, description, sloWindowMs } = status;
  const [params] = useSearchParams();
  const span = spanOf(params, sloWindowMs);
  const until = status.dataUntil === null ? readClock() : Date.parse(status.dataUntil);
  const history = useSloHistory(service, name, span);
  return (
    <div className={css['page']}>
      <header className={css['head']}>
        <h1>{status.id}</h1>
        <Badge tone={state}>{STATE_WORDS[state]}</Badge>
        {incidentId !== null && <Link to={`/incidents/${incidentId}`}>{incidentId}</Link>}
        <Link
          className={css['what-if']}
          to={`/slos/${encodeURIComponent(service)}/${encodeURIComponent(name)}/what-if`}
        >
          What if …
        </Link>
      </header>
      {description !== null && <p>{description}</p>}
      {unknownBecause !== null && <p>Unknown because {unknownBecause.text}.</p>}
      <Facts status={status} />
      <Ranges
        span={span}
        windowMs={sloWindowMs}
        until={until}
        {...(history.data ? { history: history.data } : {})}
      />
      <Answered query={history} what="The past" lines={10}>
        {(past) => <Charts history={past} windowMs={sloWindowMs} />}
      </Answered>
      <Tiers status={status} />
      {history.data && (
        <>
          <Happened history={history.data} />
          <Numbers history={history.data} />
        </>
      )}
      <Written service={service} slo={name} />
    </div>
  );
}
