import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../../src/core/access/actor.js';
import type { Signal } from '../../../../src/core/delivery/signal.js';
import { testOwnReceiver } from '../../../../src/main/daemon/receiver-api.js';
import { EngineHarness } from '../../../support/engine-harness.js';

const MARIA: Actor = {
  kind: 'token',
  name: 'maria',
  scope: 'operate',
  onBehalfOf: undefined,
  requestId: 'r-1',
};

describe('a test of a receiver by the daemon', () => {
  it('sends a marked page and its end past the outbox, and is in the audit log', async () => {
    const { ports, store } = new EngineHarness();
    const sent: Signal[] = [];
    const send = async (signal: Signal) => {
      sent.push(signal);
      return { kind: 'refused', reason: 'HTTP 403' } as const;
    };
    ports.notifiers = new Map([['pager', { receiver: 'pager', refreshEveryMs: undefined, send }]]);
    const step = { outcome: 'refused', detail: 'HTTP 403' };
    expect(await testOwnReceiver(ports, 'pager', MARIA)).toEqual({
      receiver: 'pager',
      trigger: step,
      resolve: step,
    });
    expect(sent.map(({ kind, isTest }) => [kind, isTest])).toEqual([
      ['trigger', true],
      ['resolve', true],
    ]);
    expect(store.messages()).toEqual([]);
    expect(await store.audit(10)).toMatchObject([
      { who: 'maria', action: 'receiver.test', target: 'pager', outcome: 'done', detail: 'refused' },
    ]);
  });

  it('of one that there is not is refused', async () => {
    const { ports } = new EngineHarness();
    await expect(testOwnReceiver(ports, 'nobody', MARIA)).rejects.toMatchObject({ code: 'not-found' });
  });
});
