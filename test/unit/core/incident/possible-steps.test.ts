import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../src/core/incident/incident.js';
import { PHASES } from '../../../../src/core/incident/phases.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { possibleSteps, type Step } from '../../../../src/core/incident/possible-steps.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { Life, lifeIn } from './life.js';

const NOTHING_AROUND = {
  openChildren: [],
  otherOpen: undefined,
  recoveryNow: undefined,
  rollbackHook: undefined,
};

function stepsOf(life: Life, around = NOTHING_AROUND as Parameters<typeof possibleSteps>[1]) {
  const steps = possibleSteps(
    life.incident as Incident,
    around,
    life.minute * MINUTE,
    DEFAULT_INCIDENT_POLICY,
  );
  return {
    open: steps.filter(({ refused }) => refused === undefined).map(({ step }) => step),
    why: (step: Step) => steps.find((each) => each.step === step)?.refused,
  };
}

describe('possibleSteps', () => {
  it('says of each step whether it can be taken, with the guard’s reason', () => {
    const fresh = stepsOf(new Life('sev2'));
    expect(fresh.open).toContain('acknowledge');
    expect(fresh.why('investigating')).toBe('INC-7 is declared: acknowledge it first');
    expect(fresh.why('hypothesis')).toBe('INC-7 is declared: begin to investigate first');

    const taken = stepsOf(lifeIn('acknowledged', 'sev2'));
    expect(taken.why('acknowledge')).toBe('maria has acknowledged it');
    expect(taken.why('investigating')).toBe(
      'SEV2 needs somebody as commander and as communications and as technical-lead and as scribe before work begins',
    );
    expect(stepsOf(lifeIn('investigating', 'sev2')).open).toEqual(
      expect.arrayContaining(['identified', 'mitigating', 'override', 'hypothesis', 'escalate']),
    );
  });

  it('has an override of what is refused for want of proof, and not of parts that go on', () => {
    const watched = stepsOf(lifeIn('monitoring'));
    expect(watched.why('resolved')).toMatch(/^recovery is not proven: /);
    expect(watched.open).toContain('override');
    const parts = stepsOf(lifeIn('monitoring'), {
      openChildren: ['INC-9'],
      otherOpen: undefined,
      recoveryNow: undefined,
      rollbackHook: undefined,
    });
    expect(parts.why('resolved')).toBe('its parts are not resolved: INC-9; an override needs a reason');
  });

  it('opens nothing again beside another one that is open', () => {
    const over = lifeIn('resolved');
    expect(stepsOf(over).open).toEqual(expect.arrayContaining(['close', 'reopen']));
    expect(
      stepsOf(over, {
        openChildren: [],
        otherOpen: 'INC-8',
        recoveryNow: undefined,
        rollbackHook: undefined,
      }).why('reopen'),
    ).toBe('INC-8 is open for checkout/availability: work there');
  });

  it.each(PHASES)('agrees with what happens when a step is taken in %s', (phase) => {
    const moves = ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved'] as const;
    for (const to of moves) {
      const life = lifeIn(phase);
      expect(stepsOf(life).why(to)).toBe(life.move(to, 'because'));
    }
  });
});
