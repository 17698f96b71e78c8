import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';
import { BROKEN_SPEC, CHECKOUT_SPEC, SEARCH_SPEC } from './specs.js';

const specs = { 'specs/checkout-api.yaml': CHECKOUT_SPEC, 'specs/search-api.yaml': SEARCH_SPEC };
const generate = ['generate', 'specs', '--out', 'rules'];

describe('firebreak generate', () => {
  it('writes rules for time slices of counters but no tests, and no rules for slices of gauges, and says so', async () => {
    const spec = `service: shop
slis:
  up: {gauge: probe_success}
  ok: {bad: shop_failed_total, total: shop_total}
slos:
  - {sli: up, target: 99%, window: 30d, time_slices: {length: 1m, good_when: 95%}}
  - {sli: ok, target: 99%, window: 30d, time_slices: {length: 1m, good_when: 95%}}
`;
    const around = surroundings({ 'specs/shop.yaml': spec });
    const ran = await run(around, ...generate, '--tests');
    expect(ran.stderr).toBe(
      'no rules: shop/up is a composite or counts slices of what is no counter: the daemon judges it alone\n' +
        'no tests: no series can be made up by which shop/ok could be tested\n',
    );
    expect(ran.stdout).toContain('1 SLO in 1 file: 1 written');
  });

  it('tells in a line what the disk refuses', async () => {
    const ran = await run(
      surroundings({ ...specs, rules: 'a file where the folder should be' }),
      ...generate,
    );
    expect(ran).toMatchObject({ code: 1, stderr: "firebreak: EEXIST: file already exists, mkdir 'rules'\n" });
  });

  it('writes one file per service, and then only what has changed', async () => {
    const around = surroundings(specs);
    const first = await run(around, ...generate);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toBe(
      'wrote rules/checkout-api.rules.yaml\nwrote rules/search-api.rules.yaml\n4 SLOs in 2 files: 2 written, 0 unchanged\n',
    );
    around.files.set('specs/search-api.yaml', SEARCH_SPEC.replace('99.95%', '99.9%').replace('21.6', '43.2'));
    const second = await run(around, 'generate', 'specs', '--out', 'rules/');
    expect(second.stdout).toBe(
      'wrote rules/search-api.rules.yaml\n4 SLOs in 2 files: 1 written, 1 unchanged\n',
    );
  });

  it('checks that the rules are those of the specs, from any folder, and shows what is not', async () => {
    const around = surroundings(specs);
    await run(around, ...generate);
    expect(await run(around, ...generate, '--check')).toMatchObject({
      code: 0,
      stdout: 'rules is up to date\n',
    });

    around.files.set('specs/checkout-api.yaml', CHECKOUT_SPEC.replace('burn_rate: 14.4x', 'burn_rate: 10x'));
    const before = new Map(around.files);
    const stale = await run(around, ...generate, '--check');
    expect(stale.code).toBe(1);
    expect(stale.stdout).toMatch(
      /^--- rules\/checkout-api\.rules\.yaml\n\+\+\+ rules\/checkout-api\.rules\.yaml\n@@ /,
    );
    expect(stale.stdout).toMatch(/^-.* > 14\.4$/m);
    expect(stale.stdout).toMatch(/^\+.* > 10$/m);
    expect(stale.stdout).not.toContain('search-api');
    expect(stale.stderr).toContain('rules is stale: 1 file differs.');
    expect(around.files).toEqual(before);
  });

  it('says that an SLA over a month of the calendar has no alert in rules', async () => {
    const promise = 'sla: {target: 99%, window: {calendar: month}}';
    const sla = CHECKOUT_SPEC.replace('    error_budget:', `    ${promise}\n    error_budget:`);
    const ran = await run(surroundings({ 'specs/checkout-api.yaml': sla }), ...generate);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr).toMatch(/^no SLA alert: the SLA of checkout-api\/\S+ keeps to the calendar/);
  });

  it('says that rules know of no exclusions', async () => {
    const maintenance =
      'maintenance:\n  - {id: db, author: m, reason: r, service: search-api, from: "2026-12-01T00:00:00Z", to: "2026-12-01T02:00:00Z"}\n';
    const around = surroundings({ ...specs, 'specs/maintenance.yaml': maintenance });
    expect(await run(around, ...generate)).toMatchObject({
      code: 0,
      stderr: 'not excluded: rules know of no exclusion (db); only the daemon leaves that time out\n',
    });
  });

  it('reports rules of services that are gone, and leaves them and everything else alone', async () => {
    const around = surroundings({ ...specs, 'rules/own.yaml': 'groups: []\n', 'rules/README.md': 'x' });
    await run(around, ...generate);
    around.files.delete('specs/search-api.yaml');
    const check = await run(around, ...generate, '--check');
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/^--- rules\/search-api\.rules\.yaml\n\+\+\+ \/dev\/null\n/);
    expect(check.stdout).not.toContain('own.yaml');
    const written = await run(around, ...generate);
    expect(written).toMatchObject({ code: 0 });
    expect(written.stderr).toContain('left over: rules/search-api.rules.yaml');
    expect([...around.files.keys()].filter((path) => path.startsWith('rules/')).sort()).toEqual([
      'rules/README.md',
      'rules/checkout-api.rules.yaml',
      'rules/own.yaml',
      'rules/search-api.rules.yaml',
    ]);
  });

  it('does not overwrite what it has not generated', async () => {
    const around = surroundings({ ...specs, 'rules/search-api.rules.yaml': 'groups: []\n' });
    const ran = await run(around, ...generate);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('rules/search-api.rules.yaml: not generated by firebreak');
    expect(around.files.has('rules/checkout-api.rules.yaml')).toBe(false);
  });

  it('writes nothing when a spec has errors, and says where', async () => {
    const around = surroundings({
      ...specs,
      'specs/broken.yaml': BROKEN_SPEC.replaceAll('checkout-api', 'broken'),
    });
    for (const argv of [generate, [...generate, '--check']]) {
      const ran = await run(around, ...argv);
      expect(ran).toMatchObject({ code: 1, stdout: '' });
      expect(ran.stderr).toContain('specs/broken.yaml:19:');
      expect(ran.stderr).toContain('nothing was written');
    }
    expect([...around.files.keys()].some((path) => path.startsWith('rules/'))).toBe(false);
  });

  it('writes resources for the Prometheus operator', async () => {
    const around = surroundings(specs);
    await run(around, ...generate, '--format', 'prometheusrule');
    expect(around.files.get('rules/checkout-api.prometheusrule.yaml')).toContain('\nkind: PrometheusRule\n');
  });

  it.each([
    [['generate', 'specs']],
    [['generate', '--out', 'rules']],
    [['generate', 'nowhere', '--out', 'rules']],
    [['generate', 'empty', '--out', 'rules']],
    [[...generate, '--format', 'toml']],
  ])('exits 2 on wrong usage: %j', async (argv) => {
    const ran = await run(surroundings({ ...specs, 'empty/README.md': '' }), ...argv);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });
});
