import type { DeliveryStatus } from '../../../http/answers.js';

export const STATES = ['failed', 'pending', 'delivered', 'discarded'] as const;

/** The state that an address asks for; empty for all, and for what is none. */
export function stateOf(params: URLSearchParams): DeliveryStatus['state'] | '' {
  return STATES.find((state) => state === params.get('state')) ?? '';
}

/** When the next attempt is made. Messages of one incident go to a receiver one after the other: one that is due and was not tried yet waits for those. */
export function nextIs(
  { attempts, nextAttemptAt }: Pick<DeliveryStatus, 'attempts' | 'nextAttemptAt'>,
  now: number,
): 'none' | 'waiting' | 'first' | 'again' {
  if (nextAttemptAt === null) return 'none';
  if (attempts > 0) return 'again';
  return Date.parse(nextAttemptAt) <= now ? 'waiting' : 'first';
}
