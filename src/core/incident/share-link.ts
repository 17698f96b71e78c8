/** A link by which somebody outside sees what is shared of an incident. Instants are epoch ms. */
export interface ShareLink {
  /** Counted from 1 within its incident. */
  readonly number: number;
  /** Whom it is for. */
  readonly for: string;
  /** Of its secret, which is kept by nobody here. */
  readonly digest: string;
  readonly expiresAt: number;
  readonly revokedAt: number | undefined;
}
