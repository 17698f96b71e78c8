/** The last sample counted of one series. */
export interface SeriesCursor {
  readonly at: number;
  readonly value: number;
}

/**
 * The last samples counted of a selector's series. Plain numbers side by side take a fifth of what an object for each takes, and all of
 * them are new after each read.
 */
export interface SeriesCursors {
  /** Fingerprints: the same list from read to read for as long as the series are the same. */
  readonly series: readonly string[];
  /** Time and value of each in turn. */
  readonly samples: readonly number[];
}

/** By fingerprint, in the order in which they were packed. */
export function unpackCursors(cursors: SeriesCursors | undefined): Map<string, SeriesCursor> {
  const unpacked = new Map<string, SeriesCursor>();
  cursors?.series.forEach((fingerprint, index) => {
    const [at, value] = [cursors.samples[2 * index] as number, cursors.samples[2 * index + 1] as number];
    unpacked.set(fingerprint, { at, value });
  });
  return unpacked;
}

/** @param before whose list of series is taken when it is the same */
export function packCursors(
  cursors: ReadonlyMap<string, SeriesCursor>,
  before: SeriesCursors | undefined,
): SeriesCursors {
  const samples: number[] = [];
  const series: string[] = [];
  for (const [fingerprint, { at, value }] of cursors) {
    series.push(fingerprint);
    samples.push(at, value);
  }
  const known = before?.series;
  const same =
    known?.length === series.length && known.every((fingerprint, index) => fingerprint === series[index]);
  // A copy takes no more room than it needs.
  return { series: same ? known : series.slice(), samples: samples.slice() };
}
