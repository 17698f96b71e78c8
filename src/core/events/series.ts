/** Samples of one series, oldest first; times are epoch ms. */
export interface Series {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** The scraped target that a series comes from. */
export function targetOf(labels: Readonly<Record<string, string>>): string {
  return `${labels.job ?? ''} ${labels.instance ?? ''}`;
}
