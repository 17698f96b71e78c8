/** A message to a receiver, as far as handing it in again is judged. */
export interface SettledMessage {
  /** What people call it: `DLV-17`. */
  readonly ref: string;
  readonly kind: string;
  readonly state: 'pending' | 'delivered' | 'failed' | 'discarded';
}

export type ReplayVerdict =
  /** The refs of what is sent again, oldest first: the message, and what followed it and failed as well. */
  | { readonly kind: 'replay'; readonly refs: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Decides whether a message that was given up may be sent again. Not once its receiver has, or is about to get, something newer of the same
 * alert: an old trigger after a resolve would open an alert that nobody closes. And never a rollback: its incident says already that it was not taken.
 * @param newer all that was decided later for the same receiver and alert, repetitions aside, oldest first
 */
export function judgeReplay(message: SettledMessage, newer: readonly SettledMessage[]): ReplayVerdict {
  if (message.state !== 'failed') {
    return {
      kind: 'refused',
      reason: `${message.ref} is ${message.state}: only what has failed is sent again`,
    };
  }
  if (message.kind === 'rollback') {
    return {
      kind: 'refused',
      reason: `${message.ref} is a rollback: ask for it again in its incident, so that the record says what is rolled back; discard it`,
    };
  }
  const overtaking = newer.find(({ state }) => state !== 'failed');
  if (overtaking) {
    const { ref, kind, state } = overtaking;
    return {
      kind: 'refused',
      reason: `${message.ref} was overtaken: the ${kind} ${ref} of the same alert is ${state}; discard it`,
    };
  }
  return { kind: 'replay', refs: [message.ref, ...newer.map(({ ref }) => ref)] };
}
