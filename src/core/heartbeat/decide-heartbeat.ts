import { formatDuration } from '../time/duration.js';

/** What a heartbeat vouches for, and the label under which metrics say that it does not. */
export const VITAL_SIGNS = ['evaluation', 'source', 'storage', 'canary', 'delivery'] as const;
export type VitalSign = (typeof VITAL_SIGNS)[number];

/** Why no heartbeat is sent; `text` is for people. */
export interface HoldReason {
  readonly sign: VitalSign;
  readonly text: string;
}

/** What became of the message that was sent to nobody but to see whether messages arrive. */
export interface CanaryOutcome {
  readonly receiver: string;
  /** `lost`: it could not even be handed in, or nothing is known of it any more. */
  readonly state: 'delivered' | 'failed' | 'pending' | 'lost';
  /** The reason, where one is known. */
  readonly error: string | undefined;
}

/** A receiver that messages do not reach. */
export interface StuckReceiver {
  readonly receiver: string;
  /** `failed`: the newest message that has an end was given up; `overdue`: one has been waiting for a receipt for too long. */
  readonly because: 'failed' | 'overdue';
  /** What people call the message: `DLV-17`. */
  readonly ref: string;
}

/** All that is looked at before a heartbeat is sent; times are epoch ms, durations ms. */
export interface Vitals {
  readonly at: number;
  readonly evaluationInterval: number;
  /** The last evaluation that was stored whole; undefined before the first. */
  readonly lastCycle: { readonly at: number; readonly ms: number } | undefined;
  /** `told`: the source does not answer, and somebody hears of it from the daemon itself; `untold`: nobody would. */
  readonly source: 'answers' | 'told' | 'untold';
  /** Why nothing can be stored; undefined when something just was. */
  readonly storageError: string | undefined;
  /** Undefined where none is asked for. */
  readonly canary: CanaryOutcome | undefined;
  /** Undefined when nobody knows. */
  readonly stuck: readonly StuckReceiver[] | undefined;
}

export type HeartbeatDecision =
  | { readonly kind: 'ping' }
  /** At least one reason. */
  | { readonly kind: 'hold'; readonly reasons: readonly HoldReason[] };

/** Decides whether the outside may be told that all is well here: only when every part has just proven that it works. */
export function decideHeartbeat(vitals: Vitals): HeartbeatDecision {
  const reasons = [
    ...evaluationReasons(vitals),
    ...sourceReasons(vitals),
    ...storageReasons(vitals),
    ...canaryReasons(vitals),
    ...deliveryReasons(vitals),
  ];
  return reasons.length === 0 ? { kind: 'ping' } : { kind: 'hold', reasons };
}

function evaluationReasons({ at, evaluationInterval, lastCycle }: Vitals): HoldReason[] {
  if (!lastCycle) return [{ sign: 'evaluation', text: 'no evaluation has been completed yet' }];
  // It is told by its beginning, and a long one is no late one. A clock that was put back proves nothing.
  const allowed = 2 * evaluationInterval + lastCycle.ms;
  if (Math.abs(at - lastCycle.at) <= allowed) return [];
  const since = new Date(lastCycle.at).toISOString();
  return [{ sign: 'evaluation', text: `no evaluation has been completed since ${since}` }];
}

function sourceReasons({ source }: Vitals): HoldReason[] {
  if (source !== 'untold') return [];
  return [{ sign: 'source', text: 'Prometheus does not answer, and nobody would be told of that otherwise' }];
}

function storageReasons({ storageError }: Vitals): HoldReason[] {
  return storageError === undefined
    ? []
    : [{ sign: 'storage', text: `nothing can be stored: ${storageError}` }];
}

function canaryReasons({ canary }: Vitals): HoldReason[] {
  if (!canary || canary.state === 'delivered') return [];
  const { receiver, error } = canary;
  const what = {
    failed: `the canary was not delivered to ${receiver}`,
    pending: `the canary to ${receiver} has no receipt yet`,
    lost: `no canary was sent to ${receiver}`,
  }[canary.state];
  return [{ sign: 'canary', text: error === undefined ? what : `${what}: ${error}` }];
}

/** For so long (ms) a message may wait for its receipt before its receiver counts as stuck. */
export const OVERDUE_AFTER = 5 * 60_000;

function deliveryReasons({ stuck }: Vitals): HoldReason[] {
  if (!stuck) return [{ sign: 'delivery', text: 'nobody knows whether messages arrive' }];
  return stuck.map(({ receiver, because, ref }) => ({
    sign: 'delivery',
    text:
      because === 'failed'
        ? `the newest message to ${receiver} (${ref}) was given up`
        : `${ref} has been waiting for a receipt from ${receiver} for over ${formatDuration(OVERDUE_AFTER)}`,
  }));
}
