import type { SlotRecord, StateRecord } from './ports.js';
import type { SloRuntime } from './slo-runtime.js';
import { packReader } from './stored-reader.js';

/** The counts that changed since they were last stored. `undo` puts them back on the list after a failed write. */
export interface TakenCounts {
  readonly slots: readonly SlotRecord[];
  readonly states: readonly StateRecord[];
  undo(): void;
}

/** Takes every changed slot and reader, all at one instant. */
export function takeCounts(runtimes: Iterable<SloRuntime>): TakenCounts {
  const slots: SlotRecord[] = [];
  const states: StateRecord[] = [];
  const undo: (() => void)[] = [];
  for (const runtime of runtimes) {
    if (!runtime.readerChanged) continue;
    const changed = runtime.ring.takeChanged();
    for (const slot of changed) slots.push({ sloId: runtime.slo.id, ...slot });
    const { records, names } = packReader(runtime);
    states.push(...records);
    const namesBefore = runtime.storedNames;
    runtime.storedNames = names;
    runtime.readerChanged = false;
    undo.push(() => {
      runtime.ring.markChanged(changed);
      runtime.storedNames = namesBefore;
      runtime.readerChanged = true;
    });
  }
  return {
    slots,
    states,
    undo: () => {
      for (const step of undo) step();
    },
  };
}
