import type { Scope } from '../../core/access/scope.js';

/** Who looks, and what that one may do here. */
export interface SessionView {
  /** Null when nobody is known. */
  readonly name: string | null;
  readonly scope: Scope | null;
  /** True when the proof names nobody in particular: whoever changes something says who he is, as `by`. */
  readonly isShared: boolean;
  /** Whether a cookie proves it: then it can be ended by logging out. */
  readonly byCookie: boolean;
  /** Whether this one may read. */
  readonly mayRead: boolean;
  /** The ways to log in: at an OpenID provider, with a token. */
  readonly logins: readonly ('oidc' | 'token')[];
  readonly version: string;
}
