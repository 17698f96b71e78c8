import { composeRefresh } from './compose-signal.js';
import type { Notifier, OutboxRow } from './ports.js';
import type { AlertRecord } from './slo-runtime.js';
import { outboxRows } from './tell.js';

/**
 * Repeats open alerts to the receivers that forget them, each at its own pace.
 * @param records the alerts as they will be: one that has just ended is not repeated, which would open it again
 * @param refreshed when each was last repeated, by signal id and receiver
 * @returns the messages, and what `refreshed` is to be once they are stored
 */
export function refreshOpenAlerts(
  records: readonly AlertRecord[],
  refreshed: ReadonlyMap<string, number>,
  notifiers: ReadonlyMap<string, Notifier>,
  at: number,
): { readonly rows: readonly OutboxRow[]; readonly refreshed: ReadonlyMap<string, number> } {
  const next = new Map<string, number>();
  const rows: OutboxRow[] = [];
  for (const { signal, receivers } of records.flatMap((record) => Object.values(record.told))) {
    for (const receiver of receivers) {
      const pace = notifiers.get(receiver)?.refreshEveryMs;
      if (pace === undefined) continue;
      const key = `${signal.id}>${receiver}`;
      const last = refreshed.get(key) ?? signal.at;
      const due = at - last >= pace;
      next.set(key, due ? at : last);
      if (due) rows.push(...outboxRows(composeRefresh(signal, at), [receiver]));
    }
  }
  return { rows, refreshed: next };
}
