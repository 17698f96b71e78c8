import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';
import { CHECKOUT_SPEC } from './specs.js';

const even = ['simulate', '--target', '99.9', '--swing', '1', '--span', '2d'];

interface Json {
  readonly slos: readonly {
    readonly id: string;
    readonly candidates: readonly {
      readonly outages?: readonly {
        readonly alerts: readonly {
          readonly severity: string;
          readonly detectedSeconds: number | null;
          readonly theorySeconds: number | null;
        }[];
      }[];
      readonly budget: { readonly coverage: number; readonly consumed: number };
    }[];
  }[];
}

describe('firebreak simulate', () => {
  it('shows for each outage when it was detected and cleared, beside theory', async () => {
    const ran = await run(
      surroundings(),
      ...even,
      '--outage',
      'start=6h,lasts=20m,errors=10%',
      '--outage',
      'start=1d,lasts=10h,errors=1%',
    );
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const rows = ran.stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(rows).toContainEqual(['at 6h', '10%', '20m', 'page', '9m', '8m38s', '4m30s', '4m17s']);
    expect(rows).toContainEqual(expect.arrayContaining(['at 1d', '1%', '10h', 'page', '3h36m']));
    expect(ran.stdout).toContain('theory is for even traffic that is healthy before and after');
  });

  it('judges as often as the shortest window needs it, where nobody says how often', async () => {
    const short = ['--vary', 'tiers=page:1m/15s@14'];
    const ran = await run(surroundings(), ...even.slice(0, -1), '2h', ...short);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect((await run(surroundings(), ...even, ...short, '--step', '30s')).stderr).toContain(
      '--step 30s is longer than the 15s window',
    );
  });

  it('counts slices of time where a file says so, and theory with it', async () => {
    const sliced = CHECKOUT_SPEC.replace(
      'target: 99.95%',
      'target: 99.95%\n    time_slices: {length: 1m, good_when: 95%}',
    );
    const around = surroundings({ 'specs/a.yaml': sliced });
    const options = ['--span', '1d', '--outage', 'start=6h,lasts=20m,errors=10%', '--output', 'json'];
    const { slos } = JSON.parse((await run(around, 'simulate', 'specs', ...options)).stdout) as Json;
    const [candidate] = slos[0]?.candidates ?? [];
    const page = candidate?.outages?.[0]?.alerts.find(({ severity }) => severity === 'page');
    expect(page).toMatchObject({ detectedSeconds: 180, theorySeconds: 180 });
    // 20 bad minutes of the 21.6 that a month may hold.
    expect(candidate?.budget.consumed).toBeCloseTo(20 / 21.6, 3);
  });

  it('is the same for the same seed, and needs no history for a whole budget', async () => {
    const noisy = [...even, '--rate', '2', '--base-errors', '0.1%', '--output', 'json'];
    const first = await run(surroundings(), ...noisy);
    expect(await run(surroundings(), ...noisy)).toEqual(first);
    expect((await run(surroundings(), ...noisy, '--seed', '2')).stdout).not.toBe(first.stdout);
    const [candidate] = (JSON.parse(first.stdout) as Json).slos[0]?.candidates ?? [];
    expect(candidate?.budget.coverage).toBe(1);
    expect(candidate?.budget.consumed).toBeCloseTo(1, 1);
  });

  it('simulates the SLOs of files', async () => {
    const around = surroundings({ 'specs/a.yaml': CHECKOUT_SPEC });
    const ran = await run(around, 'simulate', 'specs', '--span', '1d', '--output', 'json');
    const { slos } = JSON.parse(ran.stdout) as Json;
    expect(slos.map(({ id }) => id)).toEqual(['checkout-api/availability', 'checkout-api/latency']);
  });

  it('draws a page with charts for every candidate', async () => {
    const ran = await run(surroundings(), ...even, '--vary', 'tiers=default,pages-only', '--output', 'html');
    expect(ran.stdout.match(/<figure>/g)).toHaveLength(4);
    expect(ran.stdout).toContain('<title>Firebreak simulate: 2d to 2026-01-07</title>');
  });

  it.each([
    [['simulate'], 'give SLO files, or --target 99.9 instead of them'],
    [['simulate', 'specs', '--target', '99'], 'give SLO files, or --target 99.9 instead of them'],
    [[...even, '--outage', 'start=6h'], '--outage start=6h is no outage; write'],
    [[...even, '--outage', 'start=6h,lasts=20m,errors=200%'], 'is no share of events'],
    [[...even, '--outage', 'start=47h,lasts=2h,errors=1%'], 'ends after the span'],
    [[...even, '--swing', '0'], '--swing 0: write a number'],
    [[...even, '--seed', 'x'], '--seed x is no whole number'],
    [['simulate', '--target', '100'], '--target 100 is no target'],
  ])('says how it is used: %s', async (args, message) => {
    const ran = await run(surroundings({ 'specs/a.yaml': CHECKOUT_SPEC }), ...args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
  });
});
