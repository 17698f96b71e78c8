import { durationOf, durationText } from '../../words/durations.js';
import type { TierDraft } from '../../words/proposal.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

/** The Google SRE workbook's tiers (chapter 5), for a window of 30 days. */
const USUAL = [
  { severity: 'page', longMs: HOUR, shortMs: 5 * MINUTE, burnRate: 14.4 },
  { severity: 'page', longMs: 6 * HOUR, shortMs: 30 * MINUTE, burnRate: 6 },
  { severity: 'ticket', longMs: DAY, shortMs: 2 * HOUR, burnRate: 3 },
  { severity: 'ticket', longMs: 3 * DAY, shortMs: 6 * HOUR, burnRate: 1 },
] as const;

/** What a further tier begins with: one of the usual ones that is not there and can fire; else an empty one, to be filled in. */
export function nextTier(
  tiers: readonly TierDraft[],
  windowMs: number | undefined,
  highestBurn: number | undefined,
): TierDraft {
  const scale = windowMs === undefined || isUsual(windowMs) ? 1 : windowMs / MONTH;
  const isThere = (severity: string, longMs: number) =>
    tiers.some((tier) => tier.severity === severity && durationOf(tier.longWindow) === longMs);
  for (const { severity, longMs, shortMs, burnRate } of USUAL) {
    const long = rounded(longMs * scale);
    if (isThere(severity, long) || burnRate >= (highestBurn ?? Number.POSITIVE_INFINITY)) continue;
    return {
      severity,
      longWindow: durationText(long),
      shortWindow: durationText(rounded(shortMs * scale)),
      burnRate: String(burnRate),
    };
  }
  return { severity: 'ticket', longWindow: '', shortWindow: '', burnRate: '' };
}

/** As it stands in the workbook. */
function isUsual(windowMs: number): boolean {
  return windowMs >= 25 * DAY && windowMs <= 35 * DAY;
}

/** Whole minutes above ten minutes, whole seconds below. */
function rounded(ms: number): number {
  const unit = ms >= 10 * MINUTE ? MINUTE : SECOND;
  return Math.max(SECOND, Math.round(ms / unit) * unit);
}
