import type { SignalIncident } from './incident-facts.js';
import type { Signal } from './signal.js';
import { instant, instantOrUnknown, oneLine } from './words.js';

/** `SEV2 checkout: orders hang`: what is asked first of what no SLO of ours tells. */
export function outsideTitle({ incident, service, sloId, severity }: Signal): string {
  if (!incident) return severity === 'ticket' ? `ticket: ${sloId}` : sloId;
  const level = incident.severity.toUpperCase();
  return service === '' || sloId.includes(service) ? `${level} ${sloId}` : `${level} ${service}: ${sloId}`;
}

/** How bad it is and why, what fails, where to read on; nothing where the message is about no incident, or its end. */
export function incidentLines({ incident, service, cause, kind }: Signal): string[] {
  if (!incident || kind === 'resolve') return [];
  const { severity, severityReason, means, impact, declaredBy, again } = incident;
  return [
    ...(again === undefined || kind !== 'trigger' ? [] : [`Opened again by ${oneLine(again)}`]),
    ...(cause === 'outside' && service !== '' ? [`Service: ${service}`] : []),
    `Severity: ${severity.toUpperCase()} (${oneLine(means)}), because: ${oneLine(severityReason)}`,
    ...(impact === undefined ? [] : [`Impact: ${impact}`]),
    ...(declaredBy === undefined || severityReason.includes(declaredBy)
      ? []
      : [`Declared by: ${oneLine(declaredBy)}`]),
  ];
}

/** What to do after the acknowledgement, and where to read on. */
export function nextLines({ incident, incidentId, kind, call }: Signal): string[] {
  if (!incident || incidentId === undefined) return [];
  return [
    ...(incident.worked && kind === 'trigger' ? [workedLine(incident.worked, incidentId)] : []),
    ...(!incident.worked && kind === 'trigger' && call?.shadowOf === undefined
      ? [
          `Then: firebreak incident show ${incidentId} says what is known; firebreak incident phase ${incidentId} investigating begins the work once the roles are set`,
        ]
      : []),
    ...linkLines(incident),
  ];
}

/** It is in somebody's hands already. */
function workedLine({ phase, commander }: NonNullable<SignalIncident['worked']>, incidentId: string): string {
  const who = commander === undefined ? '' : `, ${commander} commands`;
  return `Worked on: it is ${phase}${who}; firebreak incident show ${incidentId} says what is known`;
}

function linkLines({ url }: SignalIncident): string[] {
  return url === undefined ? [] : [`Open: ${url}`];
}

/** Of what people or somebody else's rules tell: since when, and who says so. */
export function outsideFacts({
  kind,
  failingSince,
  firingSince,
  at,
  labels,
  reportedBy,
  incident,
}: Signal): string[] {
  if (incident?.declaredBy !== undefined)
    return [
      kind === 'resolve'
        ? `Over: told at ${instant(firingSince)}, resolved by ${instant(at)}`
        : `Told at: ${instant(firingSince)}`,
    ];
  const since = instantOrUnknown(failingSince);
  const named = Object.entries(labels).map(([name, value]) => `${name}="${oneLine(value)}"`);
  return [
    kind === 'resolve'
      ? `Over: firing from ${since}, told at ${instant(firingSince)}, ended by ${instant(at)}`
      : `Firing since: ${since}, told at ${instant(firingSince)}`,
    ...(reportedBy?.map((who) => `Reported by ${who}`) ?? [
      `Reported by an Alertmanager: ${named.join(', ')}`,
    ]),
  ];
}
