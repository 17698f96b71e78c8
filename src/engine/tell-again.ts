import { receiversFor, type Route } from '../core/delivery/route.js';
import type { OutboxRow } from './ports.js';
import type { AlertRecord, ToldAlert, ToldKind } from './slo-runtime.js';
import { outboxRows } from './tell.js';

/** What a new set of routes and receivers means for an alert that is open. */
export interface ToldAgain {
  /** The very same object when nobody is to be told anew. */
  readonly alerts: AlertRecord;
  readonly rows: readonly OutboxRow[];
  /** Signals whose failed messages are worth another attempt: what refused them may have been mended. */
  readonly retry: readonly string[];
}

/** Tells open alerts to those who are to hear of them by now and have not been told. */
export function tellAgain(alerts: AlertRecord, routes: readonly Route[]): ToldAgain {
  const told: Partial<Record<ToldKind, ToldAlert>> = { ...alerts.told };
  const rows: OutboxRow[] = [];
  const retry: string[] = [];
  for (const kind of ['page', 'ticket', 'blind', 'sla'] as const) {
    const open = told[kind];
    if (!open) continue;
    retry.push(open.signal.id);
    const missing = receiversFor(open.signal, routes).filter(
      (receiver) => !open.receivers.includes(receiver),
    );
    if (missing.length === 0) continue;
    rows.push(...outboxRows(open.signal, missing));
    told[kind] = { ...open, receivers: [...open.receivers, ...missing] };
  }
  return { alerts: rows.length > 0 ? { ...alerts, told } : alerts, rows, retry };
}
