import { expect, it } from 'vitest';
import { nextStep } from '../../../../src/core/escalation/next-step.js';
import type { Incident } from '../../../../src/core/incident/incident.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { NO_PLAN } from '../../../../src/core/oncall/plan.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { paymentsPlan } from '../../../support/oncall-plans.js';
import { lifeIn } from '../incident/life.js';

const plan = paymentsPlan();
const fresh: Incident = { ...(lifeIn('declared', 'sev2').incident as Incident), service: 'checkout-api' };
const nextOf = (incident: Incident, at = 0) => nextStep(incident, DEFAULT_INCIDENT_POLICY, plan, at);
const after = (step: number, takenAt: number, reached = true): Incident => ({
  ...fresh,
  escalation: {
    policyId: 'payments',
    severity: 'sev2',
    step,
    round: 0,
    takenAt,
    reached,
    fullCrew: false,
    exhausted: false,
  },
});

it('names who is called next and when, while nobody has answered', () => {
  expect(nextOf(fresh)).toMatchObject({ policyId: 'payments', step: 1, steps: 4, at: 0 });
  const waiting = nextOf(after(0, 2 * MINUTE), 3 * MINUTE);
  expect(waiting).toMatchObject({ step: 2, at: 7 * MINUTE });
  expect(waiting?.called.people.map(({ person, as }) => `${person}: ${as}`)).toEqual([
    expect.stringMatching(/: secondary on call of payments$/),
  ]);
  expect(nextOf(after(2, 0), MINUTE)?.called).toMatchObject({
    people: [{ person: 'vera' }],
    receivers: ['bridge'],
  });
});

it('waits for nobody who was not called', () => {
  expect(nextOf(after(0, MINUTE, false), MINUTE)).toMatchObject({ step: 2, at: MINUTE });
});

it('has no time once somebody has answered: then only what is asked for is done', () => {
  const answered = { ...after(0, 0), acknowledgedAt: 1, acknowledgedBy: 'maria' };
  expect(nextOf(answered, MINUTE)).toMatchObject({ step: 2, at: undefined });
  expect(nextOf({ ...answered, ...after(3, 0), acknowledgedAt: 1 }, MINUTE)).toMatchObject({ step: 4 });
});

it('knows nobody without a policy, and when all is over', () => {
  expect(nextStep(fresh, DEFAULT_INCIDENT_POLICY, NO_PLAN, 0)).toBeUndefined();
  expect(nextOf({ ...fresh, status: 'resolved' })).toBeUndefined();
});
