import { setTimeout as wait } from 'node:timers/promises';
import { OUT_OF_REACH, OVER_LIMIT, TARGET_OUT_OF_REACH, WINDOW_BEGIN } from '../../src/rules/names.js';
import { cpuMs } from '../support/process-cost.js';
import type { BenchPrometheus } from '../support/prometheus.js';
import { freshSeries, lastSamples, type LoadedGroup, loadedGroups, ruleCounts } from './prometheus-rules.js';

const CYCLE_SECONDS = 30;
/** Nothing burns, nothing paused, and every target is in reach. */
const ABSENT_IN_PEACE = new Set([OVER_LIMIT, OUT_OF_REACH, TARGET_OUT_OF_REACH, WINDOW_BEGIN]);
/** Timers at the edges of a phase may fall on either side. */
const TOLERANCE = 0.05;

export interface RuleCost {
  /** Prometheus CPU over all SLOs in a cycle of 30 s (ms), scraping not taken off. */
  readonly cpu: number;
  readonly rules: number;
  /** Samples recorded in a cycle; groups that run more seldom count in proportion. */
  readonly samples: number;
}

/**
 * CPU of a Prometheus in a cycle of 30 s, its rules warmed up by at least one evaluation of every group. The phase is a common multiple of
 * all intervals, so that each group is evaluated as often as is its share. Throws when rules failed, were skipped or recorded nothing.
 */
export async function measureRules(
  prometheus: BenchPrometheus,
  cycles: number,
  log: (text: string) => void,
): Promise<RuleCost> {
  const { url, pid } = prometheus;
  const began = Date.now();
  const groups = await warmedUp(url);
  const seconds = phaseSeconds(groups, cycles);
  log(`warmed up in ${Math.round((Date.now() - began) / 1000)} s; measuring ${seconds} s`);
  const since = Date.now();
  const before = await ruleCounts(url);
  const cpuBefore = cpuMs(pid);
  await wait(seconds * 1000);
  const cpu = cpuMs(pid) - cpuBefore;
  const after = await ruleCounts(url);

  if (after.failures > 0) throw new Error(`${after.failures} evaluations failed`);
  if (after.missed > before.missed) throw new Error('Prometheus could not keep up and left out evaluations');
  const expected = groups.reduce((sum, { rules, interval }) => sum + (rules.length * seconds) / interval, 0);
  const evaluated = after.evaluations - before.evaluations;
  if (Math.abs(evaluated - expected) > TOLERANCE * expected) {
    throw new Error(`${evaluated} rule evaluations in place of ${expected}`);
  }
  await assertRecorded(url, groups, since);
  const samples = await lastSamples(url);
  return {
    cpu: (cpu * CYCLE_SECONDS) / seconds / (expected === 0 ? 1 : evaluated / expected),
    rules: groups.reduce((sum, { rules }) => sum + rules.length, 0),
    samples: groups.reduce(
      (sum, { name, interval }) => sum + ((samples.get(name) ?? Number.NaN) * CYCLE_SECONDS) / interval,
      0,
    ),
  };
}

async function warmedUp(url: string): Promise<LoadedGroup[]> {
  for (;;) {
    const groups = await loadedGroups(url);
    if (groups.every(({ evaluated }) => evaluated)) return groups;
    await wait(2000);
  }
}

function phaseSeconds(groups: readonly LoadedGroup[], cycles: number): number {
  const period = groups.reduce(
    (common, { interval }) => leastCommonMultiple(common, interval),
    CYCLE_SECONDS,
  );
  if (period > 900)
    throw new Error(`the groups' intervals have no common multiple under 15 minutes: ${period} s`);
  return Math.ceil((cycles * CYCLE_SECONDS) / period) * period;
}

function leastCommonMultiple(a: number, b: number): number {
  const divisor = (x: number, y: number): number => (y === 0 ? x : divisor(y, x % y));
  return (a / divisor(a, b)) * b;
}

async function assertRecorded(url: string, groups: readonly LoadedGroup[], since: number): Promise<void> {
  const recording = groups.flatMap(({ rules }) => rules.filter(({ type }) => type === 'recording'));
  for (const name of new Set(recording.map((rule) => rule.name))) {
    if (!ABSENT_IN_PEACE.has(name) && (await freshSeries(url, name, since)) === 0)
      throw new Error(`nothing was recorded as ${name}`);
  }
}
