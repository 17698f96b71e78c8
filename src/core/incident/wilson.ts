/** A share that was counted, with what it may be: Wilson's score interval. All are 0-1. */
export interface EstimatedShare {
  /** Of how many it was counted. */
  readonly n: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The quantile of the normal distribution for 95 %. */
const Z = 1.959963984540054;

/**
 * What a share may be, with 95 %, of which `hits` of `n` were seen; undefined when nothing was seen.
 * Source: E. B. Wilson, Probable inference, JASA 22 (1927); unlike the normal interval it holds for few of them.
 */
export function estimateShare(hits: number, n: number): EstimatedShare | undefined {
  if (n === 0) return undefined;
  const share = hits / n;
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const centre = share + (Z * Z) / (2 * n);
  const scale = 1 + (Z * Z) / n;
  return {
    n,
    share,
    low: hits === 0 ? 0 : (centre - spread) / scale,
    high: hits === n ? 1 : (centre + spread) / scale,
  };
}
