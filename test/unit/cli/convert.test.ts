import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';
import { BROKEN_SPEC, CHECKOUT_SPEC } from './specs.js';

describe('firebreak convert', () => {
  it('writes files that are sound', async () => {
    const ran = await run(
      surroundings({ 'a.yaml': CHECKOUT_SPEC }),
      'convert',
      'a.yaml',
      '--to',
      'firebreak',
    );
    expect(ran.code).toBe(0);
    const around = surroundings({ 'b.yaml': ran.stdout });
    expect(await run(around, 'validate', 'b.yaml')).toMatchObject({ code: 0 });
  });

  it('writes the sound SLOs of a broken file, says what is wrong, and exits 1', async () => {
    const ran = await run(surroundings({ 'a.yaml': BROKEN_SPEC }), 'convert', 'a.yaml', '--to', 'firebreak');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('error [target-full]');
    expect(ran.stdout).toContain('service: checkout-api');
  });

  it('reads each document for what it is, or refuses what is not of the tool that --from names', async () => {
    const sloth = `version: prometheus/v1
service: shop
slos:
  - name: answered
    objective: 99.9
    sli: {events: {error_query: 'sum(rate(errors_total[{{.window}}]))', total_query: 'sum(rate(all_total[{{.window}}]))'}}
    alerting: {page_alert: {disable: true}}
`;
    const around = () => surroundings({ 'a.yaml': CHECKOUT_SPEC, 'b.yaml': sloth });
    const files = ['convert', 'a.yaml', 'b.yaml', '--to', 'firebreak'];
    const both = await run(around(), ...files);
    expect(both.code, both.stderr).toBe(0);
    expect(both.stdout).toContain('service: shop');
    const refused = await run(around(), ...files, '--from', 'sloth');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('a.yaml:1:1: error [foreign-document] this is a document of firebreak');
    const named = await run(
      surroundings({ 'b.yaml': sloth }),
      'convert',
      'b.yaml',
      '--from',
      'sloth',
      '--to',
      'firebreak',
    );
    expect(named.code, named.stderr).toBe(0);
  });

  it('says that exclusions stay behind', async () => {
    const maintenance = `maintenance:
  - {id: move, service: checkout-api, from: 2026-11-01T00:00:00Z, to: 2026-11-01T02:00:00Z, author: ann, reason: move}
`;
    const around = surroundings({ 'a.yaml': CHECKOUT_SPEC, 'm.yaml': maintenance });
    const ran = await run(around, 'convert', 'a.yaml', 'm.yaml', '--to', 'firebreak');
    expect(ran.stderr).toContain('1 exclusion not written');
  });

  it('asks whose files to write', async () => {
    expect(await run(surroundings(), 'convert', 'a.yaml')).toMatchObject({ code: 2 });
  });
});
