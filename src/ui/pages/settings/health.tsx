import type { DaemonStatus } from '../../../http/answers.js';
import { Ago, Time } from '../../parts/time.js';
import { counted, percent } from '../../words/numbers.js';
import { Fact } from './fact.js';
import { Guards } from './guards.js';
import { ReceiversHealth } from './receivers-health.js';
import css from './settings.module.css';

/** Whether what the daemon stands on works. */
export function Health({ daemon }: { readonly daemon: DaemonStatus }) {
  const { source, store, ready, notReadyBecause, lastCycleAt, lastCycleMs, replicas } = daemon;
  return (
    <section aria-labelledby="health">
      <h2 id="health">Health</h2>
      <dl className={css['facts']}>
        <Fact name="Evaluation" tone={ready ? 'ok' : 'page'} word={ready ? 'works' : 'does not work'}>
          {ready ? counted(daemon.sloCount, 'SLO') : notReadyBecause}
          {lastCycleAt !== null && (
            <>
              , last <Ago at={lastCycleAt} />
              {lastCycleMs !== null && `, took ${Math.round(lastCycleMs)} ms`}
            </>
          )}
        </Fact>
        <Prometheus source={source} />
        <Fact
          name="Store"
          tone={store.goneSince === null ? 'ok' : 'page'}
          word={store.goneSince === null ? 'takes what is written' : 'gone'}
        >
          {store.goneSince !== null && (
            <>
              since <Time at={store.goneSince} />: {store.lastError}
            </>
          )}
        </Fact>
        <ReceiversHealth />
        <Guards {...daemon} />
        <Fact
          name="History"
          tone={daemon.historyLoaded >= 1 ? 'ok' : 'unknown'}
          word={percent(daemon.historyLoaded, 3)}
        >
          of what Prometheus has of the SLO windows is counted; how much of a window that is stands with each
          SLO
        </Fact>
        {replicas && (
          <Fact name="Replicas" tone="plain" word={`${replicas.alive} alive`}>
            this one has {percent(replicas.share)} of the SLOs
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Prometheus({ source: { reachable, since, lastError } }: Pick<DaemonStatus, 'source'>) {
  return (
    <Fact name="Prometheus" tone={reachable ? 'ok' : 'page'} word={reachable ? 'answers' : 'does not answer'}>
      {since !== null && (
        <>
          since <Time at={since} />
        </>
      )}
      {lastError !== null && `: ${lastError}`}
      {!reachable && '. See that it runs, and that prometheus.url in firebreak.yaml is its address.'}
    </Fact>
  );
}
