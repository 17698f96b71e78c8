import type { DaemonStatus } from '../../../http/answers.js';
import { Ago } from '../../parts/time.js';
import { Fact } from './fact.js';

/** Whether others notice when this daemon, or the Prometheus behind it, falls silent. */
export function Guards({ heartbeat, watchdog, lastResort }: DaemonStatus) {
  const { receivers } = lastResort;
  return (
    <>
      <Fact
        name="Last resort"
        tone={receivers.length > 0 ? 'ok' : 'plain'}
        word={receivers.length > 0 ? receivers.join(', ') : 'none'}
      >
        {receivers.length > 0
          ? 'pages go there while the store is gone'
          : 'pages wait while the store is gone: set last_resort in firebreak.yaml'}
      </Fact>
      <Heartbeat heartbeat={heartbeat} />
      <Watchdog watchdog={watchdog} />
    </>
  );
}

function Heartbeat({ heartbeat }: Pick<DaemonStatus, 'heartbeat'>) {
  if (heartbeat === null)
    return (
      <Fact name="Heartbeat" tone="plain" word="none">
        nobody outside notices when this daemon dies: set heartbeat in firebreak.yaml
      </Fact>
    );
  const { held, pingError, lastSentAt } = heartbeat;
  const [tone, word] =
    held.length > 0
      ? (['page', 'held back'] as const)
      : pingError !== null
        ? (['page', 'not taken'] as const)
        : lastSentAt === null
          ? (['unknown', 'none sent yet'] as const)
          : (['ok', 'sent'] as const);
  return (
    <Fact name="Heartbeat" tone={tone} word={word}>
      {[...held.map(({ text }) => text), ...(pingError === null ? [] : [pingError])].join('; ')}{' '}
      {lastSentAt !== null && (
        <>
          the last was sent <Ago at={lastSentAt} />
        </>
      )}
    </Fact>
  );
}

const WATCHED = {
  seen: ['ok', 'seen'],
  missing: ['page', 'missing'],
  unknown: ['unknown', 'not known'],
} as const;

function Watchdog({ watchdog }: Pick<DaemonStatus, 'watchdog'>) {
  if (watchdog === null)
    return (
      <Fact name="Watchdog" tone="plain" word="not looked for">
        not by this daemon: where no other replica looks either, nobody notices when Prometheus evaluates no
        rules; set watchdog in firebreak.yaml
      </Fact>
    );
  const { alertname, state, seenAt, lastError } = watchdog;
  const [tone, word] = WATCHED[state === 'seen' || state === 'missing' ? state : 'unknown'];
  return (
    <Fact name="Watchdog" tone={tone} word={word}>
      {alertname}
      {seenAt === null ? (
        ', never seen'
      ) : (
        <>
          , last <Ago at={seenAt} />
        </>
      )}
      {lastError !== null && `: ${lastError}`}
    </Fact>
  );
}
