import { formatDuration } from '../time/duration.js';
import { type Route, matchesRoute } from './route.js';
import type { Signal } from './signal.js';

/** Until when some receivers of a page have to have proven that they took it, and who is told when none of them has. */
export interface ProofWatch {
  /** Epoch ms. */
  readonly dueAt: number;
  /** The time they have (ms). */
  readonly within: number;
  readonly receivers: readonly string[];
  readonly next: readonly string[];
}

/** How far the message to one receiver came. */
export interface ToldReceiver {
  readonly receiver: string;
  readonly state: 'pending' | 'delivered' | 'failed' | 'discarded';
}

export type ProofVerdict =
  | { readonly kind: 'wait' }
  | { readonly kind: 'proven' }
  /** `because` in words, for the timeline. */
  | { readonly kind: 'pass-on'; readonly receivers: readonly string[]; readonly because: string };

/** What has to be proven of a page; empty where no route asks for it. */
export function proofWatches(signal: Signal, routes: readonly Route[]): ProofWatch[] {
  return routes.flatMap((route) => {
    const { receivers, proof } = route;
    if (!proof || !matchesRoute(route, signal)) return [];
    return [{ dueAt: signal.at + proof.within, within: proof.within, receivers, next: proof.next }];
  });
}

/**
 * Decides whether a page goes on to the next receivers: when none of those of its route has a receipt in time, or as soon as all of them
 * were given up. One receipt is enough, and so is a person who is on it.
 * @param told the messages of this page, of whatever receivers
 */
export function judgeProof(
  watch: ProofWatch,
  told: readonly ToldReceiver[],
  acknowledged: boolean,
  now: number,
): ProofVerdict {
  const own = told.filter(({ receiver }) => watch.receivers.includes(receiver));
  if (acknowledged || own.some(({ state }) => state === 'delivered')) return { kind: 'proven' };
  const names = watch.receivers.join(' or ');
  if (own.length > 0 && own.every(({ state }) => state === 'failed' || state === 'discarded')) {
    return { kind: 'pass-on', receivers: watch.next, because: `${names} could not be told` };
  }
  if (now < watch.dueAt) return { kind: 'wait' };
  const because = `no receipt from ${names} within ${formatDuration(watch.within)}`;
  return { kind: 'pass-on', receivers: watch.next, because };
}
