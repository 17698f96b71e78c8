/** How much there is of what is needed: `data for 0.0056 % of 30d, and 50 % is needed`. Shares are 0-1. */
export function coverageText(coverage: number, span: string, needed: number): string {
  return `data for ${cut(coverage)} % of ${span}, and ${cut(needed)} % is needed`;
}

/** To three digits and never up: what is not enough must not read as if it were. */
function cut(share: number): number {
  const per = share * 100;
  if (per <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(per)) - 2);
  return Number((Math.floor(Number((per / unit).toPrecision(12))) * unit).toPrecision(3));
}
