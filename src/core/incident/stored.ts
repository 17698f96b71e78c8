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

const UNDECIDED = { finding: undefined, decidedAt: undefined };
const UNMEASURED = { after: undefined, rollback: undefined };
const NOT_ENDED = { version: undefined, from: undefined, endedAt: undefined };
const UNNAMED = { person: undefined, to: undefined, shadowOf: undefined };
const UNSAID = { requestKey: undefined, splitFrom: undefined };
const UNSEEN = { since: undefined };
const UNANSWERED = {
  promisedMs: undefined,
  overdueAt: undefined,
  answeredAt: undefined,
  reference: undefined,
  closedAt: undefined,
};
const HOLDING = { revokedAt: undefined };

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
    phase: stored.status === 'open' ? before : stored.status,
    returnsTo: before,
    ...stored,
    ...parts(stored),
  };
}

/** What its parts have not said yet: whoever reads it finds every field. */
function parts({
  hypotheses = [],
  mitigations = [],
  calls = [],
  vendorCases = [],
  shareLinks = [],
  declared,
  recovery,
}: StoredIncident): Pick<
  Incident,
  'hypotheses' | 'mitigations' | 'calls' | 'vendorCases' | 'shareLinks' | 'declared' | 'recovery'
> {
  return {
    hypotheses: hypotheses.map((each) => ({ ...UNDECIDED, ...each })),
    mitigations: mitigations.map((each) => ({
      ...UNMEASURED,
      ...each,
      ...(each.rollback ? { rollback: { ...NOT_ENDED, ...each.rollback } } : {}),
    })),
    calls: calls.map((each) => ({ ...UNNAMED, ...each })),
    vendorCases: vendorCases.map((each) => ({ ...UNANSWERED, ...each })),
    shareLinks: shareLinks.map((each) => ({ ...HOLDING, ...each })),
    declared: declared && { ...UNSAID, ...declared },
    recovery: recovery && { ...UNSEEN, ...recovery },
  };
}
