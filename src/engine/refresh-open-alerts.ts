import { composeRefresh } from './compose-signal.js';
import type { EngineState } from './engine-state.js';
import type { Notifier, OutboxRow } from './ports.js';
import { outboxRows } from './tell.js';

/** Repeats open alerts to the receivers that forget them, each at its own pace. */
export function refreshOpenAlerts(
  state: EngineState,
  notifiers: ReadonlyMap<string, Notifier>,
  at: number,
): OutboxRow[] {
  const records = [...state.runtimes.values()].map((runtime) => runtime.alerts);
  const open = [...records, state.sourceAlerts, ...state.orphans.values()].flatMap((record) =>
    Object.values(record.told),
  );
  const alive = new Set<string>();
  const rows: OutboxRow[] = [];
  for (const { signal, receivers } of open) {
    for (const receiver of receivers) {
      const pace = notifiers.get(receiver)?.refreshEveryMs;
      if (pace === undefined) continue;
      const key = `${signal.id}>${receiver}`;
      alive.add(key);
      const last = state.refreshed.get(key) ?? signal.at;
      if (at - last < pace) continue;
      state.refreshed.set(key, at);
      rows.push(...outboxRows(composeRefresh(signal, at), [receiver]));
    }
  }
  for (const key of state.refreshed.keys()) if (!alive.has(key)) state.refreshed.delete(key);
  return rows;
}
