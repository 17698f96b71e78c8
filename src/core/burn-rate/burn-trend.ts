/** As many points as a small picture can show. */
export const TREND_POINTS = 30;

/**
 * Burn rates of parts of a span, in their order: bad over total of all events of a part, held against what the target allows. Undefined where
 * no event was seen.
 */
export function burnTrend(
  parts: readonly { readonly bad: number; readonly total: number }[],
  target: number,
): readonly (number | undefined)[] {
  return parts.map(({ bad, total }) => (total > 0 ? bad / total / (1 - target) : undefined));
}
