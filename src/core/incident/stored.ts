import type { Incident } from './incident.js';
import type { IncidentPhase } from './phases.js';
import { UNTOUCHED } from './untouched.js';

/** What incidents that were stored before there were phases do not say. */
type Later =
  | keyof typeof UNTOUCHED
  | 'phase'
  | 'returnsTo'
  | 'impactBaseline'
  | 'severityAt'
  | 'answersFrom'
  | 'declared';

/** What JSON leaves out while it is undefined. */
const UNSET = {
  failingSince: undefined,
  acknowledgedAt: undefined,
  acknowledgedBy: undefined,
  acknowledgedVia: undefined,
  alertEndedAt: undefined,
  resolvedAt: undefined,
};

type Optional = Later | keyof typeof UNSET;

/** An incident as this version or one before it has stored it. */
export type StoredIncident = Omit<Incident, Optional> & Partial<Pick<Incident, Optional>>;

/** The incident that a stored one is, with all that has been added since: the same that its events give. */
export function fromStored(stored: StoredIncident): Incident {
  const before: IncidentPhase = stored.acknowledgedAt === undefined ? 'declared' : 'acknowledged';
  return {
    ...UNTOUCHED,
    ...UNSET,
    impactBaseline: undefined,
    // An older version has not kept when it was raised.
    severityAt: stored.openedAt,
    answersFrom: stored.openedAt,
    declared: undefined,
    phase: stored.status === 'open' ? before : stored.status,
    returnsTo: before,
    ...stored,
  };
}
