import { describe, expect, it } from 'vitest';
import type { ReceiverTest, TestStep } from '../../../src/engine/read-models.js';
import { run, surroundings } from './fake-context.js';

const DELIVERED: TestStep = { outcome: 'delivered', detail: 'receipt-1' };
const REFUSED: TestStep = { outcome: 'refused', detail: 'HTTP 403' };

function around(trigger: TestStep, resolve: TestStep) {
  const given = surroundings();
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
    expect((await run(surroundings(), ...['receivers', 'list'])).stdout).toBe('no receivers\n');
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
});
