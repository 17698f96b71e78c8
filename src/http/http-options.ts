import type { Log } from '../engine/ports.js';
import type { InboundOptions } from './inbound/inbound-options.js';

export interface HttpOptions {
  /** False when no token is configured: then nobody can have made one that writes. */
  readonly canWrite: boolean;
  /** Whether strangers may read. */
  readonly openReads: boolean;
  /** False when others can reach the port. */
  readonly listensOnLoopback: boolean;
  /** How many requests a principal, or an address of nobody known, may send. */
  readonly requestsPerMinute: number;
  /** Addresses and networks of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly externalUrl: string | undefined;
  /** Whether browsers come by HTTPS. */
  readonly secure: boolean;
  /** As the configuration says now. */
  readonly inbound: () => InboundOptions;
  /** The folder of the built pages; undefined where they are not built. */
  readonly pages: string | undefined;
  readonly version: string;
  readonly log: Log;
}
