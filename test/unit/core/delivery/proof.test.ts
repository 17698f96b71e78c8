import { describe, expect, it } from 'vitest';
import {
  judgeProof,
  type ProofWatch,
  proofWatches,
  type ToldReceiver,
} from '../../../../src/core/delivery/proof.js';
import { SECOND } from '../../../../src/core/time/duration.js';
import { sampleRow, T0 } from '../../../support/store-samples.js';

const DUE = T0 + 60 * SECOND;
const watch: ProofWatch = {
  dueAt: DUE,
  within: 60 * SECOND,
  receivers: ['oncall', 'phone'],
  next: ['manager'],
};
const told = (oncall: ToldReceiver['state'], phone: ToldReceiver['state']): ToldReceiver[] => [
  { receiver: 'oncall', state: oncall },
  { receiver: 'phone', state: phone },
  { receiver: 'chat', state: 'delivered' },
];

describe('judgeProof', () => {
  it('waits until the time is over, and then passes on, saying why', () => {
    expect(judgeProof(watch, told('pending', 'failed'), false, DUE - 1)).toEqual({ kind: 'wait' });
    expect(judgeProof(watch, told('pending', 'failed'), false, DUE)).toEqual({
      kind: 'pass-on',
      receivers: ['manager'],
      because: 'no receipt from oncall or phone within 1m',
    });
  });

  it('does not wait when all of the route’s receivers were given up', () => {
    expect(judgeProof(watch, told('failed', 'discarded'), false, T0)).toMatchObject({
      kind: 'pass-on',
      because: 'oncall or phone could not be told',
    });
  });

  it('takes one receipt of the route, or a person who is on it, for proof', () => {
    expect(judgeProof(watch, told('pending', 'delivered'), false, DUE)).toEqual({ kind: 'proven' });
    expect(judgeProof(watch, told('failed', 'failed'), true, DUE)).toEqual({ kind: 'proven' });
  });

  it('does not take a message that is not there for one that was given up', () => {
    expect(judgeProof(watch, [], false, DUE - 1)).toEqual({ kind: 'wait' });
    expect(judgeProof(watch, [], false, DUE)).toMatchObject({ kind: 'pass-on' });
  });
});

describe('proofWatches', () => {
  it('asks for the proof of the routes that match and want one', () => {
    const proof = { within: 60 * SECOND, next: ['manager'] };
    const { signal } = sampleRow();
    expect(
      proofWatches(signal, [
        { match: { severity: 'page' }, receivers: ['oncall', 'phone'], proof },
        { match: { severity: 'ticket' }, receivers: ['queue'], proof },
        { receivers: ['chat'] },
      ]),
    ).toEqual([watch]);
  });
});
