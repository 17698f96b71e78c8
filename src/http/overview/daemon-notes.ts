import { type Html, html } from '../../core/html.js';
import type { DaemonStatus } from '../../engine/read-models.js';
import { ago } from './ago.js';

/** What is to be known of the daemon itself before anything below is believed. */
export function daemonNotes(daemon: DaemonStatus, now: number): Html {
  const { source, specs, store, templates, historyLoaded, historyPhase, notReadyBecause } = daemon;
  const notes: string[] = [];
  if (store.goneSince !== undefined) notes.push(`Not ready: ${notReadyBecause ?? 'the store is gone'}.`);
  else if (notReadyBecause !== undefined) notes.push(`Starting: ${notReadyBecause}.`);
  else if (!source.reachable) {
    const since = source.since === undefined ? '' : ` for ${ago(now - source.since)}`;
    notes.push(
      `Prometheus has not answered${since}: ${source.lastError ?? 'no answer'}. Nothing below is newer than that.`,
    );
  }
  notes.push(...watchdogNotes(daemon, now), ...heartbeatNotes(daemon, now));
  if (specs.lastReloadRefused !== undefined)
    notes.push(`The last reload was refused, and what was loaded before holds: ${specs.lastReloadRefused}`);
  for (const { id, problem } of templates) if (problem !== undefined) notes.push(`${id}: ${problem}.`);
  if (historyLoaded < 1)
    notes.push(
      `History is being read: ${Math.floor(historyLoaded * 100)} % of the SLO windows; ${historyPhase === 'exact' ? 'budgets are approximate until then' : 'some budgets are not known yet'}.`,
    );
  return html`${notes.map((note) => html`<p class="note" role="status">${note}</p>\n`)}`;
}

function heartbeatNotes({ heartbeat }: DaemonStatus, now: number): string[] {
  if (!heartbeat) return [];
  const { held, pingError, lastSentAt } = heartbeat;
  const last =
    lastSentAt === undefined ? 'none was sent yet' : `the last was sent ${ago(now - lastSentAt)} ago`;
  if (held.length > 0) {
    return [`Heartbeats are held back (${last}): ${held.map(({ text }) => text).join('; ')}.`];
  }
  return pingError === undefined ? [] : [`The last heartbeat was not taken (${last}): ${pingError}.`];
}

/** That nothing is known because the source is silent has been said. */
function watchdogNotes({ watchdog, source }: DaemonStatus, now: number): string[] {
  if (!watchdog || watchdog.state === 'seen') return [];
  const { alertname, state, seenAt, lastError } = watchdog;
  if (state === 'missing') {
    const last = seenAt === undefined ? 'was never seen' : `was last seen ${ago(now - seenAt)} ago`;
    return [
      `Prometheus does not evaluate its alerting rules: ${alertname}, which has to fire always, ${last}.`,
    ];
  }
  return source.reachable && lastError !== undefined
    ? [`Nobody knows whether ${alertname} fires, which has to always: ${lastError}.`]
    : [];
}
