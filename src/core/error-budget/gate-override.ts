import { DAY } from '../time/duration.js';

/** What somebody says a gate is to answer for a while, whatever the budget says: in an emergency nobody waits for an approval. */
export interface GateOverride {
  readonly service: string;
  readonly decision: 'allow' | 'block';
  /** Epoch ms; exclusive. */
  readonly until: number;
  readonly by: string;
  readonly reason: string;
  readonly at: number;
}

export const OVERRIDING = ['allow', 'block'] as const;

/** Longer than this is no emergency but another policy. */
export const LONGEST_OVERRIDE = 7 * DAY;

/** The override that holds at an instant; undefined for none. */
export function overrideAt(override: GateOverride | undefined, at: number): GateOverride | undefined {
  return override && at < override.until ? override : undefined;
}

/** `allowed by maria until 2026-03-09 02:14 UTC: the fix has to go out`. */
export function overrideText({ decision, by, until, reason }: GateOverride): string {
  const word = decision === 'allow' ? 'allowed' : 'blocked';
  const when = new Date(until).toISOString().slice(0, 16).replace('T', ' ');
  return `${word} by ${by} until ${when} UTC: ${reason}`;
}
