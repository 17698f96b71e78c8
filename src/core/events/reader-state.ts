import type { SeriesCursors } from './series-cursors.js';
import type { SliceState } from './time-slices.js';

/**
 * How far the samples of an SLI have been counted. Stored with the slots in one transaction, so that after a crash
 * counting goes on at the very next sample.
 */
export interface ReaderState {
  /** Samples up to here have been asked for. */
  readonly position: number;
  /** The newest sample of the total; undefined before the first. */
  readonly knownUntil: number | undefined;
  /** Since when the total has been seen without a gap; undefined before the first. */
  readonly knownSince: number | undefined;
  /** By selector text. */
  readonly cursors: ReadonlyMap<string, SeriesCursors>;
  /** By target (job and instance): the last time that any series of it was seen. */
  readonly targets: Readonly<Record<string, number>>;
  /** By target: when its counters last began anew, for targets that lately did. */
  readonly restarts: Readonly<Record<string, number>>;
  /** The slices that may still change, of an SLO that counts slices; undefined before the first read. */
  readonly slices?: SliceState | undefined;
  /** The readers of a composite's parts and what they make together; undefined before the first read. */
  readonly composite?: CompositeState | undefined;
}

/** What is told of a composite's slice: its bad share (0-1). */
interface ToldSlice {
  readonly start: number;
  readonly bad: number;
}

/** How far a composite has been counted. Stored with its reader. */
export interface CompositeState {
  /** In the order of the parts. */
  readonly parts: readonly ReaderState[];
  /** What was told of slices that may still change. */
  readonly told: readonly ToldSlice[];
  /** The end of the newest slice that is known; undefined before the first. */
  readonly knownEnd: number | undefined;
}

export function startReader(position: number): ReaderState {
  const unknown = { knownUntil: undefined, knownSince: undefined };
  return { position, ...unknown, cursors: new Map(), targets: {}, restarts: {} };
}
