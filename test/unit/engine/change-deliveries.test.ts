import { beforeEach, describe, expect, it } from 'vitest';
import {
  discardDelivery,
  replayDelivery,
  replayReceiver,
} from '../../../src/engine/commands/change-deliveries.js';
import { onBehalfOf } from '../../support/actors.js';
import { EngineHarness } from '../../support/engine-harness.js';
import { sampleRow } from '../../support/store-samples.js';

const MARIA = onBehalfOf('maria');

let harness: EngineHarness;
let kicks: number;

/** Messages that are decided and, but for `pending`, become of as told; returned by what people call them. */
async function put(
  ...messages: readonly (readonly [
    key: string,
    kind: 'trigger' | 'resolve' | 'refresh',
    became: 'failed' | 'delivered' | 'pending',
    receiver?: string,
  ])[]
): Promise<string[]> {
  const refs: string[] = [];
  for (const [dedupKey, kind, became, receiver = 'pager'] of messages) {
    const at = harness.now + refs.length;
    const row = sampleRow({ dedupKey, kind, at }, receiver);
    await harness.store.commit({ at, outbox: [row] });
    if (became === 'failed')
      await harness.store.recordDelivery(row.id, { kind: became, at, error: 'HTTP 403' });
    if (became === 'delivered')
      await harness.store.recordDelivery(row.id, { kind: became, at, receipt: 'r' });
    refs.push((await harness.store.delivery(row.id))?.ref ?? '');
  }
  return refs;
}

const stateOf = async (ref: string) => (await harness.store.delivery(ref))?.state;

beforeEach(() => {
  harness = new EngineHarness();
  kicks = 0;
  Object.assign(harness.ports, { kickDelivery: () => (kicks += 1) });
});

const replay = (ref: string) => replayDelivery(harness.state, harness.ports, ref, 'key mended', MARIA);

describe('sending again what was given up', () => {
  it('makes it due, keeps who wanted it and why, and has it sent', async () => {
    const [ref = ''] = await put(['a', 'trigger', 'failed']);
    expect(await replay(ref)).toEqual({ replayed: [ref], refused: [] });
    expect(await harness.store.delivery(ref)).toMatchObject({
      state: 'pending',
      nextAttemptAt: harness.now,
      changes: [{ at: harness.now, action: 'replayed', by: 'maria', reason: 'key mended' }],
    });
    expect(kicks).toBe(1);
    expect(await harness.store.audit(1)).toMatchObject([
      { action: 'delivery.replay', target: ref, onBehalfOf: 'maria', detail: 'key mended' },
    ]);
  });

  it('tries it for another day', async () => {
    const [ref = ''] = await put(['a', 'trigger', 'failed']);
    harness.sleepFor(3 * 86_400_000);
    await replay(ref);
    expect(await harness.store.dueDeliveries(harness.now, 1)).toMatchObject([{ tryingSince: harness.now }]);
  });

  it('takes the resolve that failed too along, and no message of another alert or receiver', async () => {
    const [trigger = '', resolve = '', other = '', mail = ''] = await put(
      ['a', 'trigger', 'failed'],
      ['a', 'resolve', 'failed'],
      ['b', 'trigger', 'failed'],
      ['a', 'trigger', 'failed', 'mail'],
    );
    expect(await replay(trigger)).toEqual({ replayed: [trigger, resolve], refused: [] });
    expect([await stateOf(other), await stateOf(mail)]).toEqual(['failed', 'failed']);
  });

  it('is refused when the end of the alert was told since, and changes nothing', async () => {
    const [trigger = ''] = await put(['a', 'trigger', 'failed'], ['a', 'resolve', 'delivered']);
    await expect(replay(trigger)).rejects.toMatchObject({ code: 'conflict', message: /was overtaken/ });
    expect(await stateOf(trigger)).toBe('failed');
    expect(kicks).toBe(0);
  });

  it('does not know others', async () => {
    await expect(replay('DLV-99')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of a receiver is told by message, repetitions left out', async () => {
    const [overtaken = '', , fresh = '', , mail = ''] = await put(
      ['a', 'trigger', 'failed'],
      ['a', 'resolve', 'delivered'],
      ['b', 'trigger', 'failed'],
      ['c', 'refresh', 'failed'],
      ['b', 'trigger', 'failed', 'mail'],
    );
    const told = await replayReceiver(harness.state, harness.ports, 'pager', 'mended', MARIA);
    expect(told.replayed).toEqual([fresh]);
    expect(told.refused).toEqual([expect.stringContaining(`${overtaken} was overtaken`)]);
    expect(await stateOf(mail)).toBe('failed');
    expect(await harness.store.audit(1)).toMatchObject([{ target: 'pager' }]);
  });

  it('of a receiver that is none says which there are', async () => {
    await expect(replayReceiver(harness.state, harness.ports, 'pagr', 'mended', MARIA)).rejects.toMatchObject(
      { code: 'not-found', message: expect.stringContaining('"pagr"') as string },
    );
  });
});

describe('putting aside what was given up', () => {
  const discard = (ref: string) => discardDelivery(harness.state, harness.ports, ref, 'told by phone', MARIA);

  it('keeps who did so and why, and no longer counts it', async () => {
    const [ref = ''] = await put(['a', 'trigger', 'failed'], ['c', 'refresh', 'failed']);
    expect([...(await harness.store.deadLetters())]).toEqual([['pager', 1]]);
    expect(await discard(ref)).toMatchObject({
      state: 'discarded',
      changes: [{ action: 'discarded', by: 'maria', reason: 'told by phone' }],
    });
    expect((await harness.store.deadLetters()).size).toBe(0);
    expect(await harness.store.audit(1)).toMatchObject([{ action: 'delivery.discard', target: ref }]);
  });

  it('is refused for what may still arrive', async () => {
    const [ref = ''] = await put(['a', 'trigger', 'pending']);
    await expect(discard(ref)).rejects.toMatchObject({ code: 'conflict' });
  });
});
