/** The life of an incident, in its order. */
export const PHASES = [
  'declared',
  'acknowledged',
  'investigating',
  'identified',
  'mitigating',
  'monitoring',
  'resolved',
  'closed',
] as const;

export type IncidentPhase = (typeof PHASES)[number];

export const STATUSES = ['open', 'monitoring', 'resolved'] as const;

/** The coarse view of a phase. `monitoring`: recovery is being watched; a closed incident is a resolved one. */
export type IncidentStatus = (typeof STATUSES)[number];

export function statusOf(phase: IncidentPhase): IncidentStatus {
  if (phase === 'resolved' || phase === 'closed') return 'resolved';
  return phase === 'monitoring' ? 'monitoring' : 'open';
}

/** What is fixed at an incident before work begins; mission.md C2. */
export const ROLES = ['commander', 'communications', 'technical-lead', 'scribe'] as const;

export type IncidentRole = (typeof ROLES)[number];

/** Who holds which role; a role that nobody holds is left out. */
export type RoleHolders = Readonly<Partial<Record<IncidentRole, string>>>;

/** What an alert turned out to be once its incident is over. */
export const VERDICTS = ['real', 'false-positive'] as const;

export type IncidentVerdict = (typeof VERDICTS)[number];
