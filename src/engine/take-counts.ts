import { type ReaderState, startReader } from '../core/events/reader-state.js';
import type { SlotRecord, StateRecord } from './ports.js';
import type { HistorySegment, SloRuntime } from './slo-runtime.js';

/** A reader as it is stored: whole, so that slots and cursors of one commit always belong together. */
export interface StoredReader {
  readonly countKey: string;
  readonly live: ReaderState;
  readonly history: readonly HistorySegment[];
}

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
    const stored: StoredReader = {
      countKey: runtime.countKey,
      // A start reads samples first, and must look back for their bases where only sums were read.
      live: runtime.reading.mode === 'raw' ? runtime.live : startReader(runtime.live.position),
      history: runtime.history,
    };
    states.push({ kind: 'reader', key: runtime.slo.id, value: stored });
    runtime.readerChanged = false;
    undo.push(() => {
      runtime.ring.markChanged(changed);
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
