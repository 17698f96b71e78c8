import { type CompositeState, type ReaderState, startReader } from '../core/events/reader-state.js';
import type { SeriesCursors } from '../core/events/series-cursors.js';
import type { StateRecord } from './ports.js';
import type { HistorySegment, SloRuntime } from './slo-runtime.js';

/** Where an SLO's counting stands, as it is taken up after a restart. */
export interface StoredReader {
  readonly countKey: string;
  readonly live: ReaderState;
  readonly history: readonly HistorySegment[];
}

/** What hardly ever changes of a reader. It is stored apart, or every cycle would write the names of all series again. */
interface StoredNames {
  readonly countKey: string;
  readonly selectors: readonly string[];
  readonly series: readonly string[];
  readonly targets: readonly string[];
}

/** A reader state with indexes in place of names. */
interface PackedState {
  readonly position: number;
  readonly knownUntil: number | undefined;
  readonly knownSince: number | undefined;
  /** Per selector: index of the series, time and value of its cursor, one after the other. */
  readonly cursors: readonly (readonly number[])[];
  /** Index of the target, and when it was last seen. */
  readonly targets: readonly number[];
  readonly restarts: ReaderState['restarts'];
  readonly slices?: ReaderState['slices'];
  readonly composite?: PackedComposite | undefined;
}

interface PackedComposite extends Omit<CompositeState, 'parts'> {
  readonly parts: readonly PackedState[];
}

interface PackedReader {
  readonly live: PackedState;
  readonly history: readonly { readonly reader: PackedState; readonly until: number }[];
}

/** The records of a reader. `names` is what `runtime.storedNames` becomes once they are stored. */
export function packReader(runtime: SloRuntime): {
  readonly records: readonly StateRecord[];
  readonly names: readonly string[];
} {
  const key = runtime.slo.id;
  const names = new Names();
  const reader: PackedReader = {
    // A start reads samples first, and must look back for their bases where only sums were read.
    live: names.pack(runtime.reading.mode === 'raw' ? runtime.live : startReader(runtime.live.position)),
    history: runtime.history.map(({ reader: state, until }) => ({ reader: names.pack(state), until })),
  };
  const { selectors, series, targets } = names.lists();
  const all = [...selectors, '', ...series, '', ...targets];
  const records: StateRecord[] = [{ kind: 'reader', key, value: reader }];
  if (runtime.storedNames && areSame(all, runtime.storedNames))
    return { records, names: runtime.storedNames };
  const stored: StoredNames = { countKey: runtime.countKey, selectors, series, targets };
  records.push({ kind: 'series', key, value: stored });
  return { records, names: all };
}

/** Every stored reader by SLO; the records of a reader were stored together. */
export function unpackReaders(states: readonly StateRecord[]): Map<string, StoredReader> {
  // The store gives back what was committed under these kinds, and nothing else writes there.
  const names = new Map(
    states.flatMap(({ kind, key, value }) => (kind === 'series' ? [[key, value as StoredNames]] : [])),
  );
  return new Map(
    states.flatMap(({ kind, key, value }) => {
      const known = kind === 'reader' ? names.get(key) : undefined;
      if (!known) return [];
      const { live, history } = value as PackedReader;
      const segments = history.map(({ reader, until }) => ({ reader: unpack(reader, known), until }));
      return [[key, { countKey: known.countKey, live: unpack(live, known), history: segments }]];
    }),
  );
}

function areSame(names: readonly string[], before: readonly string[]): boolean {
  return names.length === before.length && names.every((name, index) => name === before[index]);
}

/** Numbers names in the order in which they appear. */
class Names {
  private readonly selectors = new Map<string, number>();
  private readonly series = new Map<string, number>();
  private readonly targets = new Map<string, number>();

  pack(state: ReaderState): PackedState {
    const { position, knownUntil, knownSince, cursors, targets, restarts, slices, composite } = state;
    const packed: number[][] = [];
    for (const [text, { series, samples }] of cursors) {
      packed[indexIn(this.selectors, text)] = series.flatMap((fingerprint, index) => [
        indexIn(this.series, fingerprint),
        ...samples.slice(2 * index, 2 * index + 2),
      ]);
    }
    const seen = Object.entries(targets).flatMap(([target, at]) => [indexIn(this.targets, target), at]);
    return {
      position,
      knownUntil,
      knownSince,
      cursors: Array.from(packed, (cursor: number[] | undefined) => cursor ?? []),
      targets: seen,
      restarts,
      slices,
      composite: composite && { ...composite, parts: composite.parts.map((part) => this.pack(part)) },
    };
  }

  lists(): Omit<StoredNames, 'countKey'> {
    return {
      selectors: [...this.selectors.keys()],
      series: [...this.series.keys()],
      targets: [...this.targets.keys()],
    };
  }
}

function indexIn(known: Map<string, number>, name: string): number {
  const index = known.get(name) ?? known.size;
  known.set(name, index);
  return index;
}

function unpack(state: PackedState, names: StoredNames): ReaderState {
  const { position, knownUntil, knownSince, cursors, targets, restarts, slices } = state;
  const bySelector = new Map<string, SeriesCursors>();
  cursors.forEach((cursor, index) => {
    const series: string[] = [];
    const samples: number[] = [];
    for (let i = 0; i < cursor.length; i += 3) {
      series.push(names.series[cursor[i] as number] as string);
      samples.push(cursor[i + 1] as number, cursor[i + 2] as number);
    }
    bySelector.set(names.selectors[index] as string, { series, samples });
  });
  const composite = state.composite && {
    ...state.composite,
    parts: state.composite.parts.map((part) => unpack(part, names)),
  };
  const seen: Record<string, number> = {};
  for (let i = 0; i < targets.length; i += 2) {
    seen[names.targets[targets[i] as number] as string] = targets[i + 1] as number;
  }
  return {
    position,
    knownUntil,
    knownSince,
    cursors: bySelector,
    targets: seen,
    restarts,
    slices,
    composite,
  };
}
