import type { CountedPart, SlotRecord, StateRecord } from './ports.js';
import type { SloRuntime } from './slo-runtime.js';
import { packReader } from './stored-reader.js';

const SLOS_IN_PART = 200;

/** The counts that changed since they were last stored. `undo` puts those that were taken back on the list after a failed write. */
export interface TakenCounts {
  readonly parts: Iterable<CountedPart>;
  undo(): void;
}

/** Takes changed slots and readers part by part as they are asked for; those of one SLO at one instant. */
export function takeCounts(runtimes: readonly SloRuntime[]): TakenCounts {
  const undo: (() => void)[] = [];
  function* parts(): Generator<CountedPart> {
    const changed = runtimes.filter((runtime) => runtime.readerChanged);
    for (let from = 0; from < changed.length; from += SLOS_IN_PART) {
      const slots: SlotRecord[] = [];
      const states: StateRecord[] = [];
      for (const runtime of changed.slice(from, from + SLOS_IN_PART)) {
        undo.push(takeCount(runtime, slots, states));
      }
      yield { slots, states };
    }
  }
  return {
    parts: parts(),
    undo: () => {
      for (const step of undo) step();
    },
  };
}

function takeCount(runtime: SloRuntime, slots: SlotRecord[], states: StateRecord[]): () => void {
  const changed = runtime.ring.takeChanged();
  for (const { level, start, bad, total, knownMs } of changed) {
    slots.push({ sloId: runtime.slo.id, level, start, bad, total, knownMs });
  }
  const { records, names } = packReader(runtime);
  states.push(...records);
  const namesBefore = runtime.storedNames;
  runtime.storedNames = names;
  runtime.readerChanged = false;
  const stretches = stretchesOf(changed, runtime.ring.levels);
  return () => {
    for (const { level, first, last } of stretches) {
      const slotMs = runtime.ring.levels[level]?.slotMs ?? Number.POSITIVE_INFINITY;
      for (let start = first; start <= last; start += slotMs) runtime.ring.markChanged([{ level, start }]);
    }
    runtime.storedNames = namesBefore;
    runtime.readerChanged = true;
  };
}

interface Stretch {
  readonly level: number;
  readonly first: number;
  last: number;
}

/** Slots side by side as one: thousands of SLOs may have hundreds of changed slots each until their write has ended. */
function stretchesOf(
  slots: readonly { readonly level: number; readonly start: number }[],
  levels: SloRuntime['ring']['levels'],
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const { level, start } of slots) {
    const before = stretches.at(-1);
    if (before?.level === level && start === before.last + (levels[level]?.slotMs ?? 0)) before.last = start;
    else stretches.push({ level, first: start, last: start });
  }
  return stretches;
}
