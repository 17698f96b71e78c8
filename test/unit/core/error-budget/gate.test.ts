import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideGate, gateIsOpen } from '../../../../src/core/error-budget/gate.js';
import type { GateDecision } from '../../../../src/core/slo/budget-policy.js';

const strict = { onUnknown: 'unknown', advisoryEnvironments: ['staging'] } as const;
const decision = fc.constantFrom<GateDecision>('allow', 'warn', 'unknown', 'block');
const decisions = fc.array(decision, { minLength: 1 });
const policy = decision.map((onUnknown) => ({ onUnknown, advisoryEnvironments: ['staging'] }));
const RANK = { allow: 0, warn: 1, unknown: 2, block: 3 };

describe('decideGate', () => {
  it.each([
    ['allow', ['allow', 'allow']],
    ['warn', ['allow', 'warn']],
    ['unknown', ['warn', 'unknown', 'allow']],
    ['block', ['unknown', 'block', 'allow']],
  ] as const)('is %s for %o', (expected, given) => {
    expect(decideGate(given, strict, 'production')).toBe(expected);
  });

  it('never takes a service without SLOs for a healthy one', () => {
    expect(decideGate([], strict, 'production')).toBe('unknown');
    expect(decideGate([], { ...strict, onUnknown: 'block' }, 'production')).toBe('block');
  });

  it('only advises where it is told to', () => {
    expect(decideGate(['block'], strict, 'staging')).toBe('warn');
    expect(decideGate(['block'], strict, undefined)).toBe('block');
    expect(decideGate(['unknown'], { ...strict, onUnknown: 'block' }, 'staging')).toBe('warn');
    expect(decideGate(['unknown'], strict, 'staging')).toBe('unknown');
  });

  it('does what is configured about an unknown', () => {
    fc.assert(
      fc.property(policy, (configured) => {
        expect(decideGate(['unknown', 'allow'], configured, 'production')).toBe(configured.onUnknown);
      }),
    );
  });

  it('does not let an unknown SLO hide the warning of another', () => {
    expect(decideGate(['warn', 'unknown'], { ...strict, onUnknown: 'allow' }, undefined)).toBe('warn');
  });

  it('never gets better by one more SLO, in whatever order they come', () => {
    fc.assert(
      fc.property(decisions, decision, policy, (given, more, configured) => {
        const before = decideGate(given, configured, 'production');
        const after = decideGate([...given, more], configured, 'production');
        expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before]);
        expect(decideGate([more, ...given.toReversed()], configured, 'production')).toBe(after);
      }),
    );
  });

  it('opens for allow and warn alone', () => {
    const all = ['allow', 'warn', 'unknown', 'block'] as const;
    expect(all.filter(gateIsOpen)).toEqual(['allow', 'warn']);
  });
});
