import type { DeliveryStatus, IncidentSummary } from '../../../../http/answers.js';
import { messageText } from '../../../words/messages.js';

/** One message of an incident, as proof of who was told. */
export interface Told {
  readonly ref: string;
  readonly at: string;
  readonly receiver: string;
  /** The person, and as what; undefined for a receiver that is nobody's own. */
  readonly who: string | undefined;
  readonly what: string;
  readonly state: 'delivered' | 'accepted' | 'under way' | 'failed' | 'discarded';
  readonly stateAt: string | null;
  readonly receipt: string | null;
  readonly error: string | null;
  readonly attempts: number;
}

/** Who was told what, oldest first; calls of people have their names. */
export function toldOf(proof: readonly DeliveryStatus[], calls: IncidentSummary['calls']): readonly Told[] {
  return proof.map((delivery) => {
    const call = calls.find(({ seq }) => delivery.dedupKey.endsWith(`${delivery.incidentId ?? ''}/${seq}`));
    const who = call?.person;
    return {
      ref: delivery.ref,
      at: delivery.createdAt,
      receiver: delivery.receiver,
      who: who === null || who === undefined ? undefined : `${who}, ${call?.as ?? ''}`,
      what: messageText(delivery),
      state: stateOf(delivery),
      stateAt: delivery.deliveredAt ?? delivery.acceptedAt,
      receipt: delivery.receipt,
      error: delivery.lastError,
      attempts: delivery.attempts,
    };
  });
}

function stateOf({ state, acceptedAt }: DeliveryStatus): Told['state'] {
  if (state === 'pending') return acceptedAt === null ? 'under way' : 'accepted';
  return state;
}
