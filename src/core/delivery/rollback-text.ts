import type { Signal, SignalRollback } from './signal.js';
import { instant, oneLine } from './words.js';

/** `Roll back checkout to v1.41`. */
export function rollbackTitle({ service }: Signal, { version, from }: SignalRollback): string {
  if (version !== undefined) return `Roll back ${service} to ${version}`;
  return from === undefined ? `Roll back ${service}` : `Roll back ${service} from ${from}`;
}

/** Who asks for it and why, for the log of whatever does it. */
export function rollbackLines({ incidentId }: Signal, { by, reason, until }: SignalRollback): string[] {
  return [
    `Asked for by: ${by}`,
    `Because: ${oneLine(reason)}`,
    ...(incidentId === undefined ? [] : [`Incident: ${incidentId}`]),
    `Not after: ${instant(until)}`,
  ];
}
