import { describe, expect, it } from 'vitest';
import type { GateDecision } from '../../../src/core/slo/budget-policy.js';
import type { GateAnswer } from '../../../src/engine/read-models.js';
import { run, surroundings } from './fake-context.js';
import { CHECKOUT_SPEC } from './specs.js';

const gateAnswer = (decision: GateDecision): GateAnswer => ({
  service: 'checkout-api',
  environment: 'production',
  decision,
  ok: decision === 'allow' || decision === 'warn',
  reason: 'availability: 3.2 % of the budget left, freeze',
  overridden: undefined,
  evaluatedAt: Date.UTC(2026, 10, 23, 2, 14),
  slos: [
    {
      name: 'availability',
      decision,
      band: 'below-25',
      consequence: 'freeze',
      budgetRemaining: 0.032,
      coverage: 1,
    },
  ],
});
const wire = (decision: GateDecision) => ({
  ...gateAnswer(decision),
  evaluatedAt: '2026-11-23T02:14:00.000Z',
});

function daemonSaying(body: unknown) {
  const around = surroundings();
  around.answer = { kind: 'answered', body };
  return around;
}

describe('firebreak gate', () => {
  it.each([
    ['allow', 0],
    ['warn', 0],
    ['block', 1],
    ['unknown', 3],
  ] as const)('exits by the decision: %s is %d', async (decision, code) => {
    const around = daemonSaying(wire(decision));
    const ran = await run(around, 'gate', 'checkout-api', '--env', 'production');
    expect(ran.code).toBe(code);
    expect(around.daemonCalls).toEqual([
      {
        url: 'http://127.0.0.1:9596',
        path: '/api/v1/gate',
        query: { service: 'checkout-api', environment: 'production' },
      },
    ]);
    expect(ran.stdout).toBe(
      `${decision.toUpperCase()} checkout-api in production: availability: 3.2 % of the budget left, freeze\n` +
        `  availability  ${decision}  3.2% of the budget left  freeze\n`,
    );
  });

  it('takes a warning for an error when asked to', async () => {
    expect((await run(daemonSaying(wire('warn')), 'gate', 'checkout-api', '--warn-as-error')).code).toBe(1);
    expect((await run(daemonSaying(wire('allow')), 'gate', 'checkout-api', '--warn-as-error')).code).toBe(0);
  });

  it('is unknown, never open, when the daemon does not answer', async () => {
    const ran = await run(surroundings(), 'gate', 'checkout-api');
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain(
      'UNKNOWN checkout-api: no answer from http://127.0.0.1:9596: connection refused',
    );
  });

  it.each([
    ['allow', 0],
    ['warn', 0],
    ['block', 1],
    ['unknown', 3],
  ] as const)('turns an unknown into %s when asked to, and says so', async (wanted, code) => {
    const ran = await run(surroundings(), 'gate', 'checkout-api', '--on-unknown', wanted, '--output', 'json');
    expect(ran.code).toBe(code);
    const answer: unknown = JSON.parse(ran.stdout);
    expect(answer).toMatchObject({ service: 'checkout-api', decision: wanted, ok: code === 0, slos: [] });
    if (wanted !== 'unknown') expect(ran.stdout).toContain(`(unknown; --on-unknown ${wanted})`);
  });

  it('does not turn a known block into anything', async () => {
    const ran = await run(daemonSaying(wire('block')), 'gate', 'checkout-api', '--on-unknown', 'allow');
    expect(ran.code).toBe(1);
  });

  it('is unknown when something else answers at that address', async () => {
    const ran = await run(daemonSaying({ hello: 'world' }), 'gate', 'checkout-api');
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain('not the answer of a Firebreak daemon');
  });

  it('prints for programs what the daemon said', async () => {
    const ran = await run(daemonSaying(wire('block')), 'gate', 'checkout-api', '--output', 'json');
    expect(JSON.parse(ran.stdout)).toEqual(wire('block'));
  });

  it('takes the address from --url before FIREBREAK_URL', async () => {
    const around = daemonSaying(wire('allow'));
    around.env['FIREBREAK_URL'] = 'http://firebreak:9596/';
    await run(around, 'gate', 'checkout-api');
    await run(around, 'gate', 'checkout-api', '--url', 'https://other');
    expect(around.daemonCalls.map((call) => call.url)).toEqual(['http://firebreak:9596', 'https://other']);
  });

  it('judges from Prometheus without a daemon', async () => {
    const around = surroundings({ 'slo-specs/checkout-api.yaml': CHECKOUT_SPEC });
    around.gate = gateAnswer('block');
    const ran = await run(
      around,
      'gate',
      'checkout-api',
      '--prometheus',
      'http://prometheus:9090',
      '--specs',
      'slo-specs',
      '--env',
      'production',
      '--output',
      'json',
    );
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toEqual(wire('block'));
    expect(around.judged[0]?.request).toEqual({
      source: { url: 'http://prometheus:9090', headers: {} },
      exclusions: [],
      service: 'checkout-api',
      environment: 'production',
    });
    expect(around.judged[0]?.slos.map((slo) => slo.id)).toContain('checkout-api/availability');
    expect(around.daemonCalls).toEqual([]);
  });

  it('is unknown when Prometheus cannot be asked, or the specs are broken', async () => {
    const around = surroundings({ 'specs/a.yaml': CHECKOUT_SPEC, 'broken/a.yaml': 'service: [' });
    const judge = (specs: string) =>
      run(around, 'gate', 'checkout-api', '--prometheus', 'http://p', '--specs', specs);
    expect(await judge('specs')).toMatchObject({
      code: 3,
      stdout: 'UNKNOWN checkout-api: Prometheus does not answer\n',
    });
    const broken = await judge('broken');
    expect(broken).toMatchObject({ code: 3, stdout: 'UNKNOWN checkout-api: the specs have errors\n' });
    expect(broken.stderr).toContain('broken/a.yaml:1:');
  });

  it.each([
    [['gate']],
    [['gate', 'a', 'b']],
    [['gate', 'a', '--on-unknown', 'maybe']],
    [['gate', 'a', '--prometheus', 'http://p']],
    [['gate', 'a', '--specs', 'x']],
    [['gate', 'a', '--url', 'http://d', '--prometheus', 'http://p', '--specs', 'x']],
    [['gate', 'a', '--url', 'firebreak']],
  ])('exits 2 on wrong usage: %j', async (argv) => {
    const ran = await run(surroundings(), ...argv);
    expect(ran.code).toBe(2);
    expect(ran.stderr).not.toBe('');
    expect(ran.stdout).toBe('');
  });
});
