import type { Incident, IncidentEvent, IncidentEventKind, IncidentSeverity } from './incident.js';
import { type Concern, isMoreSevere, LEAST_SEVERITY } from './severity.js';

/** What people say of how bad it is. */
export type SeverityCommand =
  | {
      readonly kind: 'set-severity';
      readonly severity: IncidentSeverity;
      readonly reason: string;
      readonly by: string;
    }
  | { readonly kind: 'report'; readonly concern: Concern; readonly text: string; readonly by: string };

export type MakeEvent = (kind: IncidentEventKind, text: string, data: IncidentEvent['data']) => IncidentEvent;

/** Raising needs no reason, lowering does; a report raises at once, and is written down when it raises nothing too. */
export function decideSeverity(
  incident: Incident,
  command: SeverityCommand,
  event: MakeEvent,
): IncidentEvent | { readonly rejected: string } | undefined {
  if (incident.status === 'resolved') return { rejected: `${incident.id} is ${incident.phase}` };
  if (command.kind === 'report') {
    const { severity, reason } = LEAST_SEVERITY[command.concern];
    const said = command.text.trim() === '' ? '' : `: ${command.text}`;
    const { concern } = command;
    return event('concern-reported', `${reason}${said}; at least ${severity.toUpperCase()}`, {
      concern,
      severity,
    });
  }
  const { severity, reason } = command;
  if (severity === incident.severity) return undefined;
  const lowers = isMoreSevere(incident.severity, severity);
  const name = severity.toUpperCase();
  if (lowers && reason.trim() === '')
    return { rejected: `${name} is lower than ${incident.severity.toUpperCase()}: say why` };
  const why = reason.trim();
  return event(
    'severity-set',
    `${lowers ? 'lowered' : 'raised'} to ${name}: ${why === '' ? 'set by a person' : why}`,
    { severity, reason: why },
  );
}
