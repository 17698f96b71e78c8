import type { Log } from '../engine/ports.js';

export interface HttpOptions {
  /** False when no token is configured: then nobody can have made one that writes. */
  readonly canWrite: boolean;
  /** False when others can reach the port: then reads need the token as well. */
  readonly listensOnLoopback: boolean;
  readonly externalUrl: string | undefined;
  readonly version: string;
  readonly log: Log;
}
