/** Every refusal that a caller can act on. HTTP maps each to a status once; nothing matches on message text. */
export type ErrorCode =
  | 'invalid-input'
  | 'not-found'
  | 'conflict'
  | 'unauthorized'
  | 'forbidden'
  | 'unknown-host'
  | 'too-many-requests'
  | 'writes-disabled'
  | 'reload-refused'
  | 'not-ready'
  | 'source-unreachable'
  | 'internal';

/** An expected refusal, with words for the person who caused it. */
export class FirebreakError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** What the one who was refused may type next, where there is one such command. */
    readonly next?: string,
  ) {
    super(message);
    this.name = 'FirebreakError';
  }
}
