import type { DaemonStatus } from '../../http/answers.js';
import { percent } from '../words/numbers.js';
import { spanText } from '../words/times.js';

export interface Trouble {
  /** `bad`: figures may be wrong or pages may not arrive; `warn`: something is to be mended; `info`: it passes by itself. */
  readonly tone: 'bad' | 'warn' | 'info';
  readonly text: string;
  /** The page that says more. */
  readonly to?: '/settings';
}

/** What is to be known of the daemon itself before anything that it shows is believed, worst first. */
export function troublesOf(daemon: DaemonStatus, now: number): readonly Trouble[] {
  return [
    ...notReady(daemon),
    ...source(daemon, now),
    ...watchdog(daemon, now),
    ...heartbeat(daemon, now),
    ...reload(daemon),
    ...daemon.templates.flatMap(({ id, problem }): Trouble[] =>
      problem === null ? [] : [{ tone: 'warn', text: `${id}: ${problem}.` }],
    ),
    ...history(daemon),
  ];
}

function notReady({ store, notReadyBecause }: DaemonStatus): Trouble[] {
  if (store.goneSince !== null)
    return [{ tone: 'bad', text: `Not ready: ${notReadyBecause ?? 'the store is gone'}.` }];
  return notReadyBecause === null ? [] : [{ tone: 'bad', text: `Starting: ${notReadyBecause}.` }];
}

function source(
  { source: { reachable, since, lastError }, notReadyBecause }: DaemonStatus,
  now: number,
): Trouble[] {
  if (reachable || notReadyBecause !== null) return [];
  const long = since === null ? '' : ` for ${spanText(now - Date.parse(since))}`;
  return [
    {
      tone: 'bad',
      text: `Prometheus has not answered${long}: ${lastError ?? 'no answer'}. Nothing below is newer than that.`,
    },
  ];
}

/** That nothing is known because the source is silent has been said. */
function watchdog({ watchdog: dog, source: { reachable } }: DaemonStatus, now: number): Trouble[] {
  if (!dog || dog.state === 'seen') return [];
  const { alertname, state, seenAt, lastError } = dog;
  if (state === 'missing') {
    const last =
      seenAt === null ? 'was never seen' : `was last seen ${spanText(now - Date.parse(seenAt))} ago`;
    return [
      {
        tone: 'bad',
        text: `Prometheus does not evaluate its alerting rules: ${alertname}, which has to fire always, ${last}.`,
      },
    ];
  }
  return reachable && lastError !== null
    ? [{ tone: 'warn', text: `Nobody knows whether ${alertname} fires, which has to always: ${lastError}.` }]
    : [];
}

function heartbeat({ heartbeat: beats }: DaemonStatus, now: number): Trouble[] {
  if (!beats) return [];
  const { held, pingError, lastSentAt } = beats;
  const last =
    lastSentAt === null
      ? 'none was sent yet'
      : `the last was sent ${spanText(now - Date.parse(lastSentAt))} ago`;
  if (held.length > 0) {
    return [
      {
        tone: 'bad',
        text: `Heartbeats are held back (${last}): ${held.map(({ text }) => text).join('; ')}.`,
      },
    ];
  }
  return pingError === null
    ? []
    : [{ tone: 'warn', text: `The last heartbeat was not taken (${last}): ${pingError}.` }];
}

function reload({ specs: { lastReloadRefused } }: DaemonStatus): Trouble[] {
  if (lastReloadRefused === null) return [];
  return [
    {
      tone: 'warn',
      text: 'Files were changed, and the change was refused: what was loaded before holds.',
      to: '/settings',
    },
  ];
}

function history({ historyLoaded, historyPhase }: DaemonStatus): Trouble[] {
  if (historyLoaded >= 1) return [];
  const budgets =
    historyPhase === 'exact' ? 'budgets are approximate until then' : 'some budgets are not known yet';
  return [
    {
      tone: 'info',
      text: `History is being read: ${percent(Math.floor(historyLoaded * 100) / 100)} of the SLO windows; ${budgets}.`,
    },
  ];
}
