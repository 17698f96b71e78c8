import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';
import { CHECKOUT_SPEC } from './specs.js';

const around = () => surroundings({ 'specs/a.yaml': CHECKOUT_SPEC });
const explain = ['explain', 'specs', '--slo', 'checkout-api/availability'];

describe('--prometheus', () => {
  it('takes headers along, as often as they are given', async () => {
    const surrounded = around();
    const headers = ['--prometheus-header', 'X-Scope-OrgID: team|other', '--prometheus-header', 'X-A:b:c'];
    await run(surrounded, ...explain, '--prometheus', 'http://mimir/prometheus', ...headers);
    expect(surrounded.asked).toEqual([
      { url: 'http://mimir/prometheus', headers: { 'X-Scope-OrgID': 'team|other', 'X-A': 'b:c' } },
    ]);
  });

  it.each([
    [['--prometheus', 'prometheus:9090'], 'is no http or https URL'],
    [['--prometheus', 'http://me:hunter2@p'], 'the URL holds a user or a password'],
    [['--prometheus-header', 'X-A: b'], '--prometheus-header goes with --prometheus'],
    [['--prometheus', 'http://p', '--prometheus-header', 'X-A'], 'write "Name: value"'],
    [['--prometheus', 'http://p', '--prometheus-header', 'Host: x'], 'Host is set by the connection itself'],
  ])('refuses %j', async (options, words) => {
    for (const command of [explain, ['validate', 'specs'], ['gate', 'checkout-api', '--specs', 'specs']]) {
      const surrounded = around();
      const ran = await run(surrounded, ...command, ...options);
      expect([ran.code, surrounded.asked, surrounded.judged]).toEqual([2, [], []]);
      expect(ran.stderr).toContain(words);
      expect(ran.stderr).not.toContain('hunter2');
    }
  });
});
