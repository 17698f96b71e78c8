import type { DeliveryOutcome } from '../../core/delivery/signal.js';

/** Structured log; `fields` are never secret. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** What the daemon counts about itself. */
export interface Metrics {
  cycle(outcome: 'ok' | 'failed', seconds: number, lateSeconds: number): void;
  query(outcome: 'ok' | 'source-unreachable' | 'query-failed', seconds: number): void;
  delivery(receiver: string, outcome: DeliveryOutcome['kind']): void;
  reload(outcome: 'ok' | 'refused'): void;
}
