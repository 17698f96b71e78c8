import type { Principal } from './actor.js';
import type { Scope } from './scope.js';

/** A token of the list. Of its secret there is a digest only; times are epoch ms. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly digest: string;
  /** The secret before the last rotation, for as long as it still holds. */
  readonly previous: { readonly digest: string; readonly until: number } | undefined;
  readonly createdAt: number;
  readonly createdBy: string;
  /** Undefined when it never expires. */
  readonly expiresAt: number | undefined;
  readonly revokedAt: number | undefined;
  /** To about ten minutes; undefined when it has not been used. */
  readonly lastUsedAt: number | undefined;
}

/** Who a secret proves somebody to be, or why it proves nothing, in words for the one who sent it. */
export type Proof =
  | { readonly kind: 'known'; readonly principal: Principal }
  | { readonly kind: 'refused'; readonly why: string };

export const NO_TOKEN: Proof = { kind: 'refused', why: 'this is no token of the daemon' };

export type TokenState = 'valid' | 'expired' | 'revoked';

/** From the instant of its expiry on, a token does not hold. */
export function tokenState({ revokedAt, expiresAt }: Token, now: number): TokenState {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && now >= expiresAt ? 'expired' : 'valid';
}

/**
 * Judges a secret that was sent for a token.
 * @param isOf whether the secret has this digest; asked for every digest that the token has, whatever the answers
 */
export function judgeSecret(token: Token, isOf: (digest: string) => boolean, now: number): Proof {
  const current = isOf(token.digest);
  const previous = token.previous && isOf(token.previous.digest) && now < token.previous.until;
  if (!current && !previous) return NO_TOKEN;
  const { kind, name, scope } = { kind: 'token' as const, ...token };
  const state = tokenState(token, now);
  if (state !== 'valid') return { kind: 'refused', why: `the token ${name} has ${wordOf(state)}` };
  return { kind: 'known', principal: { kind, name, scope } };
}

function wordOf(state: 'expired' | 'revoked'): string {
  return state === 'expired' ? 'expired' : 'been revoked';
}

/** The token with a new secret; the one that it had goes on to hold for a while. */
export function rotateToken(token: Token, digest: string, now: number, graceMs: number): Token {
  const previous = graceMs > 0 ? { digest: token.digest, until: now + graceMs } : undefined;
  return { ...token, digest, previous };
}
