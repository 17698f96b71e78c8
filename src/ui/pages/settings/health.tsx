import type { ReactNode } from 'react';
import type { DaemonStatus } from '../../../http/answers.js';
import { Badge, type Tone } from '../../parts/badge.js';
import { Ago, Time } from '../../parts/time.js';
import { counted, percent } from '../../words/numbers.js';
import css from './settings.module.css';

/** Whether what the daemon stands on works. */
export function Health({ daemon }: { readonly daemon: DaemonStatus }) {
  const {
    source,
    store,
    ready,
    notReadyBecause,
    lastCycleAt,
    lastCycleMs,
    replicas,
    heartbeat,
    watchdog,
    lastResort,
  } = daemon;
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
        <Fact
          name="Prometheus"
          tone={source.reachable ? 'ok' : 'page'}
          word={source.reachable ? 'answers' : 'does not answer'}
        >
          {source.since !== null && (
            <>
              since <Time at={source.since} />
            </>
          )}{' '}
          {source.lastError}
        </Fact>
        <Fact
          name="Store"
          tone={store.goneSince === null ? 'ok' : 'page'}
          word={store.goneSince === null ? 'takes what is written' : 'gone'}
        >
          {store.goneSince !== null && (
            <>
              <Ago at={store.goneSince} />: {store.lastError}
            </>
          )}
        </Fact>
        <Fact
          name="Last resort"
          tone={lastResort.receivers.length > 0 ? 'ok' : 'plain'}
          word={lastResort.receivers.length > 0 ? lastResort.receivers.join(', ') : 'none'}
        >
          {lastResort.receivers.length > 0
            ? 'pages go there while the store is gone'
            : 'pages wait while the store is gone: set last_resort in firebreak.yaml'}
        </Fact>
        <Fact
          name="Heartbeat"
          tone={
            heartbeat === null
              ? 'plain'
              : heartbeat.held.length > 0 || heartbeat.pingError !== null
                ? 'page'
                : 'ok'
          }
          word={heartbeat === null ? 'none' : heartbeat.held.length > 0 ? 'held back' : 'sent'}
        >
          {heartbeat === null
            ? 'nobody outside notices when this daemon dies: set heartbeat in firebreak.yaml'
            : heartbeat.lastSentAt !== null && (
                <>
                  last <Ago at={heartbeat.lastSentAt} />
                </>
              )}
        </Fact>
        <Fact
          name="Watchdog"
          tone={
            watchdog === null
              ? 'plain'
              : watchdog.state === 'seen'
                ? 'ok'
                : watchdog.state === 'missing'
                  ? 'page'
                  : 'unknown'
          }
          word={watchdog === null ? 'not looked for' : watchdog.state}
        >
          {watchdog?.alertname}
        </Fact>
        <Fact
          name="History"
          tone={daemon.historyLoaded >= 1 ? 'ok' : 'unknown'}
          word={percent(daemon.historyLoaded, 3)}
        >
          of the SLO windows are counted
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

function Fact({
  name,
  tone,
  word,
  children,
}: {
  readonly name: string;
  readonly tone: Tone;
  readonly word: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Badge tone={tone}>{word}</Badge> <span className={css['soft']}>{children}</span>
      </dd>
    </div>
  );
}
