import { type Actor, actorText } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { type GateOverride, overrideAt, overrideText } from '../../core/error-budget/gate-override.js';
import { FirebreakError } from '../../core/errors.js';
import { meantService } from '../meant-service.js';
import { applyIncidentEvent } from '../../core/incident/apply.js';
import { decideIncident } from '../../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import { adoptIncident } from '../adopt-incident.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { statuses } from '../queries/statuses.js';

/** What is asked of a gate: an answer for so long (ms), or that its override ends. */
export type AskedOverride =
  | { readonly decision: GateOverride['decision']; readonly for: number; readonly reason: string }
  | { readonly decision: 'end'; readonly reason: string };

const MOST_OPEN = 10_000;

/**
 * Lets a gate answer what somebody says, at once and without an approval; it is in the audit log and on the timelines of the service's open
 * incidents in the same transaction.
 * @returns the override that holds now; undefined after its end
 */
export function overrideGate(
  state: EngineState,
  ports: EnginePorts,
  service: string,
  asked: AskedOverride,
  actor: Actor,
): Promise<GateOverride | undefined> {
  const { store, clock } = ports;
  return state.commits.run(async () => {
    const at = clock.now();
    if (statuses(state, at, service).length === 0) {
      const meant = meantService(service, state);
      throw new FirebreakError('not-found', `there is no SLO of ${service}, and so no gate${meant}`);
    }
    const before = overrideAt(state.gateOverrides.get(service), at);
    if (asked.decision === 'end' && !before)
      throw new FirebreakError(
        'conflict',
        `the gate of ${service} is not overridden`,
        `firebreak gate ${service}`,
      );
    const by = actorText(actor);
    const next: GateOverride =
      asked.decision === 'end'
        ? { service, decision: before?.decision ?? 'block', until: at, by, reason: asked.reason, at }
        : { service, decision: asked.decision, until: at + asked.for, by, reason: asked.reason, at };
    const text =
      asked.decision === 'end'
        ? `the gate of ${service} is no longer overridden: ${asked.reason}`
        : `the gate of ${service} is ${overrideText(next)}`;
    const noted = (await store.incidents({ open: true, service, limit: MOST_OPEN })).map((incident) =>
      note(incident, text, by, at, state),
    );
    await store.commit({
      at,
      states: [{ kind: 'gate', key: service, value: next }],
      incidents: noted.map(({ incident }) => incident),
      incidentEvents: noted.flatMap(({ events }) => events),
      audit: [
        auditEntry(actor, { action: 'gate.override', target: service }, at, {
          outcome: 'done',
          detail: text.slice(0, 500),
        }),
      ],
    });
    state.gateOverrides = new Map(state.gateOverrides).set(service, next);
    for (const { incident } of noted) adoptIncident(state, incident);
    return overrideAt(next, at);
  });
}

function note(
  incident: Incident,
  text: string,
  by: string,
  at: number,
  { config }: EngineState,
): { readonly incident: Incident; readonly events: readonly IncidentEvent[] } {
  const decision = decideIncident(incident, { kind: 'note', text, by }, at, config.incidents);
  const events = decision.kind === 'events' ? decision.events : [];
  return { incident: events.reduce<Incident>(applyIncidentEvent, incident), events };
}
