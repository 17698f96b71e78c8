import { gateIsOpen } from '../../core/error-budget/gate.js';
import type { GateDecision } from '../../core/slo/budget-policy.js';
import type { GateAnswer } from '../../engine/read-models.js';
import { JsonReader } from './json.js';

const DECISIONS = ['allow', 'warn', 'block', 'unknown'] as const;

/** A gate's answer as the command prints it, as text or JSON; `evaluatedAt` is ISO 8601. */
export type GateView = Omit<GateAnswer, 'evaluatedAt' | 'overridden'> & {
  readonly evaluatedAt: string | undefined;
};

export function readGateView(body: unknown): GateView {
  const answer = new JsonReader(body, 'answer');
  const decision = answer.at('decision').oneOf(DECISIONS);
  return {
    service: answer.at('service').text(),
    environment: answer.at('environment').optional((environment) => environment.text()),
    decision,
    ok: gateIsOpen(decision),
    reason: answer.at('reason').text(),
    evaluatedAt: answer.at('evaluatedAt').optional((at) => at.text()),
    slos: answer
      .at('slos')
      .list()
      .map((slo) => ({
        name: slo.at('name').text(),
        decision: slo.at('decision').oneOf(DECISIONS),
        band: slo.at('band').text(),
        consequence: slo.at('consequence').text(),
        budgetRemaining: slo.at('budgetRemaining').optional((remaining) => remaining.number()),
        coverage: slo.at('coverage').number(),
      })),
  };
}

export function viewOf(answer: GateAnswer): GateView {
  const at = answer.evaluatedAt;
  return { ...answer, evaluatedAt: at === undefined ? undefined : new Date(at).toISOString() };
}

export function unknownView(service: string, environment: string | undefined, reason: string): GateView {
  return { service, environment, decision: 'unknown', ok: false, reason, evaluatedAt: undefined, slos: [] };
}

/** Turns an unknown into what the caller wants of it, and says so. */
export function settleUnknown(answer: GateView, onUnknown: GateDecision): GateView {
  if (answer.decision !== 'unknown' || onUnknown === 'unknown') return answer;
  return {
    ...answer,
    decision: onUnknown,
    ok: gateIsOpen(onUnknown),
    reason: `${answer.reason} (unknown; --on-unknown ${onUnknown})`,
  };
}
