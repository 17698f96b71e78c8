import { StepCounts } from '../core/backtest/step-counts.js';
import { FirebreakError } from '../core/errors.js';
import { countedSlo, countReads, type CountedSlo } from '../core/events/count-reads.js';
import { type ReaderState, startReader } from '../core/events/reader-state.js';
import type { Slo } from '../core/slo/slo.js';
import { HOUR } from '../core/time/duration.js';
import { startOfRead } from './count-events.js';
import type { EventSource, ReadOutcome } from './ports.js';

/** One read covers at most this much time, so that an answer stays small. */
const CHUNK = 2 * HOUR;

/** What to read: (from, to], counted per step; `from` is a multiple of it. Durations in ms. */
export interface HistorySpan {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly staleAfter: number;
}

/** A stretch that could not be read, and stays unknown. */
export interface UnreadStretch {
  readonly sloId: string;
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export interface ReadHistory {
  /** By SLO id. */
  readonly counts: ReadonlyMap<string, StepCounts>;
  readonly unread: readonly UnreadStretch[];
}

interface Reader {
  readonly slo: Slo;
  readonly counted: CountedSlo;
  readonly counts: StepCounts;
  state: ReaderState;
}

/**
 * Counts the raw samples of a span per step, chunk by chunk as the daemon does, so that only one chunk of them is in memory. A query that
 * fails leaves its stretch unknown; a source that does not answer at all ends it (`source-unreachable`).
 * @param onProgress told the share (0-1) that has been read
 */
export async function readHistory(
  slos: readonly Slo[],
  source: Pick<EventSource, 'read'>,
  span: HistorySpan,
  onProgress: (share: number) => void,
): Promise<ReadHistory> {
  const readers = slos.map<Reader>((slo) => ({
    slo,
    counted: countedSlo(slo),
    counts: new StepCounts(span.from, span.to, span.stepMs),
    state: startReader(span.from),
  }));
  const unread: UnreadStretch[] = [];
  for (let from = span.from; from < span.to; from += CHUNK) {
    const upTo = Math.min(from + CHUNK, span.to);
    const starts = readers.map(({ state }) => startOfRead(state, span.staleAfter));
    const outcomes = await source.read(
      readers.map(({ slo, counted: { selectors } }, index) => ({
        key: slo.id,
        selectors: selectors.map(({ selector }) => selector),
        after: starts[index]?.after ?? from,
        upTo,
      })),
    );
    readers.forEach((reader, index) => {
      const start = starts[index];
      const failure =
        start &&
        take(
          reader,
          outcomes.get(reader.slo.id),
          { ...start, upTo, last: upTo === span.to },
          span.staleAfter,
        );
      if (failure !== undefined) unread.push({ sloId: reader.slo.id, from, to: upTo, message: failure });
    });
    onProgress((upTo - span.from) / (span.to - span.from));
  }
  return { counts: new Map(readers.map(({ slo, counts }) => [slo.id, counts])), unread };
}

/** Counts one chunk; gives back why it could not be read, if so. */
function take(
  reader: Reader,
  outcome: ReadOutcome | undefined,
  span: { readonly baseline: number; readonly upTo: number; readonly last: boolean },
  staleAfter: number,
): string | undefined {
  if (outcome?.kind !== 'read') {
    if (outcome?.reason === 'source-unreachable') throw new FirebreakError(outcome.reason, outcome.message);
    // The next chunk is read on its own: its first samples go on from the last ones that were counted.
    reader.state = { ...reader.state, position: span.upTo };
    return outcome?.message ?? 'no answer';
  }
  const counted = countReads(reader.state, reader.counted, outcome.series, { ...span, staleAfter });
  reader.counts.add(counted.deltas, counted.known, counted.labelledBad);
  reader.state = counted.state;
  return undefined;
}
