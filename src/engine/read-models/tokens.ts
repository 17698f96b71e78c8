import type { Token, TokenState } from '../../core/access/token.js';

/** A token as it may be shown: nothing of its secret. */
export interface TokenView
  extends Pick<
    Token,
    'id' | 'name' | 'scope' | 'createdAt' | 'createdBy' | 'expiresAt' | 'revokedAt' | 'lastUsedAt'
  > {
  readonly state: TokenState;
  /** Until when the secret before the last rotation holds; undefined when it does not. */
  readonly oldSecretEndsAt: number | undefined;
}

/** A token and its secret, which is shown once. */
export interface NewTokenView {
  readonly token: TokenView;
  readonly secret: string;
}
