import type { Scope } from './scope.js';

/** A browser that somebody has logged in with. Of its cookie there is a digest only; times are epoch ms. */
export interface Session {
  readonly digest: string;
  readonly name: string;
  /** What the login gave; it stays until the session ends. */
  readonly scope: Scope;
  readonly begunAt: number;
  /** To about a minute. */
  readonly lastSeenAt: number;
}

export interface SessionLimits {
  /** Unused for so long, a session ends (ms). */
  readonly idle: number;
  /** So long after the login it ends in any case (ms). */
  readonly lifetime: number;
}

export function sessionHolds({ begunAt, lastSeenAt }: Session, limits: SessionLimits, now: number): boolean {
  return now < lastSeenAt + limits.idle && now < begunAt + limits.lifetime;
}
