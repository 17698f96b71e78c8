import { isHeldOpen } from './declared.js';
import type { MakeEvent } from './decide-severity.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { AttachedAlert, AttachedRecovery } from './relation.js';

/** How the alert of a merged incident stands, and what its SLI shows since it ended. */
export interface SeeAttached {
  readonly kind: 'see-attached';
  readonly incident: string;
  readonly ended: boolean;
  readonly recovery?: AttachedRecovery | undefined;
}

/** What the incident of a merged one says of it. */
export function attachedFrom(incident: Incident): AttachedAlert {
  const { id, sloId, declared, recovery } = incident;
  const ended = !isHeldOpen(incident);
  return {
    incident: id,
    sloId,
    alertKey: declared?.alertKey,
    ended,
    ...(ended && recovery
      ? { recovery: { since: recovery.since, code: recovery.code, text: recovery.text } }
      : {}),
  };
}

export function attachedOf({ attached }: Incident, id: string): AttachedAlert | undefined {
  return attached.find(({ incident }) => incident === id);
}

/** The event that says what has become of an alert that was merged into an incident; undefined when nothing has. */
export function seeAttached(
  incident: Incident,
  { incident: other, ended, recovery }: SeeAttached,
  event: MakeEvent,
): IncidentEvent | undefined {
  const before = attachedOf(incident, other);
  if (!before) return undefined;
  if (before.ended !== ended)
    return ended
      ? event('attached-ended', `the alert of ${other} has ended`, { incident: other })
      : event('attached-resumed', `the alert of ${other} is back`, { incident: other });
  if (!ended || !recovery || isSame(before.recovery, recovery)) return undefined;
  const text = recovery.since === undefined ? `recovery is not proven: ${recovery.text}` : recovery.text;
  return event('attached-recovery', `${other}: ${text}`, { incident: other, ...recoveryData(recovery) });
}

/** What an event about the alert of a merged incident leaves of it. */
export function attachedAfter(alert: AttachedAlert, { kind, data }: IncidentEvent): AttachedAlert {
  switch (kind) {
    case 'attached-ended':
      return { ...alert, ended: true };
    case 'attached-resumed':
      return { ...alert, ended: false, recovery: undefined };
    default:
      return { ...alert, recovery: recoveryIn(data) };
  }
}

/** Events hold no lists and no objects. */
export function attachedData({
  incident,
  sloId,
  alertKey,
  ended,
  recovery,
}: AttachedAlert): IncidentEvent['data'] {
  return {
    incident,
    sloId,
    ...(alertKey === undefined ? {} : { alertKey }),
    ended,
    ...(recovery ? recoveryData(recovery) : {}),
  };
}

export function attachedIn(data: IncidentEvent['data']): AttachedAlert {
  const { incident, sloId, alertKey, ended, code } = data;
  return {
    incident: String(incident),
    sloId: String(sloId),
    alertKey: alertKey === undefined ? undefined : String(alertKey),
    ended: ended === true,
    ...(code === undefined ? {} : { recovery: recoveryIn(data) }),
  };
}

function isSame(before: AttachedRecovery | undefined, after: AttachedRecovery): boolean {
  return before?.code === after.code && before.since === after.since;
}

function recoveryData({ since, code, text }: AttachedRecovery): IncidentEvent['data'] {
  return { code, missing: text, ...(since === undefined ? {} : { since }) };
}

function recoveryIn({ since, code, missing }: IncidentEvent['data']): AttachedRecovery {
  return {
    since: typeof since === 'number' ? since : undefined,
    code: String(code),
    text: String(missing),
  };
}
