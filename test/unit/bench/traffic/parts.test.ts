import { expect, it } from 'vitest';
import { happen } from '../../../../bench/traffic/events.js';
import { crashLoop, replacedPods, restarted, steadyPods } from '../../../../bench/traffic/lives.js';
import { seededRandom } from '../../../../bench/traffic/random.js';
import { diurnal, ramp, workRuns } from '../../../../bench/traffic/shapes.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';

const span = { from: 0, to: DAY };

it('draws the same numbers for a seed and a name, others for others, evenly', () => {
  const draw = (seed: number, name: string) => {
    const random = seededRandom(seed, name);
    return Array.from({ length: 10_000 }, random);
  };
  expect(draw(1, 'a')).toEqual(draw(1, 'a'));
  expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
  expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
  const mean = draw(1, 'a').reduce((sum, next) => sum + next, 0) / 10_000;
  expect(mean).toBeGreaterThan(0.48);
  expect(mean).toBeLessThan(0.52);
});

it('shares events evenly over the processes that live', () => {
  const pods = steadyPods('shop', 2, span);
  const [first, second] = happen(
    pods,
    span,
    () => 10,
    () => 0.01,
    seededRandom(1, 'events'),
  );
  const sum = (counts: Uint8Array = new Uint8Array()) => counts.reduce((all, next) => all + next, 0);
  const perPod = (DAY / SECOND) * 5;
  for (const life of [first, second]) {
    expect(Math.abs(sum(life?.total) / perPod - 1)).toBeLessThan(0.01);
    expect(Math.abs(sum(life?.bad) / perPod / 0.01 - 1)).toBeLessThan(0.06);
  }
});

it('fails at most all events', () => {
  const [life] = happen(
    steadyPods('shop', 1, span),
    span,
    () => 3,
    () => 1,
    seededRandom(1, 'all'),
  );
  expect(life?.bad.every((bad, k) => bad <= (life.total[k] ?? 0))).toBe(true);
  expect(life?.bad.some((bad, k) => bad === life.total[k] && bad > 0)).toBe(true);
});

it('replaces pods by others whose lives overlap a little', () => {
  const [before, after] = replacedPods('shop', 1, span, [6 * HOUR], seededRandom(1, 'deploys'));
  expect(before?.labels.instance).not.toBe(after?.labels.instance);
  const overlap = (before?.to ?? 0) - (after?.from ?? 0);
  expect(overlap).toBeGreaterThanOrEqual(10 * SECOND);
  expect(overlap).toBeLessThanOrEqual(45 * SECOND);
});

it('restarts a process under the same labels, with the time in which it was down between', () => {
  const [pod] = steadyPods('shop', 1, span);
  if (!pod) throw new Error('no pod');
  const lives = restarted(pod, [{ at: HOUR, downMs: MINUTE }]);
  expect(lives).toEqual([
    { ...pod, to: HOUR },
    { ...pod, from: HOUR + MINUTE },
  ]);
  const restarts = crashLoop(seededRandom(1, 'crash'), { from: HOUR, to: 4 * HOUR });
  expect(Math.max(...restarts.map(({ downMs }) => downMs))).toBe(5 * MINUTE);
  const crashing = restarted(pod, restarts);
  expect(crashing).toHaveLength(restarts.length + 1);
  expect(crashing.every(({ from, to }) => from < to)).toBe(true);
});

it('has shapes: a day twentyfold, a ramp that ends, runs with quiet between', () => {
  expect(diurnal(40, 12 * HOUR)(12 * HOUR)).toBeCloseTo(40);
  expect(diurnal(40, 12 * HOUR)(DAY)).toBeCloseTo(2);
  const leak = ramp({ from: 0, to: HOUR }, 0.02);
  expect([leak(HOUR / 2), leak(HOUR)]).toEqual([0.01, 0]);
  const runs = workRuns(seededRandom(1, 'runs'), span, [2 * HOUR, 3 * HOUR], [MINUTE, 2 * MINUTE]);
  expect(runs.length).toBeGreaterThan(5);
  runs.slice(1).forEach(({ from }, i) => {
    expect(from - (runs[i]?.to ?? 0)).toBeGreaterThanOrEqual(2 * HOUR);
  });
});
