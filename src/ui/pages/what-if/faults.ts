import { durationOf, durationText } from '../../words/durations.js';
import { type Draft, ratioOf, type TierDraft } from '../../words/proposal.js';

const HOUR = 3_600_000;
const LONGEST_MS = 366 * 24 * HOUR;
/** Nominal lengths, by which alerts of a calendar window go. */
const NOMINAL_DAYS = { week: 7, month: 30, quarter: 91, year: 365 } as const;
const MOST_TIERS = 8;

/** What is wrong with a draft, in words, each at its field; nothing is asked of the daemon before all is right. */
export interface Faults {
  readonly target?: string;
  readonly window?: string;
  readonly zone?: string;
  /** By the place of the tier. */
  readonly tiers: readonly TierFaults[];
}

export type TierFaults = Partial<Record<'longWindow' | 'shortWindow' | 'burnRate', string>>;

/** What the SLO is like where the draft says nothing. */
interface Present {
  readonly target: number;
  readonly sloWindowMs: number;
}

export function faultsOf(draft: Draft, present: Present, isZone: (name: string) => boolean): Faults {
  const { window, tiers = [] } = draft;
  const target = faultOfTarget(draft.target);
  const atWindow = window?.kind === 'rolling' ? faultOfLength(window.text) : undefined;
  const zone = window?.kind === 'calendar' && !isZone(window.zone.trim());
  return {
    ...(target === undefined ? {} : { target }),
    ...(atWindow === undefined ? {} : { window: atWindow }),
    ...(zone ? { zone: 'No time zone has this name. One of the IANA database: UTC, Europe/Berlin.' } : {}),
    tiers: tiers.map((tier, index) =>
      faultsOfTier(tier, tiers.slice(0, index), {
        highest: highestBurn(draft.target, present),
        windowMs: windowMsOf(window, present.sloWindowMs),
      }),
    ),
  };
}

export function isSound({ tiers, ...others }: Faults): boolean {
  return Object.keys(others).length === 0 && tiers.every((faults) => Object.keys(faults).length === 0);
}

/** Why no further tier can be added; undefined while one can. */
export function fullOf(tiers: readonly TierDraft[]): string | undefined {
  return tiers.length < MOST_TIERS ? undefined : `${MOST_TIERS} tiers at most.`;
}

/** The nominal length of the window that a draft means; undefined while it means none. */
export function windowMsOf(window: Draft['window'], presentMs: number): number | undefined {
  if (window === undefined) return presentMs;
  if (window.kind === 'calendar') return NOMINAL_DAYS[window.unit] * 24 * HOUR;
  return faultOfLength(window.text) === undefined ? durationOf(window.text) : undefined;
}

/** Every event failing, the budget burns so fast; undefined while the draft has no target that makes sense. */
export function highestBurn(
  target: string | undefined,
  present: Pick<Present, 'target'>,
): number | undefined {
  if (faultOfTarget(target) !== undefined) return undefined;
  const ratio = target === undefined ? present.target : ratioOf(target);
  return Number((1 / (1 - ratio)).toPrecision(6));
}

function faultOfTarget(target: string | undefined): string | undefined {
  if (target === undefined) return undefined;
  const ratio = ratioOf(target);
  return ratio > 0 && ratio < 1 ? undefined : 'A percentage over 0 and under 100, such as 99.9.';
}

function faultOfLength(text: string): string | undefined {
  const ms = durationOf(text);
  if (ms === undefined) return 'A duration, such as 7d, 28d or 30d.';
  return ms >= HOUR && ms <= LONGEST_MS ? undefined : 'From 1h to 366d.';
}

function faultsOfTier(
  tier: TierDraft,
  before: readonly TierDraft[],
  { highest, windowMs }: { readonly highest: number | undefined; readonly windowMs: number | undefined },
): TierFaults {
  const longWindow = faultOfLong(tier, before, windowMs);
  const shortWindow = faultOfShort(tier);
  const burnRate = faultOfBurn(tier, highest);
  return {
    ...(longWindow === undefined ? {} : { longWindow }),
    ...(shortWindow === undefined ? {} : { shortWindow }),
    ...(burnRate === undefined ? {} : { burnRate }),
  };
}

function faultOfLong(tier: TierDraft, before: readonly TierDraft[], windowMs: number | undefined) {
  const ms = durationOf(tier.longWindow);
  if (ms === undefined) return 'A duration, such as 1h or 3d.';
  if (windowMs !== undefined && ms > windowMs)
    return `Longer than the SLO’s window of ${durationText(windowMs)}.`;
  const twin = before.findIndex(
    ({ severity, longWindow }) => severity === tier.severity && durationOf(longWindow) === ms,
  );
  return twin < 0 ? undefined : `Tier ${twin + 1} is a ${tier.severity} over ${durationText(ms)} already.`;
}

function faultOfShort({ longWindow, shortWindow }: TierDraft): string | undefined {
  const [long, short] = [durationOf(longWindow), durationOf(shortWindow)];
  if (short === undefined) return 'A duration, such as 5m or 6h.';
  if (long === undefined || short < long) return undefined;
  return 'Has to be shorter than the long one; a twelfth is usual.';
}

function faultOfBurn({ burnRate }: TierDraft, highest: number | undefined): string | undefined {
  const rate = burnRate.trim() === '' ? Number.NaN : Number(burnRate);
  if (!(rate > 0 && Number.isFinite(rate))) return 'A number over 0, such as 14.4.';
  if (highest === undefined || rate < highest) return undefined;
  return `Never reached: with every event failing it is ${highest}x at this target.`;
}
