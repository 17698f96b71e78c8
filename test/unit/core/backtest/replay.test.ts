import { describe, expect, it } from 'vitest';
import { judgeOutages } from '../../../../src/core/backtest/judge-outages.js';
import { HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { play, START, STEP, slo999 } from './histories.js';

const outage = (start: number, lasts: number, errorRatio: number) => ({
  start: START + start,
  end: START + start + lasts,
  errorRatio,
});

describe('replay', () => {
  it.each([
    [1, 'page', 0.864],
    [0.1, 'page', 8.64],
    [0.02, 'page', 43.2],
    [0.01, 'page', 216],
    [0.005, 'ticket', 864],
  ] as const)(
    'finds an outage of %d when theory says so: %s after %d minutes',
    (errorRatio, severity, minutes) => {
      const lasts = 20 * HOUR;
      const replayed = play(slo999(), 3, { outages: [outage(6 * HOUR, lasts, errorRatio)] });
      const [judged] = judgeOutages(replayed, [outage(6 * HOUR, lasts, errorRatio)]);
      const alert = judged?.alerts.find((candidate) => candidate.severity === severity);
      const theory = minutes * MINUTE;
      expect(alert?.theory).toBeCloseTo(theory, 3);
      expect(alert?.detectedAfter).toBeGreaterThanOrEqual(theory);
      expect(alert?.detectedAfter).toBeLessThanOrEqual(theory + STEP);
      const first = replayed.episodes.find((episode) => episode.severity === severity);
      expect(first?.failingSince).toBe(START + 6 * HOUR);
    },
  );

  it('clears within a step of what theory says, and knows the last failure', () => {
    const failing = outage(6 * HOUR, 2 * HOUR, 0.1);
    const replayed = play(slo999(), 2, { outages: [failing] });
    const [judged] = judgeOutages(replayed, [failing]);
    const page = judged?.alerts.find(({ severity }) => severity === 'page');
    // The 6 h tier fired too and clears last: 30 m × (1 − 0.6 % / 10 %).
    expect(page?.theoryCleared).toBeCloseTo(28.2 * MINUTE, 3);
    expect(Math.abs((page?.clearedAfter ?? 0) - 28.2 * MINUTE)).toBeLessThanOrEqual(STEP);
    expect(replayed.episodes[0]).toMatchObject({
      severity: 'page',
      tiers: ['page-1h', 'page-6h'],
      failedUntil: failing.end,
    });
  });

  it('is silent on healthy traffic, with a whole budget and whole coverage', () => {
    const replayed = play(slo999(), 7);
    expect(replayed.episodes).toEqual([]);
    expect(replayed.pagesPerWeek).toBe(0);
    expect(replayed.events.coverage).toBe(1);
    expect(replayed.budget).toMatchObject({ kind: 'measured', consumed: 0, coverage: 1 });
    expect(replayed.bands.find(({ band }) => band === 'above-50')?.ms).toBe(7 * 24 * HOUR);
  });

  it('counts pages a week over the span', () => {
    const outages = [6, 30, 54, 78].map((hour) => outage(hour * HOUR, 10 * MINUTE, 0.5));
    expect(play(slo999(), 14, { outages }).pagesPerWeek).toBe(2);
  });

  it('keeps a page open through a stretch without data, and counts that stretch as unknown', () => {
    const failing = outage(6 * HOUR, HOUR, 1);
    const gap = { start: failing.end, end: failing.end + 5 * HOUR };
    const replayed = play(slo999(), 1, { outages: [failing], gaps: [gap] });
    const page = replayed.episodes.find(({ severity }) => severity === 'page');
    expect(page?.closedAt).toBeGreaterThan(gap.end);
    expect(replayed.events.coverage).toBeCloseTo(19 / 24, 6);
    const unknown = replayed.bands.find(({ band }) => band === 'unknown');
    expect(unknown?.gate).toBe('unknown');
    // Stale begins 150 s after the last sample.
    expect(unknown?.ms).toBe(5 * HOUR - 150_000);
    expect(replayed.trace.some(({ burnRate }) => burnRate === null)).toBe(true);
  });

  it('tells how long the budget was in each band, and its lowest', () => {
    // 4 h of total failure spend 4 / 720 h, which is 5.6 budgets of 0.1 %.
    const replayed = play(slo999(), 35, { outages: [outage(24 * HOUR, 4 * HOUR, 1)] });
    expect(replayed.lowest?.remaining).toBeCloseTo(1 - 4 / 0.72, 2);
    const exhausted = replayed.bands.find(({ band }) => band === 'exhausted');
    // The outage leaves the window 30 days later.
    expect((exhausted?.ms ?? 0) / (24 * HOUR)).toBeGreaterThan(29.9);
    expect((exhausted?.ms ?? 0) / (24 * HOUR)).toBeLessThan(30.2);
    expect(replayed.budget).toMatchObject({ kind: 'measured', consumed: 0 });
  });

  it('knows that an alert was open when the span began', () => {
    const failing = outage(-2 * HOUR, 3 * HOUR, 1);
    const replayed = play(slo999(), 1, { outages: [failing] });
    expect(replayed.episodes[0]?.openedAt).toBeLessThan(START);
    expect(replayed.pagesPerWeek).toBe(0);
  });
});
