import { isAnswered } from '../escalation/decide-escalation.js';
import { decideIncident, type IncidentCommand } from './decide.js';
import type { Incident } from './incident.js';
import type { OtherRollback } from './other-rollback.js';
import type { IncidentPhase } from './phases.js';
import type { IncidentPolicy } from './policy.js';
import type { RecoveryNow } from './recovery.js';
import type { RollbackHook } from './rollback.js';

/** What people can do with an incident, as buttons have it. `override` resolves it although its recovery is not proven. */
export const STEPS = [
  'acknowledge',
  'investigating',
  'identified',
  'mitigating',
  'monitoring',
  'resolved',
  'override',
  'close',
  'reopen',
  'escalate',
  'severity',
  'concern',
  'role',
  'hypothesis',
  'mitigation',
  'rollback',
  'update',
  'merge',
  'unmerge',
  'part',
] as const;

export type Step = (typeof STEPS)[number];

/** Whether a step can be taken now. */
export interface PossibleStep {
  readonly step: Step;
  /** The guard's reason why not; undefined when it can. */
  readonly refused: string | undefined;
}

/** What else has to be known: parts that are not resolved, the incident that is open for the same SLO, the SLI. */
export interface AroundIncident {
  readonly openChildren: readonly string[];
  readonly otherOpen: string | undefined;
  /** What its SLI shows; undefined where none watches it. */
  readonly recoveryNow: RecoveryNow | undefined;
  /** The hook that rolls its service back; undefined where none is configured. */
  readonly rollbackHook: RollbackHook | undefined;
  /** What another incident of the service has asked it for. */
  readonly otherRollback?: OtherRollback | undefined;
}

/** Stands for what people will say: guards are asked whether a step can be taken by somebody who says all that it needs. */
const SAID = '-';
const ELSEWHERE = 'another';

/** Every step with the reason why it is refused now, as the guards would say when it was taken. */
export function possibleSteps(
  incident: Incident,
  around: AroundIncident,
  at: number,
  policy: IncidentPolicy,
): readonly PossibleStep[] {
  return STEPS.map((step) => ({ step, refused: whyNot(incident, step, around, at, policy) }));
}

function whyNot(
  incident: Incident,
  step: Step,
  around: AroundIncident,
  at: number,
  policy: IncidentPolicy,
): string | undefined {
  if (step === 'reopen' && around.otherOpen !== undefined)
    return `${around.otherOpen} is open for ${incident.sloId}: work there`;
  const decision = decideIncident(incident, commandOf(step, around), at, policy);
  if (decision.kind === 'rejected') return decision.reason;
  return step === 'acknowledge' && isAnswered(incident)
    ? `${incident.acknowledgedBy ?? 'somebody'} has acknowledged it`
    : undefined;
}

function commandOf(
  step: Step,
  { openChildren, recoveryNow, rollbackHook: hook, otherRollback: elsewhere }: AroundIncident,
): IncidentCommand {
  const by = SAID;
  const move = (to: IncidentPhase): IncidentCommand => ({
    kind: 'move',
    to,
    by,
    text: SAID,
    openChildren,
    recoveryNow,
  });
  switch (step) {
    case 'acknowledge':
      return { kind: 'acknowledge', by, via: 'API' };
    case 'investigating':
    case 'identified':
    case 'mitigating':
    case 'monitoring':
    case 'resolved':
      return move(step);
    case 'override':
      return { kind: 'move', to: 'resolved', by, text: '', override: SAID, openChildren, recoveryNow };
    case 'close':
      return { kind: 'close', verdict: 'real', reason: SAID, by };
    case 'reopen':
      return { kind: 'reopen', reason: SAID, by };
    case 'escalate':
      return { kind: 'escalate', reason: SAID, by };
    case 'severity':
      return { kind: 'set-severity', severity: 'sev1', reason: SAID, by };
    case 'concern':
      return { kind: 'report', concern: 'paying-customer', text: '', by };
    case 'role':
      return { kind: 'release-role', role: 'commander', by };
    case 'hypothesis':
      return { kind: 'state-hypothesis', text: SAID, by };
    case 'mitigation':
      return { kind: 'mitigate', mitigation: 'other', text: SAID, before: UNSEEN, by };
    case 'rollback':
      return {
        kind: 'roll-back',
        version: undefined,
        reason: SAID,
        again: true,
        hook,
        elsewhere,
        before: UNSEEN,
        by,
      };
    case 'update':
      return { kind: 'send-update', audience: 'engineering', text: SAID, reach: NOBODY, by };
    case 'merge':
      return { kind: 'merge', into: ELSEWHERE, by };
    case 'unmerge':
      return { kind: 'unmerge', by };
    case 'part':
      return { kind: 'add-child', child: ELSEWHERE, by };
  }
}

const NOBODY = { receivers: [], lacking: SAID };
const UNSEEN = { kind: 'unknown', reason: SAID } as const;
