/** From `from` up to `to`, epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function within({ from, to }: Span, at: number): boolean {
  return from <= at && at < to;
}
