import { describe, expect, it } from 'vitest';
import { judgeReplay, type SettledMessage } from '../../../../src/core/delivery/dead-letter.js';

const message = (ref: string, kind: string, state: SettledMessage['state']): SettledMessage => ({
  ref,
  kind,
  state,
});
const trigger = message('DLV-1', 'trigger', 'failed');

describe('judgeReplay', () => {
  it('takes what followed and failed as well along, so that no alert stays open for ever', () => {
    const resolve = message('DLV-4', 'resolve', 'failed');
    expect(judgeReplay(trigger, [resolve])).toEqual({ kind: 'replay', refs: ['DLV-1', 'DLV-4'] });
    expect(judgeReplay(trigger, [])).toEqual({ kind: 'replay', refs: ['DLV-1'] });
  });

  it.each(['delivered', 'pending', 'discarded'] as const)(
    'refuses what something newer that is %s overtook',
    (state) => {
      expect(judgeReplay(trigger, [message('DLV-4', 'resolve', state)])).toEqual({
        kind: 'refused',
        reason: `DLV-1 was overtaken: the resolve DLV-4 of the same alert is ${state}; discard it`,
      });
    },
  );

  it.each(['delivered', 'pending', 'discarded'] as const)('refuses what is %s', (state) => {
    expect(judgeReplay(message('DLV-1', 'trigger', state), [])).toEqual({
      kind: 'refused',
      reason: `DLV-1 is ${state}: only what has failed is sent again`,
    });
  });

  it('refuses a rollback, of which the record says that it was not taken', () => {
    expect(judgeReplay(message('DLV-9', 'rollback', 'failed'), [])).toEqual({
      kind: 'refused',
      reason:
        'DLV-9 is a rollback: ask for it again in its incident, so that the record says what is rolled back; discard it',
    });
  });
});
