import type { DeliveryStatus, ReceiverView } from '../../../http/answers.js';
import { counted } from '../../words/numbers.js';

/** How a receiver took what it was sent of late. */
interface ReceiverState {
  readonly name: string;
  readonly tone: 'page' | 'ticket' | 'ok' | 'unknown';
  readonly word: string;
  readonly text: string;
}

/** @param deliveries of all receivers, the newest first */
export function receiverStates(
  receivers: readonly Pick<ReceiverView, 'name'>[],
  deliveries: readonly Pick<DeliveryStatus, 'receiver' | 'state' | 'lastError'>[],
): readonly ReceiverState[] {
  return receivers.map(({ name }) => ({
    name,
    ...stateOf(deliveries.filter((each) => each.receiver === name)),
  }));
}

function stateOf(own: readonly Pick<DeliveryStatus, 'state' | 'lastError'>[]): Omit<ReceiverState, 'name'> {
  const failed = own.filter(({ state }) => state === 'failed');
  const trying = own.find(({ state, lastError }) => state === 'pending' && lastError !== null);
  const settled = own.find(({ state }) => state === 'failed' || state === 'delivered');
  const givenUp = `${counted(failed.length, 'message')} given up`;
  if (settled?.state === 'failed')
    return {
      tone: 'page',
      word: 'does not take',
      text: `${givenUp}, the last: ${settled.lastError ?? 'no reason'}`,
    };
  if (trying) return { tone: 'ticket', word: 'being tried', text: trying.lastError ?? '' };
  if (failed.length > 0) return { tone: 'ticket', word: 'takes again', text: `${givenUp} before that` };
  return settled
    ? { tone: 'ok', word: 'takes', text: 'what it is sent' }
    : { tone: 'unknown', word: 'not known', text: 'nothing has reached it yet: test it' };
}
