import type { Slot } from '../events/event-counts.js';

/** As many points as a small picture can show. */
const TREND_POINTS = 30;

/**
 * Burn rates of equal parts of a span that ends at `to` (epoch ms), oldest first: bad over total of all events of a part, held against
 * what the target allows. A slot belongs to the part in which it begins. Undefined where no event was seen.
 */
export function burnTrend(
  slots: Iterable<Pick<Slot, 'start' | 'bad' | 'total'>>,
  { to, spanMs }: { readonly to: number; readonly spanMs: number },
  target: number,
): readonly (number | undefined)[] {
  const bad = new Array<number>(TREND_POINTS).fill(0);
  const total = new Array<number>(TREND_POINTS).fill(0);
  const from = to - spanMs;
  for (const slot of slots) {
    const part = Math.min(TREND_POINTS - 1, Math.floor(((slot.start - from) / spanMs) * TREND_POINTS));
    if (part < 0) continue;
    bad[part] = (bad[part] ?? 0) + slot.bad;
    total[part] = (total[part] ?? 0) + slot.total;
  }
  return total.map((events, part) => (events > 0 ? (bad[part] ?? 0) / events / (1 - target) : undefined));
}
