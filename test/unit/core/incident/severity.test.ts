import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMoreSevere, scoreSeverity } from '../../../../src/core/incident/severity.js';

describe('scoreSeverity', () => {
  it.each([
    [1, 'sev1', '100 % of events failing: full outage'],
    [0.9, 'sev1', '90 % of events failing: full outage'],
    [0.89, 'sev2', '89 % of events failing: more than a quarter'],
    [0.251, 'sev2', '25 % of events failing: more than a quarter'],
    [0.25, 'sev3', '25 % of events failing: at most a quarter'],
    [0, 'sev3', '0 % of events failing: at most a quarter'],
    [undefined, 'sev2', 'impact unknown: no data'],
  ])('scores %s as %s', (ratio, severity, reason) => {
    expect(scoreSeverity(ratio)).toEqual({ severity, reason });
  });

  it('is never milder when more fails', () => {
    const ratio = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, (a, b) => {
        const [mild, bad] = [Math.min(a, b), Math.max(a, b)].map((value) => scoreSeverity(value).severity);
        expect(isMoreSevere(mild ?? 'sev1', bad ?? 'sev4')).toBe(false);
      }),
    );
  });
});
