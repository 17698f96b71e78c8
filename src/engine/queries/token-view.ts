import { type Token, tokenState } from '../../core/access/token.js';
import type { TokenView } from '../read-models.js';

/** A token as it may be shown: nothing of its secret. */
export function tokenView(token: Token, now: number): TokenView {
  const { id, name, scope, createdAt, createdBy, expiresAt, revokedAt, lastUsedAt, previous } = token;
  const state = tokenState(token, now);
  const oldSecretEndsAt = previous && now < previous.until ? previous.until : undefined;
  return { id, name, scope, state, createdAt, createdBy, expiresAt, revokedAt, lastUsedAt, oldSecretEndsAt };
}
