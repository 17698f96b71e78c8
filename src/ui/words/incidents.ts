import type { IncidentOutlook, IncidentSummary } from '../../http/answers.js';

export type Severity = IncidentSummary['severity'];
export type Phase = IncidentSummary['phase'];
export type Role = keyof IncidentSummary['roles'];
export type Step = IncidentOutlook['steps'][number]['step'];

export const SEVERITY_LIST = ['sev1', 'sev2', 'sev3', 'sev4'] as const satisfies readonly Severity[];

/** In the order of an incident's life. */
export const PHASE_LIST = [
  'declared',
  'acknowledged',
  'investigating',
  'identified',
  'mitigating',
  'monitoring',
  'resolved',
  'closed',
] as const satisfies readonly Phase[];

/** Who has answered and is still meant by that: not after it was opened again, or its alert came back. */
export function answeredBy({
  acknowledgedAt,
  acknowledgedBy,
  answersFrom,
}: Pick<IncidentSummary, 'acknowledgedAt' | 'acknowledgedBy' | 'answersFrom'>): string | null {
  if (acknowledgedAt === null) return null;
  return Date.parse(acknowledgedAt) >= Date.parse(answersFrom) ? acknowledgedBy : null;
}

/** Who has an incident in hand, and as what: its commander, or who has answered for it. Null when nobody. */
export function inHand(
  incident: Pick<IncidentSummary, 'acknowledgedAt' | 'acknowledgedBy' | 'answersFrom' | 'roles'>,
): { readonly name: string; readonly as: string } | null {
  const { commander } = incident.roles;
  if (commander) return { name: commander, as: 'commander' };
  const name = answeredBy(incident);
  return name === null ? null : { name, as: 'acknowledged it, no commander' };
}

export const ROLE_LIST = [
  'commander',
  'communications',
  'technical-lead',
  'scribe',
] as const satisfies readonly Role[];

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  commander: 'Commander',
  communications: 'Communications',
  'technical-lead': 'Technical lead',
  scribe: 'Scribe',
};
