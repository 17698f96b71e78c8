import type { JsonReader } from './json.js';

/** What is wrong with the daemon's view as a whole; it stands above the SLOs, whose figures may be old then. */
export function daemonNotes(status: JsonReader): string[] {
  return [
    ...storeNotes(status),
    ...sourceNotes(status.at('source')),
    ...watchdogNotes(status),
    ...heartbeatNotes(status),
    ...reloadNotes(status),
  ];
}

function storeNotes(status: JsonReader): string[] {
  const goneSince = status
    .at('store')
    .at('goneSince')
    .optional((at) => at.text());
  const why = status.at('notReadyBecause').optional((text) => text.text());
  return goneSince === undefined ? [] : [`Not ready: ${why ?? `the store is gone since ${goneSince}`}`];
}

function sourceNotes(source: JsonReader): string[] {
  if (source.at('reachable').flag()) return [];
  const error = source.at('lastError').optional((text) => text.text());
  const since = source.at('since').optional((at) => at.text());
  return [
    `Prometheus does not answer${since === undefined ? '' : ` since ${since}`}: ${error ?? 'no answer'}. Nothing below is newer.`,
  ];
}

function watchdogNotes(status: JsonReader): string[] {
  const watchdog = status.at('watchdog').optional((own) => own);
  if (watchdog?.at('state').text() !== 'missing') return [];
  const seen = watchdog.at('seenAt').optional((at) => at.text());
  const last = seen === undefined ? 'was never seen' : `was last seen at ${seen}`;
  const name = watchdog.at('alertname').text();
  return [`Prometheus does not evaluate its alerting rules: ${name}, which has to fire always, ${last}`];
}

function heartbeatNotes(status: JsonReader): string[] {
  const heartbeat = status.at('heartbeat').optional((own) => own);
  if (!heartbeat) return [];
  const last = heartbeat.at('lastSentAt').optional((at) => at.text());
  const sent = last === undefined ? 'none was sent yet' : `the last was sent at ${last}`;
  const held = heartbeat
    .at('held')
    .list()
    .map((reason) => reason.at('text').text());
  if (held.length > 0) return [`Heartbeats are held back (${sent}): ${held.join('; ')}`];
  const error = heartbeat.at('pingError').optional((text) => text.text());
  return error === undefined ? [] : [`The last heartbeat was not taken (${sent}): ${error}`];
}

function reloadNotes(status: JsonReader): string[] {
  const refused = status
    .at('specs')
    .at('lastReloadRefused')
    .optional((text) => text.text());
  return refused === undefined
    ? []
    : [`The last reload was refused, and what was loaded before holds: ${refused}`];
}
