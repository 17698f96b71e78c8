/** What is asked: as the API takes it; what is left out stays as it is. */
export interface Proposal {
  readonly target?: number;
  readonly window?: string;
  readonly tiers?: readonly ProposedTier[];
}

/** Windows as people write durations: `5m`. */
export interface ProposedTier {
  readonly severity: 'page' | 'ticket';
  readonly longWindow: string;
  readonly shortWindow: string;
  readonly burnRate: number;
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const;

/** A duration exactly, in the largest unit that divides it: `90m`, `3d`. */
export function durationText(ms: number): string {
  const unit = UNITS.find(([, size]) => ms % size === 0);
  return unit ? `${ms / unit[1]}${unit[0]}` : `${ms / 1000}s`;
}

/** Tiers as `firebreak backtest --vary` writes them: `page:1h/5m@14.4+ticket:3d/6h@1`. */
export function tiersText(tiers: readonly ProposedTier[]): string {
  return tiers
    .map(
      ({ severity, longWindow, shortWindow, burnRate }) =>
        `${severity}:${longWindow}/${shortWindow}@${burnRate}`,
    )
    .join('+');
}

/** Undefined for what is no list of tiers. */
export function readTiers(text: string): readonly ProposedTier[] | undefined {
  const tiers = text.split('+').map((tier) => {
    const [, severity, longWindow = '', shortWindow = '', burn] =
      /^(page|ticket):(\w*)\/(\w*)@([\d.]*)$/.exec(tier) ?? [];
    if (severity !== 'page' && severity !== 'ticket') return undefined;
    return { severity, longWindow, shortWindow, burnRate: Number(burn) } as const;
  });
  const whole = tiers.filter((tier) => tier !== undefined);
  return whole.length === tiers.length ? whole : undefined;
}

/** What the address of the page asks for. */
export function proposalOf(params: URLSearchParams): Proposal {
  const percent = Number(params.get('target'));
  const window = params.get('window');
  const tiers = readTiers(params.get('tiers') ?? '');
  return {
    ...(percent > 0 && percent < 100 ? { target: Number((percent / 100).toPrecision(12)) } : {}),
    ...(window ? { window } : {}),
    ...(tiers ? { tiers } : {}),
  };
}
