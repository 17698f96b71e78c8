/** What is asked: as the API takes it; what is left out stays as it is. */
export interface Proposal {
  readonly target?: number;
  readonly window?: string | CalendarPeriod;
  readonly tiers?: readonly ProposedTier[];
}

interface CalendarPeriod {
  readonly calendar: CalendarUnit;
  readonly time_zone: string;
}

export const CALENDAR_UNITS = ['week', 'month', 'quarter', 'year'] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

/** Windows as people write durations: `5m`. */
interface ProposedTier {
  readonly severity: 'page' | 'ticket';
  readonly longWindow: string;
  readonly shortWindow: string;
  readonly burnRate: number;
}

/** A tier as it is being typed. */
export interface TierDraft extends Omit<ProposedTier, 'burnRate'> {
  readonly burnRate: string;
}

/** A proposal as it is being typed: nothing has to make sense yet. What is undefined stays as it is. */
export interface Draft {
  /** In percent. */
  readonly target: string | undefined;
  readonly window:
    | { readonly kind: 'rolling'; readonly text: string }
    | { readonly kind: 'calendar'; readonly unit: CalendarUnit; readonly zone: string }
    | undefined;
  readonly tiers: readonly TierDraft[] | undefined;
}

const NO_TIERS = 'none';
/** Where none is said: as SLO files have it. */
const UTC = 'UTC';

/** Tiers as `firebreak backtest --vary` writes them: `page:1h/5m@14.4+ticket:3d/6h@1`; what else was typed is kept as well. */
export function tiersText(tiers: readonly TierDraft[]): string {
  if (tiers.length === 0) return NO_TIERS;
  return tiers
    .map(({ severity, longWindow, shortWindow, burnRate }) => {
      const [long = '', short = '', burn = ''] = [longWindow, shortWindow, burnRate].map(encodeURIComponent);
      return `${severity}:${long}/${short}@${burn}`;
    })
    .join('+');
}

/** Undefined for what is no list of tiers. */
export function readTiers(text: string): readonly TierDraft[] | undefined {
  if (text === NO_TIERS) return [];
  const tiers = text.split('+').map((tier): TierDraft | undefined => {
    const [, severity, ...fields] = /^(page|ticket):([^/]*)\/([^@]*)@(.*)$/.exec(tier) ?? [];
    const [longWindow, shortWindow, burnRate] = fields.map(decoded);
    if (longWindow === undefined || shortWindow === undefined || burnRate === undefined) return undefined;
    return { severity: severity === 'page' ? 'page' : 'ticket', longWindow, shortWindow, burnRate };
  });
  const whole = tiers.filter((tier) => tier !== undefined);
  return whole.length === tiers.length ? whole : undefined;
}

/** What stands in the address of the page. */
export function draftOf(params: URLSearchParams): Draft {
  return {
    target: params.get('target') ?? undefined,
    window: windowOf(params),
    tiers: readTiers(params.get('tiers') ?? ''),
  };
}

function windowOf(params: URLSearchParams): Draft['window'] {
  const text = params.get('window');
  if (text === null) return undefined;
  const unit = CALENDAR_UNITS.find((each) => each === text);
  if (unit === undefined) return { kind: 'rolling', text };
  return { kind: 'calendar', unit, zone: params.get('zone') ?? UTC };
}

/** A draft that makes sense, as it is asked. */
export function proposalOf({ target, window, tiers }: Draft): Proposal {
  return {
    ...(target === undefined ? {} : { target: ratioOf(target) }),
    ...(window === undefined
      ? {}
      : {
          window:
            window.kind === 'rolling'
              ? window.text.trim()
              : { calendar: window.unit, time_zone: window.zone.trim() },
        }),
    ...(tiers === undefined
      ? {}
      : {
          tiers: tiers.map(({ severity, longWindow, shortWindow, burnRate }) => ({
            severity,
            longWindow: longWindow.trim(),
            shortWindow: shortWindow.trim(),
            burnRate: Number(burnRate),
          })),
        }),
  };
}

/** A percentage as a ratio, without the noise of binary fractions. */
export function ratioOf(percent: string): number {
  return percent.trim() === '' ? Number.NaN : Number((Number(percent) / 100).toPrecision(12));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
