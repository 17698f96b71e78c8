import type { PingTarget } from '../../adapters/heartbeat/ping-url.js';
import type { ReceiverConfig } from '../../adapters/notifiers/receiver-config.js';
import type { OidcOptions } from '../../adapters/oidc/oidc-provider.js';
import type { PrometheusOptions } from '../../adapters/prometheus/options.js';
import type { PostgresOptions } from '../../adapters/store/postgres-options.js';
import type { LoginSettings } from '../../engine/logins.js';
import type { Retention } from '../../engine/prune-store.js';
import type { EngineConfig } from '../../engine/engine-config.js';
import type { HeartbeatOptions } from '../../engine/send-heartbeat.js';
import type { InboundOptions } from '../../http/inbound/inbound-options.js';
import type { LinkSettings } from './links.js';

/** Everything the daemon is told, complete and checked; durations in ms, paths absolute. */
export interface Settings {
  readonly specs: readonly string[];
  /** On-call files and folders. */
  readonly onCall: readonly string[];
  /** The file that says how incidents are run; undefined: as by default. */
  readonly incidentPolicy: string | undefined;
  readonly store: StoreSettings;
  readonly retention: Retention;
  readonly prometheus: PrometheusOptions;
  /** What is counted: the SLIs' own counters, or what the generated rules record of them. */
  readonly counts: 'raw' | 'rules';
  readonly engine: EngineConfig;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly externalUrl: string | undefined;
    readonly token: string | undefined;
    /** Whether strangers may read. */
    readonly openReads: boolean;
    readonly requestsPerMinute: number;
    /** Addresses and networks whose X-Forwarded-For is believed. */
    readonly trustedProxies: readonly string[];
    /** Undefined: nobody logs in. */
    readonly oidc: OidcSettings | undefined;
    /** Undefined: plain HTTP. */
    readonly tls: ServedTls | undefined;
  };
  readonly links: LinkSettings;
  readonly receivers: readonly ReceiverConfig[];
  /** Every secret among these settings: none may leave the daemon but to whom it is for. */
  readonly secrets: readonly string[];
  readonly inbound: InboundOptions;
  /** Undefined: nobody outside waits for heartbeats. */
  readonly heartbeat: HeartbeatSettings | undefined;
}

/** Who waits for heartbeats, and what they vouch for. */
export type HeartbeatSettings = PingTarget & HeartbeatOptions;

/** Where browsers log in, who may do what by that, and for how long. */
export type OidcSettings = OidcOptions & LoginSettings;

/** Certificates of the daemon itself: PEM texts, and where they came from. */
export interface ServedTls {
  readonly cert: string;
  readonly key: string;
  readonly clientCa: string | undefined;
  readonly files: readonly string[];
}

/** Where state is kept: in a file, its path absolute, or in a database. */
export type StoreSettings =
  | { readonly kind: 'sqlite'; readonly path: string }
  | ({ readonly kind: 'postgres' } & PostgresOptions);

/** What the command line says; it wins over environment and file. */
export interface SettingsFlags {
  readonly prometheus?: string;
  readonly listen?: string;
  readonly specs?: readonly string[];
}

/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
