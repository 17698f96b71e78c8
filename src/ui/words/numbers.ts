/** A ratio (0-1) as a percentage, to so many digits that count. */
export function percent(ratio: number, digits = 3): string {
  return `${Number((ratio * 100).toPrecision(digits))} %`;
}

/** A share (0-1) of what has to be there, to three digits and never up: what is not enough must not read as if it were. */
export function seenText(share: number): string {
  const per = share * 100;
  if (per <= 0) return '0 %';
  const unit = 10 ** (Math.floor(Math.log10(per)) - 2);
  return `${Number((Math.floor(Number((per / unit).toPrecision(12))) * unit).toPrecision(3))} %`;
}

/** What is left of a budget (a ratio), to the tenth of a per cent, as gates say it. */
export function leftText(ratio: number): string {
  return `${Number((ratio * 100).toFixed(1))} %`;
}

/** A target: as many nines as it has. */
export function targetText(target: number): string {
  return percent(target, 12);
}

/** A burn rate; two decimals are enough below ten, and none above a hundred. */
export function rateText(rate: number): string {
  return `${Number(rate.toFixed(rate < 10 ? 2 : rate < 100 ? 1 : 0))}x`;
}

/** Whole events, with separators. */
export function countText(events: number): string {
  return Math.round(events).toLocaleString('en-US');
}

/** `1 SLO`, `3 SLOs`. */
export function counted(number: number, word: string, words = `${word}s`): string {
  return `${countText(number)} ${number === 1 ? word : words}`;
}

/** What is not known is a question mark. */
export function orUnknown(value: number | null | undefined, text: (value: number) => string): string {
  return value === null || value === undefined ? '?' : text(value);
}
