import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';
import { BROKEN_SPEC, CHECKOUT_SPEC } from './specs.js';

const around = () => surroundings({ 'specs/checkout-api.yaml': CHECKOUT_SPEC });

describe('firebreak lint', () => {
  it('exits 0 on warnings, and 1 on them when it is strict', async () => {
    const ran = await run(around(), 'lint', 'specs');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(
      'specs/checkout-api.yaml:1:1: warning [no-runbook] checkout-api pages somebody',
    );
    expect(ran.stdout).toContain('1 file, 2 sound SLOs: 0 errors, 1 warning');
    expect((await run(around(), 'lint', 'specs', '--strict')).code).toBe(1);
    expect((await run(around(), 'lint', 'specs', '--strict', '--ignore', 'no-runbook')).code).toBe(0);
  });

  it('exits 1 on what cannot be read, whatever is selected', async () => {
    const ran = await run(surroundings({ 'a.yaml': BROKEN_SPEC }), 'lint', 'a.yaml', '--select', 'no-owner');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('error [target-full]');
  });

  it('says what each rule is in SARIF', async () => {
    const { stdout } = await run(around(), 'lint', 'specs', '--output', 'sarif');
    const sarif = JSON.parse(stdout) as { runs: { tool: { driver: { rules: unknown[] } } }[] };
    expect(sarif.runs[0]?.tool.driver.rules).toEqual([
      expect.objectContaining({
        id: 'no-runbook',
        shortDescription: { text: 'an SLO that pages and has no runbook' },
      }),
    ]);
  });

  it.each([
    ['json', '"code": "no-runbook"'],
    ['github', '::warning file=specs/checkout-api.yaml,line=1'],
    ['junit', '<testcase name="no-runbook at 1:1"'],
  ])('writes findings as %s', async (format, text) => {
    expect((await run(around(), 'lint', 'specs', '--output', format)).stdout).toContain(text);
  });

  it('fails a JUnit case for a warning only when it is strict', async () => {
    const junit = ['lint', 'specs', '--output', 'junit'];
    expect((await run(around(), ...junit)).stdout).toContain('failures="0"');
    expect((await run(around(), ...junit, '--strict')).stdout).toContain('failures="1"');
  });

  it('asks a Prometheus for what the chosen rules need, and nothing else', async () => {
    const asked: string[] = [];
    const surrounded = around();
    surrounded.vector = (query) => {
      asked.push(query);
      return { kind: 'series', series: [] };
    };
    const only = (rule: string) =>
      run(surrounded, 'lint', 'specs', '--prometheus', 'http://p', '--select', rule);
    await only('no-owner');
    expect(asked).toEqual([]);
    const { stdout } = await only('no-series');
    expect(stdout).toContain('[no-series]');
    expect(stdout).toContain('there is no metric http_requests_total');
    expect(asked).toContain('count by (__name__) ({__name__=~"http.*"})');
    expect(asked.some((query) => query.includes('health'))).toBe(false);
  });

  it('tells a Prometheus that does not answer, and fails', async () => {
    const deaf = around();
    deaf.vector = () => ({ kind: 'failed', message: 'connection refused' });
    const ran = await run(
      deaf,
      'lint',
      'specs',
      '--prometheus',
      'http://p',
      '--select',
      'health-checks-counted',
    );
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('error [prometheus-failed]');
  });

  it('lists the rules', async () => {
    const text = await run(around(), 'lint', '--rules');
    expect(text.stdout).toContain('no-owner warning (files) an SLO that nobody owns');
    const json = await run(around(), 'lint', '--rules', '--output', 'json');
    const { rules } = JSON.parse(json.stdout) as { rules: { id: string }[] };
    expect(rules.map(({ id }) => id)).toContain('errors-outside-total');
  });

  it.each([
    [['lint'], 'name SLO files or folders'],
    [['lint', 'specs', '--ignore', 'no-runbok'], 'did you mean "no-runbook"?'],
    [['lint', '--rules', '--output', 'junit'], 'as text or json'],
  ])('%j is no way to call it', async (argv, message) => {
    const ran = await run(around(), ...argv);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
  });
});
