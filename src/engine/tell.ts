import type { AlertChange } from '../core/burn-rate/alert-state.js';
import { proofWatches } from '../core/delivery/proof.js';
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

/** A change that opens an alert. */
export type OpeningChange = AlertChange & { kind: 'opened' | 'blind-opened' | 'sla-opened' };
type ClosingChange = AlertChange & { kind: 'closed' | 'blind-closed' | 'sla-closed' };

/** Turns opened and closed alerts into messages. An alert's end goes to exactly those who heard of its beginning. */
export function tell(
  told: AlertRecord['told'],
  changes: readonly AlertChange[],
  config: EngineConfig,
  compose: {
    readonly trigger: (change: OpeningChange) => Signal;
    readonly resolve: (trigger: Signal) => Signal;
  },
): Telling {
  const next: Partial<Record<ToldKind, ToldAlert>> = { ...told };
  const rows: OutboxRow[] = [];
  const unrouted: Signal[] = [];
  for (const change of changes) {
    if (isOpening(change)) {
      const signal = compose.trigger(change);
      const receivers = receiversFor(signal, config.routes);
      if (receivers.length === 0) unrouted.push(signal);
      rows.push(...outboxRows(signal, receivers));
      const watches = proofWatches(signal, config.routes);
      next[toldKind(change)] = { signal, receivers, ...(watches.length === 0 ? {} : { watches }) };
    } else if (isClosing(change)) {
      const before = next[toldKind(change)];
      if (before) rows.push(...outboxRows(compose.resolve(before.signal), before.receivers));
      delete next[toldKind(change)];
    }
  }
  return { told: next, rows, unrouted };
}

/** What a signal to a receiver is called in the outbox. */
export function messageId(signalId: string, receiver: string): string {
  return `${signalId}>${receiver}`;
}

export function outboxRows(signal: Signal, receivers: readonly string[]): OutboxRow[] {
  return receivers.map((receiver) => ({
    id: messageId(signal.id, receiver),
    receiver,
    signal,
    createdAt: signal.at,
  }));
}

function isOpening(change: AlertChange): change is OpeningChange {
  return change.kind === 'opened' || change.kind === 'blind-opened' || change.kind === 'sla-opened';
}

function isClosing(change: AlertChange): change is ClosingChange {
  return change.kind === 'closed' || change.kind === 'blind-closed' || change.kind === 'sla-closed';
}

function toldKind(change: OpeningChange | ClosingChange): ToldKind {
  switch (change.kind) {
    case 'blind-opened':
    case 'blind-closed':
      return 'blind';
    case 'sla-opened':
    case 'sla-closed':
      return 'sla';
    case 'opened':
    case 'closed':
      return change.severity;
  }
}
