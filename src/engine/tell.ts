import type { AlertChange } from '../core/burn-rate/alert-state.js';
import { receiversFor } from '../core/delivery/route.js';
import type { Signal } from '../core/delivery/signal.js';
import type { EngineConfig } from './engine-config.js';
import type { OutboxRow } from './ports.js';
import type { AlertRecord, ToldAlert, ToldKind } from './slo-runtime.js';

/** What is to be remembered as told, and what is to be sent. */
export interface Telling {
  readonly told: AlertRecord['told'];
  readonly rows: readonly OutboxRow[];
  /** Signals that no route takes: nobody will hear of them. */
  readonly unrouted: readonly Signal[];
}

/** Turns opened and closed alerts into messages. An alert's end goes to exactly those who heard of its beginning. */
export function tell(
  told: AlertRecord['told'],
  changes: readonly AlertChange[],
  config: EngineConfig,
  compose: {
    readonly trigger: (change: AlertChange & { kind: 'opened' | 'blind-opened' }) => Signal;
    readonly resolve: (trigger: Signal) => Signal;
  },
): Telling {
  const next: Partial<Record<ToldKind, ToldAlert>> = { ...told };
  const rows: OutboxRow[] = [];
  const unrouted: Signal[] = [];
  for (const change of changes) {
    if (change.kind === 'opened' || change.kind === 'blind-opened') {
      const signal = compose.trigger(change);
      const receivers = receiversFor(signal, config.routes);
      if (receivers.length === 0) unrouted.push(signal);
      rows.push(...outboxRows(signal, receivers));
      next[toldKind(change)] = { signal, receivers };
    } else if (change.kind === 'closed' || change.kind === 'blind-closed') {
      const before = next[toldKind(change)];
      if (before) rows.push(...outboxRows(compose.resolve(before.signal), before.receivers));
      delete next[toldKind(change)];
    }
  }
  return { told: next, rows, unrouted };
}

export function outboxRows(signal: Signal, receivers: readonly string[]): OutboxRow[] {
  return receivers.map((receiver) => ({
    id: `${signal.id}>${receiver}`,
    receiver,
    signal,
    createdAt: signal.at,
  }));
}

function toldKind(
  change: AlertChange & { kind: 'opened' | 'closed' | 'blind-opened' | 'blind-closed' },
): ToldKind {
  return change.kind === 'blind-opened' || change.kind === 'blind-closed' ? 'blind' : change.severity;
}
