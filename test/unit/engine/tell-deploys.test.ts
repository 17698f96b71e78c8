import { describe, expect, it } from 'vitest';
import type { DeliveryOutcome, Deploy } from '../../../src/core/delivery/signal.js';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { createDeployTelling } from '../../../src/engine/tell-deploys.js';
import { calm, FakeClock } from './fake-outbox.js';

const deploy: Deploy = { service: 'checkout', version: 'v2', at: 0 };

function stage(...answers: readonly DeliveryOutcome[]) {
  const clock = new FakeClock(0);
  const told: { readonly at: number; readonly deploy: Deploy }[] = [];
  const left = [...answers];
  const silent = () => undefined;
  const listener: Notifier = {
    receiver: 'pd',
    refreshEveryMs: undefined,
    send: async () => ({ kind: 'refused', reason: 'no signal is meant for it here' }),
    tellDeploy: async (heard) => {
      told.push({ at: clock.now(), deploy: heard });
      return left.shift() ?? { kind: 'delivered', receipt: 'r' };
    },
  };
  const { tellDeploy: _, ...deaf } = listener;
  const telling = createDeployTelling({
    clock,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    random: () => 0,
    notifiers: () => new Map([listener, { ...deaf, receiver: 'chat' }].map((each) => [each.receiver, each])),
    wakeAfter: clock.wakeAfter,
  });
  return { clock, told, telling };
}

describe('a deploy', () => {
  it('is told once to each receiver that keeps changes', async () => {
    const { clock, told, telling } = stage();
    telling.tell(deploy);
    await calm();
    expect(told).toEqual([{ at: 0, deploy }]);
    expect(clock.pending).toBe(0);
  });

  it('is told again after a passing fault, not sooner than was asked', async () => {
    const { clock, told, telling } = stage(
      { kind: 'unknown', reason: 'no answer' },
      { kind: 'retry', reason: 'HTTP 429', retryAfterMs: MINUTE },
    );
    telling.tell(deploy);
    await calm();
    await clock.advance(HOUR);
    expect(told.map(({ at }) => at)).toEqual([0, SECOND / 2, MINUTE + SECOND / 2]);
    expect(clock.pending).toBe(0);
  });

  it('is not told again when it was refused, nor after the end', async () => {
    const refused = stage({ kind: 'refused', reason: 'HTTP 400' });
    refused.telling.tell(deploy);
    await calm();
    expect(refused.clock.pending).toBe(0);

    const stopped = stage({ kind: 'retry', reason: 'HTTP 503' });
    stopped.telling.tell(deploy);
    await calm();
    expect(stopped.clock.pending).toBe(1);
    stopped.telling.stop();
    await stopped.clock.advance(HOUR);
    expect(stopped.told).toHaveLength(1);
  });
});
