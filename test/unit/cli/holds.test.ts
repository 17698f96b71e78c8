import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

const hold = { of: 'shop/latency', incidentId: null, severity: 'ticket', text: 'the rules in Prometheus' };

function daemonSaying(holds: unknown[]) {
  const around = surroundings();
  around.answer = { kind: 'answered', body: { holds } };
  return around;
}

describe('firebreak holds', () => {
  it('lists what is held open', async () => {
    const { code, stdout } = await run(daemonSaying([hold]), 'holds');
    expect(code).toBe(0);
    expect(stdout.split('\n')[1]?.split(/ {2,}/)).toEqual([
      'shop/latency',
      '-',
      'ticket',
      'the rules in Prometheus',
    ]);
    expect((await run(daemonSaying([]), 'holds')).stdout).toBe('nothing is held open from outside\n');
  });

  it('ends it, with who and why', async () => {
    const around = daemonSaying([hold]);
    const ran = await run(around, 'holds', 'end', 'shop/latency', '--by', 'maria', '--reason', 'it is gone');
    expect(ran).toMatchObject({
      code: 0,
      stdout: 'shop/latency: ended what the rules in Prometheus reported\n',
    });
    expect(around.daemonCalls).toMatchObject([
      { path: '/api/v1/holds/end', body: { of: 'shop/latency', by: 'maria', reason: 'it is gone' } },
    ]);
  });

  it('wants a reason', async () => {
    const around = daemonSaying([hold]);
    expect((await run(around, 'holds', 'end', 'shop/latency', '--by', 'maria')).code).toBe(2);
    expect(around.daemonCalls).toEqual([]);
  });
});
