import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_INCIDENT_POLICY, type IncidentPolicy } from '../../../../src/core/incident/policy.js';
import { scoreSeverity, type SeverityFacts } from '../../../../src/core/incident/score-severity.js';
import { isMoreSevere } from '../../../../src/core/incident/severity.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';

const BARE: SeverityFacts = {
  errorRatio: undefined,
  errorRatioOver: 5 * MINUTE,
  burn: undefined,
  budget: undefined,
  sla: undefined,
  serviceTier: undefined,
};
const MONTH = 30 * DAY;

function score(facts: Partial<SeverityFacts>, policy: IncidentPolicy = DEFAULT_INCIDENT_POLICY) {
  const { severity, reason } = scoreSeverity({ ...BARE, ...facts }, policy);
  return `${severity} ${reason}`;
}
const burning = (long: number, short = long) => ({
  long: { rate: long, windowMs: HOUR },
  short: { rate: short, windowMs: 5 * MINUTE },
});
const left = (share: number) => ({ left: share, windowMs: MONTH, window: '30d' });

describe('scoreSeverity', () => {
  it.each([
    [1, 'sev1 100 % of events failing over 5m (more than 90 %: SEV1)'],
    [0.91, 'sev1 91 % of events failing over 5m (more than 90 %: SEV1)'],
    [0.9, 'sev2 90 % of events failing over 5m (more than 25 %: SEV2)'],
    [0.26, 'sev2 26 % of events failing over 5m (more than 25 %: SEV2)'],
    [0.25, 'sev3 25 % of events failing over 5m (at most 25 %: SEV3)'],
    [0, 'sev3 0 % of events failing over 5m (at most 25 %: SEV3)'],
    [undefined, 'sev2 impact unknown: no data'],
  ])('a share of %s is %s, however fast it burns while budget is left', (errorRatio, said) => {
    expect(score({ errorRatio })).toBe(said);
    expect(score({ errorRatio, burn: burning(14.5), budget: left(0.5), serviceTier: '2' })).toBe(said);
  });

  it.each<[Partial<SeverityFacts>, string]>([
    [{ budget: left(0.1) }, '10 % of the error budget over 30d left'],
    [{ budget: left(0) }, 'the error budget over 30d is spent'],
    [{ budget: left(-0.5) }, 'the error budget over 30d is spent'],
    [
      { budget: left(0.5), burn: burning(500, 400) },
      'burning 500x over 1h and 400x over 5m, at the slower pace the error budget over 30d is gone in 54m',
    ],
    [
      { budget: left(0.11), burn: burning(9000) },
      'burning 9000x over 1h and 9000x over 5m, at the slower pace the error budget over 30d is gone within a minute',
    ],
    [
      { sla: { left: 0.2, warnAt: 0.2, window: 'calendar month (UTC)' } },
      'the SLA over calendar month (UTC) is at risk, 20 % of its budget left',
    ],
    [
      { sla: { left: 0, warnAt: 0.2, window: 'calendar month (UTC)' } },
      'the SLA over calendar month (UTC) is broken',
    ],
    [{ serviceTier: '1' }, 'tier 1'],
    [
      {
        budget: left(-1),
        sla: { left: -1, warnAt: 0.1, window: 'calendar month (UTC)' },
        serviceTier: 'critical',
      },
      'the error budget over 30d is spent, the SLA over calendar month (UTC) is broken, tier critical',
    ],
  ])('%j raises SEV3 by one level, and says so', (facts, reason) => {
    const before = '10 % of events failing over 5m (at most 25 %: SEV3)';
    expect(score({ ...facts, errorRatio: 0.1 })).toBe(`sev2 ${before}; one level up: ${reason}`);
  });

  it.each<Partial<SeverityFacts>>([
    { budget: left(0.11) },
    { budget: left(1), burn: burning(700) },
    // Only one of the windows burns so fast.
    { budget: left(0.5), burn: burning(900, 10) },
    { budget: left(0.5), burn: burning(10, 900) },
    { burn: burning(9000) },
    { sla: { left: 0.21, warnAt: 0.2, window: 'calendar month (UTC)' } },
    { serviceTier: 'gold' },
    { serviceTier: '' },
    { serviceTier: 'low' },
    { serviceTier: '3' },
  ])('%j leaves SEV3 as it is', (facts) => {
    expect(score({ ...facts, errorRatio: 0.1 })).toBe(
      'sev3 10 % of events failing over 5m (at most 25 %: SEV3)',
    );
  });

  it('raises SEV2 only for a critical service, and SEV1 not at all', () => {
    const worst = {
      budget: left(-1),
      burn: burning(9000),
      sla: { left: -1, warnAt: 0.1, window: 'calendar month (UTC)' },
    };
    expect(score({ ...worst, errorRatio: 0.5 })).toBe(
      'sev2 50 % of events failing over 5m (more than 25 %: SEV2)',
    );
    expect(score({ ...worst, errorRatio: 0.5, serviceTier: 'tier-0' })).toBe(
      'sev1 50 % of events failing over 5m (more than 25 %: SEV2); one level up: tier tier-0',
    );
    expect(score({ ...worst, errorRatio: 1, serviceTier: '1' })).toBe(
      'sev1 100 % of events failing over 5m (more than 90 %: SEV1)',
    );
  });

  it('lowers by one level where little depends on the service', () => {
    expect(score({ errorRatio: 1, serviceTier: '3' })).toBe(
      'sev2 100 % of events failing over 5m (more than 90 %: SEV1); one level down: tier 3',
    );
    expect(score({ errorRatio: 0.1, budget: left(0), serviceTier: '10' })).toBe(
      'sev3 10 % of events failing over 5m (at most 25 %: SEV3); one level up: the error budget over 30d is spent; one level down: tier 10',
    );
  });

  it('leaves what is unknown at SEV2, whoever it is', () => {
    expect(score({ budget: left(-1), serviceTier: '1' })).toBe('sev2 impact unknown: no data');
    expect(score({ serviceTier: '4' })).toBe('sev2 impact unknown: no data');
  });

  it('goes by the shares of the policy', () => {
    const { severities } = DEFAULT_INCIDENT_POLICY;
    const shares = (sev1?: number, sev2?: number, sev3?: number, sev4?: number): IncidentPolicy => ({
      ...DEFAULT_INCIDENT_POLICY,
      severities: {
        sev1: { ...severities.sev1, errorRatio: sev1 },
        sev2: { ...severities.sev2, errorRatio: sev2 },
        sev3: { ...severities.sev3, errorRatio: sev3 },
        sev4: { ...severities.sev4, errorRatio: sev4 },
      },
    });
    const at = (errorRatio: number, policy: IncidentPolicy) => score({ errorRatio }, policy);
    expect(at(0.06, shares(0.5, 0.2, 0.05))).toBe('sev3 6 % of events failing over 5m (more than 5 %: SEV3)');
    expect(at(0.05, shares(0.5, 0.2, 0.05))).toBe('sev4 5 % of events failing over 5m (at most 5 %: SEV4)');
    expect(at(0.001, shares(0.5, 0.2, 0.05, 0.01))).toBe(
      'sev4 0.1 % of events failing over 5m (at most 1 %: SEV4)',
    );
    expect(at(0.3, shares(0.5))).toBe('sev3 30 % of events failing over 5m (at most 50 %: SEV3)');
    expect(at(1, shares(1))).toBe('sev1 100 % of events failing over 5m (more than 100 %: SEV1)');
    expect(at(0.99, shares())).toBe('sev3 99 % of events failing over 5m (no share makes it severer: SEV3)');
    expect(score({ errorRatio: 0.01, budget: left(0) }, shares(0.5, 0.2, 0.05))).toMatch(
      /^sev3 .* is spent$/,
    );
  });

  it('is never milder when more fails, it burns faster, or less is left', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const rate = fc.oneof(fc.double({ min: 1, max: 3000, noNaN: true }), fc.constant(0));
    const budget = fc.double({ min: -1, max: 1, noNaN: true });
    const ratio = fc.option(fc.double({ min: 0.01, max: 1, noNaN: true }), { nil: undefined });
    const two = <T>(of: fc.Arbitrary<T>) => fc.tuple(of, of);
    fc.assert(
      fc.property(
        fc.record({
          shares: two(share),
          longs: two(rate),
          shorts: two(rate),
          budgets: two(budget),
          slas: two(budget),
          tier: fc.constantFrom(undefined, '0', '1', '2', '3', 'low', 'critical'),
          limits: fc.tuple(ratio, ratio, ratio),
        }),
        ({ shares, longs, shorts, budgets, slas, tier, limits }) => {
          const policy = descending(limits);
          const low = Math.min;
          const high = Math.max;
          const made = (worse: typeof Math.max, less: typeof Math.min) =>
            scoreSeverity(
              {
                errorRatio: worse(...shares),
                errorRatioOver: MINUTE,
                burn: burning(worse(...longs), worse(...shorts)),
                budget: left(less(...budgets)),
                sla: { left: less(...slas), warnAt: 0.2, window: 'calendar month (UTC)' },
                serviceTier: tier,
              },
              policy,
            ).severity;
          expect(isMoreSevere(made(low, high), made(high, low))).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  function descending(given: readonly (number | undefined)[]): IncidentPolicy {
    const sorted = given.filter((each) => each !== undefined).sort((a, b) => b - a);
    const next = (each: number | undefined) => (each === undefined ? undefined : sorted.shift());
    const { severities } = DEFAULT_INCIDENT_POLICY;
    return {
      ...DEFAULT_INCIDENT_POLICY,
      severities: {
        ...severities,
        sev1: { ...severities.sev1, errorRatio: next(given[0]) },
        sev2: { ...severities.sev2, errorRatio: next(given[1]) },
        sev3: { ...severities.sev3, errorRatio: next(given[2]) },
      },
    };
  }
});
