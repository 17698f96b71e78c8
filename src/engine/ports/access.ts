/** What is made anew for each login, and compared when the browser comes back. */
export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Somebody whom a provider knows. */
export interface Identity {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Says who people are. Rejects with `source-unreachable` when it does not answer. */
export interface IdentityProvider {
  /** Where to send a browser. */
  begin(): Promise<{ readonly url: string; readonly pending: PendingLogin }>;
  /**
   * Rejects with `unauthorized` when what came back proves nothing.
   * @param query what the browser was sent back with
   */
  finish(query: string, pending: PendingLogin): Promise<Identity>;
}

/** Where secrets come from, and how they are compared. */
export interface Secrets {
  /** 256 random bits, as letters that a URL and a header take. */
  newSecret(): string;
  /** A random name, for what is not secret. */
  newId(): string;
  /** Six letters and digits that nobody takes for each other, for people to copy. */
  newCode(): string;
  /** What is kept in a secret's place. */
  digest(secret: string): string;
  /** Takes as long wherever two digests differ. */
  same(a: string, b: string): boolean;
}
