import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';
import { BROKEN_SPEC, CHECKOUT_SPEC } from './specs.js';

const SPEC = CHECKOUT_SPEC.replace('{sli: latency, target: 99.0%', '{sli: latency, target: 99%');
const around = () => surroundings({ 'specs/checkout-api.yaml': SPEC });

const SOME = { kind: 'series', series: [{ labels: {}, value: 3 }] } as const;

describe('firebreak validate', () => {
  it('checks a configuration with all that it names', async () => {
    const around = surroundings();
    const sound = await run(around, 'validate', '--config', 'firebreak.yaml');
    expect(sound).toMatchObject({ code: 0, stdout: '0 files, 0 sound SLOs: 0 errors, 0 warnings\n' });
    around.configProblems = [
      {
        code: 'bad-setting',
        severity: 'error',
        message: 'no',
        mend: 'yes',
        file: 'firebreak.yaml',
        line: 1,
        column: 2,
        endLine: 1,
        endColumn: 3,
      },
    ];
    const broken = await run(around, 'validate', '--config', 'firebreak.yaml', '--output', 'github');
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('file=firebreak.yaml,line=1');
    expect(around.checked).toEqual(['firebreak.yaml', 'firebreak.yaml']);
    expect((await run(around, 'validate', 'a', '--config', 'b')).code).toBe(2);
    expect((await run(around, 'validate')).code).toBe(2);
  });

  it('counts what is sound, and exits 0', async () => {
    const ran = await run(around(), 'validate', 'specs');
    expect(ran).toMatchObject({
      code: 0,
      stderr: '',
      stdout: '1 file, 2 sound SLOs: 0 errors, 0 warnings\n',
    });
  });

  it('shows each problem at its place and exits 1', async () => {
    const files = surroundings({
      'specs/a.yaml': SPEC,
      'specs/b.yaml': BROKEN_SPEC.replaceAll('checkout-api', 'b'),
    });
    const ran = await run(files, 'validate', 'specs');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('specs/b.yaml:19:13: error [target-full]');
    expect(ran.stdout).toContain('2 files, 3 sound SLOs: 1 error, 0 warnings');
  });

  it.each([
    ['json', '"code": "target-full"'],
    ['github', '::error file=specs/b.yaml,line=19,col=13'],
    ['sarif', '"ruleId": "target-full"'],
  ])('writes problems as %s', async (format, text) => {
    const ran = await run(
      surroundings({ 'specs/b.yaml': BROKEN_SPEC }),
      'validate',
      'specs',
      '--output',
      format,
    );
    expect(ran.stdout).toContain(text);
    if (format !== 'github') JSON.parse(ran.stdout);
  });

  it('takes no silence of Prometheus for consent', async () => {
    const deaf = around();
    deaf.vector = () => ({ kind: 'failed', message: 'connect ECONNREFUSED' });
    const ran = await run(deaf, 'validate', 'specs', '--prometheus', 'http://p');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('error [prometheus-failed]');
    expect(ran.stdout).toContain('connect ECONNREFUSED');
  });

  it('says which series and labels are not there', async () => {
    const empty = around();
    empty.vector = (query) => (/^count\((\w+)\)$/.test(query) ? SOME : { kind: 'series', series: [] });
    empty.buckets = [];
    const ran = await run(empty, 'validate', 'specs', '--prometheus', 'http://p');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('specs/checkout-api.yaml:7:5: warning [no-series]');
    expect(ran.stdout).toContain('no series of http_requests_total has the label service, status');
  });

  it('refuses a threshold between two buckets', async () => {
    const live = around();
    live.vector = () => SOME;
    live.buckets = ['0.3', '0.5', '+Inf'];
    const ran = await run(live, 'validate', 'specs', '--prometheus', 'http://p');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('specs/checkout-api.yaml:16:16: error [threshold-between-buckets]');
    expect(ran.stdout).toContain('no bucket le="0.4"; the nearest are le="0.3" and le="0.5"');
  });
});
