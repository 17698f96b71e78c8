import type { Incident } from './incident.js';
import type { IncidentPhase } from './phases.js';

/** What incidents that were stored before there were phases do not say. */
type Later =
  | 'phase'
  | 'returnsTo'
  | 'roles'
  | 'inHandAt'
  | 'identifiedAt'
  | 'recovery'
  | 'closedAt'
  | 'verdict'
  | 'overruled'
  | 'impactBaseline'
  | 'severityAt'
  | 'escalated'
  | 'escalation'
  | 'escalationAsked'
  | 'answersFrom'
  | 'calls'
  | 'callsOver'
  | 'updates'
  | 'declared'
  | 'hypotheses'
  | 'mitigations'
  | 'starred'
  | 'mergedInto'
  | 'attached'
  | 'parent'
  | 'children'
  | 'team';

/** An incident as this version or one before it has stored it. */
export type StoredIncident = Omit<Incident, Later> & Partial<Pick<Incident, Later>>;

/** The incident that a stored one is, with all that has been added since: the same that its events give. */
export function fromStored(stored: StoredIncident): Incident {
  const before: IncidentPhase = stored.acknowledgedAt === undefined ? 'declared' : 'acknowledged';
  return {
    roles: {},
    inHandAt: undefined,
    identifiedAt: undefined,
    recovery: undefined,
    closedAt: undefined,
    verdict: undefined,
    overruled: undefined,
    impactBaseline: undefined,
    // An older version has not kept when it was raised.
    severityAt: stored.openedAt,
    escalated: [],
    escalation: undefined,
    escalationAsked: undefined,
    answersFrom: stored.openedAt,
    calls: [],
    callsOver: 0,
    updates: {},
    declared: undefined,
    hypotheses: [],
    mitigations: [],
    starred: [],
    mergedInto: undefined,
    attached: [],
    parent: undefined,
    children: [],
    team: undefined,
    phase: stored.status === 'open' ? before : stored.status,
    returnsTo: before,
    ...stored,
  };
}
