import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

const PAYMENTS = readFileSync('on-call/payments.yaml', 'utf8');
const spec = (service: string) => `service: ${service}
owner: team-web
slis:
  good: {metric: 'sum(rate(http_requests_total{code!~"5.."}[5m])) / sum(rate(http_requests_total[5m]))'}
slos:
  - {sli: good, target: 99%, window: 30d}
`;
const around = () =>
  surroundings({
    'on-call/payments.yaml': PAYMENTS,
    'specs/checkout.yaml': spec('checkout-api'),
    'specs/web.yaml': spec('web'),
  });
const AT = ['--at', '2026-11-12T12:00:00Z'];
const UNOWNED =
  'specs/web.yaml:6:6: warning [unowned-service] no team owns web: nobody is called for its incidents by a team’s escalation policy';

describe('services that no team owns', () => {
  it('are told by the on-call linter, where SLO files are given', async () => {
    const ran = await run(around(), 'oncall', 'lint', 'on-call', ...AT, '--slos', 'specs');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(UNOWNED);
    expect(ran.stdout).not.toContain('no team owns checkout-api');
    expect((await run(around(), 'oncall', 'lint', 'on-call', ...AT)).stdout).not.toContain('no team owns');
  });

  it('are told by validate, where on-call files are given', async () => {
    const ran = await run(around(), 'validate', 'specs', '--on-call', 'on-call');
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(UNOWNED) });
    expect((await run(around(), 'validate', 'specs')).stdout).not.toContain('no team owns');
  });

  it('are not hidden by what is broken: the linter tells that too', async () => {
    const broken = around();
    broken.files.set('specs/broken.yaml', spec('x').replace('99%', '101%'));
    const ran = await run(broken, 'oncall', 'lint', 'on-call', ...AT, '--slos', 'specs');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('specs/broken.yaml:6:');
    expect(ran.stdout).toContain(UNOWNED);
  });

  it('are not known where a team is broken, and validate fails by what is', async () => {
    const broken = around();
    broken.files.set('on-call/payments.yaml', PAYMENTS.replace('members: [alice', 'members: [doraa'));
    for (const command of [
      ['validate', 'specs', '--on-call', 'on-call'],
      ['oncall', 'lint', 'on-call', ...AT, '--slos', 'specs'],
    ]) {
      const ran = await run(broken, ...command);
      expect(ran.code).toBe(1);
      expect(ran.stdout).toContain('[unknown-reference] there is no person "doraa"');
      expect(ran.stdout).not.toContain('no team owns');
    }
  });

  it('are not all that a page needs: whether contacts were tested the linter cannot know, and says so', async () => {
    const { stdout } = await run(around(), 'oncall', 'lint', 'on-call', ...AT);
    expect(stdout).toMatch(/whether contacts were tested only a daemon knows: firebreak oncall contacts\n$/);
  });
});
