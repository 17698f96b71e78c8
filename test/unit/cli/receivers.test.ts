import { describe, expect, it } from 'vitest';
import type { ReceiverTest, TestStep } from '../../../src/engine/read-models.js';
import { run, surroundings } from './fake-context.js';

const DELIVERED: TestStep = { outcome: 'delivered', detail: 'receipt-1' };
const REFUSED: TestStep = { outcome: 'refused', detail: 'HTTP 403' };

function around(trigger: TestStep, resolve: TestStep) {
  const given = surroundings();
  given.env['FIREBREAK_CONFIG'] = 'firebreak.yaml';
  const test: ReceiverTest = { receiver: 'oncall', trigger, resolve };
  given.receiverTests.set('oncall', test);
  return given;
}

describe('receivers', () => {
  it('lists names and kinds', async () => {
    const given = around(DELIVERED, DELIVERED);
    expect((await run(given, ...['receivers', 'list'])).stdout).toBe('RECEIVER  KIND\noncall    webhook\n');
    const json = await run(given, ...['receivers', 'list', '--output', 'json']);
    expect(JSON.parse(json.stdout)).toEqual({ receivers: [{ name: 'oncall', kind: 'webhook' }] });
    const none = await run(surroundings(), ...['receivers', 'list', '--config', 'firebreak.yaml']);
    expect(none.stdout).toBe('no receivers\n');
  });

  it('tests one, with receipts, and its exit code tells', async () => {
    expect(await run(around(DELIVERED, DELIVERED), ...['receivers', 'test', 'oncall'])).toEqual({
      code: 0,
      stdout: 'test page  delivered: receipt-1\nits end    delivered: receipt-1\n',
      stderr: '',
    });
    for (const given of [around(REFUSED, DELIVERED), around(DELIVERED, REFUSED)]) {
      const { code, stdout } = await run(given, ...['receivers', 'test', 'oncall']);
      expect([code, stdout.includes('refused: HTTP 403')]).toEqual([1, true]);
    }
    const json = await run(
      around(DELIVERED, REFUSED),
      ...['receivers', 'test', 'oncall', '--output', 'json'],
    );
    expect([json.code, JSON.parse(json.stdout)]).toEqual([
      1,
      { receiver: 'oncall', trigger: DELIVERED, resolve: REFUSED },
    ]);
  });

  it('knows no receiver that the configuration does not', async () => {
    const { code, stderr } = await run(around(DELIVERED, DELIVERED), ...['receivers', 'test', 'nobody']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('there is no receiver "nobody"; there are: oncall'),
    ]);
  });

  describe('of a daemon', () => {
    const URL = 'http://firebreak:9596';
    const asked = async (body: unknown, ...argv: string[]) => {
      const given = around(DELIVERED, DELIVERED);
      given.env['FIREBREAK_URL'] = URL;
      given.answer = { kind: 'answered', body };
      return { ...(await run(given, 'receivers', ...argv)), calls: given.daemonCalls };
    };

    it('are listed where FIREBREAK_URL says where it is, a configuration or not', async () => {
      const body = { receivers: [{ name: 'pager', takes: ['alerts', 'incidents'] }] };
      const { stdout, calls } = await asked(body, 'list');
      expect(stdout).toBe('RECEIVER  TAKES\npager     alerts, incidents\n');
      expect(calls).toEqual([{ url: URL, path: '/api/v1/receivers' }]);
      expect(JSON.parse((await asked(body, 'list', '--output', 'json')).stdout)).toEqual(body);
      expect((await asked(body, 'list', '--config', 'firebreak.yaml')).stdout).toContain('webhook');
    });

    it('are tested by it', async () => {
      const body = { receiver: 'pager', trigger: DELIVERED, resolve: REFUSED };
      const { code, stdout, calls } = await asked(body, 'test', 'pager', '--by', 'ana');
      expect([code, stdout]).toEqual([1, 'test page  delivered: receipt-1\nits end    refused: HTTP 403\n']);
      expect(calls).toMatchObject([{ path: '/api/v1/receivers/pager/test', body: { by: 'ana' } }]);
    });

    it('are asked for without a configuration, and it is said how to do without one', async () => {
      const { code, stderr } = await run(surroundings(), 'receivers', 'list');
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/: no answer from .* --config firebreak\.yaml does without a daemon/),
      ]);
    });

    it('are not those of a file', async () => {
      const given = surroundings();
      const { code } = await run(given, 'receivers', 'list', '--config', 'a.yaml', '--url', URL);
      expect(code).toBe(2);
    });
  });
});
