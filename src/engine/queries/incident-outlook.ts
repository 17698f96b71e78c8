import { nextStep } from '../../core/escalation/next-step.js';
import { isWatched } from '../../core/incident/declared.js';
import type { Incident } from '../../core/incident/incident.js';
import { incidentClocks } from '../../core/incident/incident-clocks.js';
import type { OtherRollback } from '../../core/incident/other-rollback.js';
import { possibleSteps } from '../../core/incident/possible-steps.js';
import { findOtherRollback, rollbackHookOf } from '../compose-rollback.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { recoveryNow } from '../recovery-now.js';
import type { Store } from '../ports.js';
import type { IncidentOutlook, RelatedIncident } from '../read-models.js';
import { vendorsOfIncident } from './vendors-of-incident.js';

/** What can be done with an incident now, what runs against it, who is called next, and what belongs to it; undefined when there is none of this id. */
export async function incidentOutlook(
  state: EngineState,
  {
    store,
    notifiers,
  }: Pick<EnginePorts, 'notifiers'> & { readonly store: Pick<Store, 'incident' | 'incidents'> },
  id: string,
  at: number,
): Promise<IncidentOutlook | undefined> {
  const incident = await store.incident(id);
  if (!incident) return undefined;
  const { incidents: policy, onCall } = state.config;
  const other = state.runtimes.get(incident.sloId)?.incident;
  const related = await relatedTo(incident, store);
  const openChildren = related
    .filter(({ how, phase }) => how === 'part' && !isOver(phase))
    .map((each) => each.id);
  const runtime = isWatched(incident) ? state.runtimes.get(incident.sloId) : undefined;
  const hook = rollbackHookOf(incident.service, state, { notifiers });
  const around = {
    openChildren,
    otherOpen: other && other.id !== id ? other.id : undefined,
    recoveryNow: runtime && recoveryNow(runtime),
    rollbackHook: hook,
    otherRollback: hook && (await findOtherRollback(incident, hook, store)),
  };
  return {
    id,
    at,
    eventCount: incident.eventCount,
    steps: possibleSteps(incident, around, at, policy),
    clocks: incidentClocks(incident, policy),
    fullCrew: policy.severities[incident.severity].fullCrew,
    next: nextStep(incident, policy, onCall, at),
    related,
    vendors: vendorsOfIncident(incident, onCall),
    otherRollback: around.otherRollback && rollbackView(around.otherRollback),
  };
}

function rollbackView({ incident, asked }: OtherRollback): IncidentOutlook['otherRollback'] {
  return asked.rollback && { incident, mitigation: asked.number, outcome: asked.rollback.outcome };
}

function isOver(phase: Incident['phase']): boolean {
  return phase === 'resolved' || phase === 'closed';
}

async function relatedTo(
  incident: Incident,
  store: Pick<Store, 'incident'>,
): Promise<readonly RelatedIncident[]> {
  const { mergedInto, parent, children, attached, declared } = incident;
  const named: readonly (readonly [how: RelatedIncident['how'], id: string | undefined])[] = [
    ['merged-into', mergedInto],
    ['whole', parent],
    ['split-from', declared?.splitFrom],
    ...children.map((id) => ['part', id] as const),
    ...attached.map((alert) => ['duplicate', alert.incident] as const),
  ];
  const related: RelatedIncident[] = [];
  for (const [how, id] of named) {
    const other = id === undefined ? undefined : await store.incident(id);
    if (!other) continue;
    const { title, service, severity, phase, team } = other;
    related.push({ id: other.id, how, title, service, severity, phase, team });
  }
  return related;
}
