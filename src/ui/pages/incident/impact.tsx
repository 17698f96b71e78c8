import { lazy, Suspense } from 'react';
import type { Impact as ImpactAnswer, IncidentSummary } from '../../../http/answers.js';
import { useImpact, useSli } from '../../api/incidents.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { Waiting } from '../../parts/notice.js';
import { Time } from '../../parts/time.js';
import { countText, percent } from '../../words/numbers.js';
import { spanText } from '../../words/times.js';
import css from './impact.module.css';

/** The chart's library is loaded where there is something to draw. */
const SliChart = lazy(() => import('./sli-chart.js'));

/** What it costs, from the SLI, since before the first bad sample. */
export function Impact({ incident }: { readonly incident: IncidentSummary }) {
  const live = incident.status !== 'resolved';
  const impact = useImpact(incident.id, live);
  const sli = useSli(incident.id, live);
  return (
    <section aria-labelledby="impact">
      <h2 id="impact">Impact</h2>
      <div className={css['counted']}>
        <Answered query={impact} what="The impact" lines={2}>
          {(answer) => <Figures impact={answer} />}
        </Answered>
      </div>
      <div className={css['drawn']}>
        <Answered query={sli} what="The SLI" lines={6}>
          {(answer) =>
            answer.kind === 'unknown' ? (
              <p>
                <Badge tone="unknown">no chart</Badge> {answer.reason}.
              </p>
            ) : (
              <Suspense fallback={<Waiting what="the chart" />}>
                <SliChart sli={answer} openedAt={incident.openedAt} />
              </Suspense>
            )
          }
        </Answered>
      </div>
    </section>
  );
}

export function Figures({ impact }: { readonly impact: ImpactAnswer }) {
  if (impact.kind === 'unknown') {
    return (
      <p>
        <Badge tone="unknown">unknown</Badge> {impact.reason}.
      </p>
    );
  }
  const { startAt, endAt, badEvents, totalEvents, errorRatio, coverage } = impact;
  const span = spanText(Date.parse(endAt) - Date.parse(startAt));
  return (
    <dl className={css['figures']}>
      <div>
        <dt>Events failed</dt>
        <dd>
          <b>{countText(badEvents)}</b> of {countText(totalEvents)}
          {errorRatio !== null && ` (${percent(errorRatio)})`}
          <small>
            in {span} from <Time at={startAt} />, data for {percent(coverage)} of it
          </small>
        </dd>
      </div>
      {impact.kind === 'live' && (
        <div>
          <dt>Failing now</dt>
          <dd>
            {impact.now === null ? (
              <Badge tone="unknown">unknown</Badge>
            ) : (
              <>
                <b>{percent(impact.now.errorRatio)}</b>
                <small>
                  of events over {spanText(impact.now.windowMs)}, data for {percent(impact.now.coverage)} of
                  it
                </small>
              </>
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>Budget spent by it</dt>
        <dd>
          <Spent impact={impact} />
        </dd>
      </div>
      {impact.suspects.length > 0 && (
        <div>
          <dt>Deployed shortly before</dt>
          <dd>
            {impact.suspects.map(({ version, at, url }) => (
              <span key={version}>
                {url === null ? <b>{version}</b> : <a href={url}>{version}</a>} <Time at={at} />
              </span>
            ))}
          </dd>
        </div>
      )}
      {impact.worstLabels.length > 0 && (
        <div>
          <dt>Where it fails most</dt>
          <dd>
            {impact.worstLabels.slice(0, 3).map(({ label, value, shareOfBad }) => (
              <span key={`${label}=${value}`}>
                <code>
                  {label}={value}
                </code>{' '}
                {percent(shareOfBad)} of what failed
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** How much of which budget it has spent, and how much of that is left. */
function Spent({ impact }: { readonly impact: Exclude<ImpactAnswer, { readonly kind: 'unknown' }> }) {
  const { budgetSpent, budgetWindow, budgetCoverage } = impact;
  const left = impact.kind === 'live' ? impact.budgetRemaining : null;
  return (
    <>
      {budgetSpent === null ? <Badge tone="unknown">unknown</Badge> : <b>{percent(budgetSpent)}</b>}
      {budgetWindow !== null && (
        <small>
          of the budget over {budgetWindow}
          {budgetCoverage !== null && `, data for ${percent(budgetCoverage)} of it`}
        </small>
      )}
      {left !== null && <small>{left < 0 ? 'all of it is spent' : `${percent(left)} of it is left`}</small>}
    </>
  );
}
