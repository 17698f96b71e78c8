import type { Log } from '../engine/ports.js';

export interface HttpOptions {
  /** What writes have to carry; without one nothing can be written. */
  readonly token: string | undefined;
  /** False when others can reach the port: then reads need the token as well. */
  readonly listensOnLoopback: boolean;
  readonly externalUrl: string | undefined;
  readonly version: string;
  readonly log: Log;
}
