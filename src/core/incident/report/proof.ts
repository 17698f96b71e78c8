/** How far one message came; as `DeliveryStatus` has it. */
export interface DeliveryProof {
  readonly ref: string;
  readonly receiver: string;
  readonly kind: string;
  readonly state: 'pending' | 'delivered' | 'failed' | 'discarded';
  readonly attempts: number;
  readonly createdAt: number;
  readonly deliveredAt: number | undefined;
  readonly receipt: string | undefined;
  readonly lastError: string | undefined;
}

/** `delivered after 2s: receipt abc`. */
export function proofText({
  state,
  attempts,
  createdAt,
  deliveredAt,
  receipt,
  lastError,
}: DeliveryProof): string {
  if (state === 'delivered' && deliveredAt !== undefined) {
    const seconds = Math.max(0, Math.round((deliveredAt - createdAt) / 1000));
    return `delivered after ${seconds} s${attempts > 1 ? ` and ${attempts} attempts` : ''}: ${receipt ?? 'no receipt'}`;
  }
  return `${state} after ${attempts} attempts${lastError === undefined ? '' : `: ${lastError}`}`;
}
