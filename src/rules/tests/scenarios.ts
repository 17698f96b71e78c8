import { detectionTime, errorRatioThreshold, isReachable, resetTime } from '../../core/burn-rate/theory.js';
import type { AlertPolicy, AlertSeverity } from '../../core/slo/alert-policy.js';
import type { Slo } from '../../core/slo/slo.js';
import { HOUR } from '../../core/time/duration.js';
import { slowInterval, countingInterval } from '../intervals.js';
import type { Expectation, Scenario, Stretch } from './scenario.js';

/** Enough events per scrape that any error ratio gives many bad ones. */
const BUSY = 1_000_000;

/** promtool evaluates every cycle of it: a burn that a three-day window notices after a day would take it minutes. */
export const LONGEST_TEST = 16 * HOUR;

/** Two scrapes in an evaluation, as is usual. */
export function scrapeInterval(slo: Slo): number {
  return Math.max(1000, countingInterval(slo) / 2);
}

/** Everything that the rules of an SLO are tested by. */
export function scenarios(slo: Slo): Scenario[] {
  const tiers = slo.alertPolicies.filter((tier) => isReachable(slo.objective, tier));
  if (tiers.length === 0) return [];
  const clock = new TestClock(slo);
  const burns = errorRatios(slo, tiers).map((errorRatio) => burn(slo, tiers, errorRatio, clock));
  return [
    ...burns.filter(({ stretches }) => length(stretches) <= LONGEST_TEST),
    healthy(slo, tiers, clock),
    ...(tiers.every((tier) => tier.minBadEvents > 1) ? [quietRoute(tiers, clock)] : []),
    scrapeGap(tiers, clock),
    ...(tiers[0] ? [gapWhileBurning(slo, tiers[0], clock)] : []),
  ];
}

function length(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { lasts }) => sum + lasts, 0);
}

/** A total outage, and just below each threshold a burn that only the next one notices. */
function errorRatios(slo: Slo, tiers: readonly AlertPolicy[]): number[] {
  const thresholds = [...new Set(tiers.map((tier) => errorRatioThreshold(slo.objective, tier)))].sort(
    (a, b) => b - a,
  );
  return [1, ...thresholds.slice(0, -1).map((threshold) => 0.95 * threshold)];
}

function burn(slo: Slo, tiers: readonly AlertPolicy[], errorRatio: number, clock: TestClock): Scenario {
  const detections = tiers.flatMap((tier) => {
    const detection = detectionTime(slo.objective, tier, errorRatio);
    return detection === undefined ? [] : [{ tier, detection }];
  });
  const severity: AlertSeverity = detections.some(({ tier }) => tier.severity === 'page') ? 'page' : 'ticket';
  const told = detections.filter(({ tier }) => tier.severity === severity);
  const detection = Math.min(...told.map((one) => one.detection));
  const lasts = clock.cycleAfter(detection + 4 * clock.cycle + slowInterval(slo));
  const resets = told
    .filter((one) => one.detection <= lasts + clock.cycle)
    .map(({ tier }) => resetTime(slo.objective, tier, errorRatio) ?? 0);
  const begins = clock.lead;
  // Tickets are judged less often than pages.
  const late = clock.scrape + (severity === 'page' ? 0 : slowInterval(slo));
  const ends = begins + lasts;
  const cleared = clock.cycleAfter(ends + Math.max(...resets) + late) + clock.cycle;
  const percent = Number((errorRatio * 100).toPrecision(3));
  return {
    name: `${slo.id}: ${percent} % errors open a ${severity} after ${Math.round(detection / 1000)} s, and it ends in time`,
    stretches: [busy(clock.lead, 0), busy(lasts, errorRatio), busy(cleared - ends + clock.cycle, 0)],
    expectations: [
      { at: clock.cycleBefore(begins + detection - 1), severity, fires: false },
      { at: clock.cycleAfter(begins + detection + late), severity, fires: true },
      { at: ends, severity, fires: true },
      // The page speaks for the tickets that begin while it is open.
      ...(severity === 'page' ? [{ at: ends, severity: 'ticket' as const, fires: false }] : []),
      { at: cleared, severity, fires: false },
    ],
  };
}

function healthy(slo: Slo, tiers: readonly AlertPolicy[], clock: TestClock): Scenario {
  const lowest = Math.min(...tiers.map((tier) => errorRatioThreshold(slo.objective, tier)));
  const lasts = Math.max(...tiers.map((tier) => tier.shortWindow)) + clock.lead;
  return {
    name: `${slo.id}: silent on healthy traffic`,
    stretches: [busy(lasts, lowest / 2)],
    expectations: silent([lasts / 2, lasts].map((at) => clock.cycleBefore(at))),
  };
}

/** One failure where there is a request in every tenth evaluation. */
function quietRoute(tiers: readonly AlertPolicy[], clock: TestClock): Scenario {
  const visits = 12;
  const idle = 10 * clock.cycle - clock.scrape;
  const visit = (errorRatio: number): Stretch[] => [
    { lasts: clock.scrape, perScrape: 1, errorRatio },
    { lasts: idle, perScrape: 0, errorRatio: 0 },
  ];
  const stretches = [
    ...Array.from({ length: visits }, () => visit(0)).flat(),
    ...visit(1),
    ...Array.from({ length: visits }, () => visit(0)).flat(),
  ];
  const failsAt = visits * 10 * clock.cycle;
  return {
    name: `silent on one failure of a quiet route, whatever its share (floors of ${Math.min(...tiers.map((tier) => tier.minBadEvents))} bad events)`,
    stretches,
    expectations: silent([1, 2, 4, 9, 20, 60].map((cycles) => failsAt + cycles * clock.cycle)),
  };
}

/** Missing for a few scrapes, then for longer than a series is held; it comes back having counted on. */
function scrapeGap(tiers: readonly AlertPolicy[], clock: TestClock): Scenario {
  const shortGap = 4 * clock.scrape;
  const longGap = 30 * clock.cycle;
  const back = clock.lead + shortGap;
  const backAgain = back + clock.lead + longGap;
  const shortest = Math.min(...tiers.map((tier) => tier.shortWindow));
  return {
    name: 'silent on scrape gaps',
    stretches: [
      busy(clock.lead, 0),
      { lasts: shortGap, missing: true },
      busy(clock.lead, 0),
      { lasts: longGap, missing: true },
      busy(clock.lead + shortest, 0),
    ],
    expectations: silent([
      ...[1, 2, 4].map((cycles) => back + cycles * clock.cycle),
      ...[-1, 1, 2, 4, 20].map((cycles) => backAgain + cycles * clock.cycle),
    ]),
  };
}

/** What burns when the data ends is not over because nobody sees it. */
function gapWhileBurning(slo: Slo, fastest: AlertPolicy, clock: TestClock): Scenario {
  const detection = detectionTime(slo.objective, fastest, 1) ?? 0;
  const lasts = clock.cycleAfter(detection + 4 * clock.cycle + slowInterval(slo));
  const gap = clock.cycleAfter(2 * fastest.longWindow);
  const gone = clock.lead + lasts;
  return {
    name: `${slo.id}: the ${fastest.severity} stays open while there is no data`,
    stretches: [busy(clock.lead, 0), busy(lasts, 1), { lasts: gap, missing: true }],
    expectations: [gone, gone + gap / 2, gone + gap].map((at) => ({
      at: clock.cycleBefore(at),
      severity: fastest.severity,
      fires: true,
    })),
  };
}

export function busy(lasts: number, errorRatio: number): Stretch {
  return { lasts, perScrape: BUSY, errorRatio };
}

function silent(instants: readonly number[]): Expectation[] {
  return instants.flatMap((at) =>
    (['page', 'ticket'] as const).map((severity) => ({ at, severity, fires: false })),
  );
}

/** Evaluations and scrapes of an SLO's test, all at multiples of their distance from 0. */
export class TestClock {
  readonly cycle: number;
  readonly scrape: number;
  /** Healthy time before anything happens. */
  readonly lead: number;

  constructor(slo: Slo) {
    this.cycle = countingInterval(slo);
    this.scrape = scrapeInterval(slo);
    this.lead = 20 * this.cycle;
  }

  /** The last evaluation at or before an instant (ms). */
  cycleBefore(at: number): number {
    return Math.floor(at / this.cycle) * this.cycle;
  }

  /** The first evaluation at or after an instant (ms). */
  cycleAfter(at: number): number {
    return Math.ceil(at / this.cycle) * this.cycle;
  }
}
