/** A number as a person would write it, without the noise of binary fractions: 0.0072, never 0.007200000000000001. */
export function numberText(value: number): string {
  const text = String(value);
  // As short as this, it has no more digits than are kept.
  return text.length <= 12 ? text : String(Number(value.toPrecision(12)));
}

/** A ratio (0-1) in per cent: 0.9995 -> "99.95%". */
export function percentText(ratio: number): string {
  return `${numberText(ratio * 100)}%`;
}

/** A computed ratio (0-1) in per cent, three digits long: a 360th -> "0.278%". */
export function roundedPercentText(ratio: number): string {
  return percentText(Number(ratio.toPrecision(3)));
}
