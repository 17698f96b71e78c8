import { type AlertPolicy, defaultAlertPolicies } from '../../core/slo/alert-policy.js';
import { highestBurnRate, type Objective } from '../../core/slo/slo.js';
import { DAY, formatDuration } from '../../core/time/duration.js';
import type { Findings } from '../firebreak/findings.js';
import type { Catalogue } from './alert-windows.js';

/** The window of SLOs (ms), and the tiers that go with it. */
export interface Windows {
  readonly sloWindow: number;
  readonly tiers: readonly AlertPolicy[];
}

/** Sloth's files name no window: it is a flag of its command line, and this is its default, with the tiers of the SRE workbook. */
const DEFAULT_WINDOW = 30 * DAY;
const DEFAULTS: Windows = { sloWindow: DEFAULT_WINDOW, tiers: defaultAlertPolicies(DEFAULT_WINDOW) };

/** A catalogue, and where it stands. */
export interface PlacedCatalogue extends Catalogue {
  readonly place: string;
  /** At its spec. */
  readonly at: Findings;
}

/**
 * The windows of the SLOs: those of the catalogue for sloth's default window, or of the only one, because whoever runs sloth with that one
 * must choose its window. Undefined while it is broken, or not told which it is: no SLO gets others in its place.
 */
export function chooseWindows(catalogues: readonly PlacedCatalogue[], areSlos: boolean): Windows | undefined {
  const first = new Map<number, PlacedCatalogue>();
  for (const catalogue of catalogues) {
    const { sloWindow, at } = catalogue;
    const earlier = sloWindow === undefined ? undefined : first.get(sloWindow);
    if (sloWindow !== undefined && !earlier) first.set(sloWindow, catalogue);
    if (earlier) {
      at.error(
        'duplicate-alert-windows',
        ['sloPeriod'],
        `there are AlertWindows for ${formatDuration(sloWindow ?? 0)} already, in ${earlier.place}`,
        'keep one of the two',
      );
    }
  }
  if (catalogues.some(({ sloWindow }) => sloWindow === undefined)) return undefined;
  const [only, ...others] = first.values();
  if (!only) return DEFAULTS;
  const chosen = first.get(DEFAULT_WINDOW) ?? (others.length === 0 ? only : undefined);
  for (const each of first.values()) {
    if (each !== chosen || !areSlos) refuse(each, chosen, areSlos);
  }
  return chosen && windowsOf(chosen);
}

function windowsOf({ sloWindow, tiers }: Catalogue): Windows | undefined {
  if (sloWindow === undefined || !tiers) return undefined;
  return { sloWindow, tiers };
}

function refuse(
  { sloWindow, at }: PlacedCatalogue,
  chosen: PlacedCatalogue | undefined,
  areSlos: boolean,
): void {
  const window = formatDuration(sloWindow ?? 0);
  if (areSlos && !chosen) {
    return at.error(
      'ambiguous-alert-windows',
      ['sloPeriod'],
      `sloth's files do not say whether their SLOs are over ${window} or over that of other AlertWindows here`,
      'keep those for the window of the SLOs',
    );
  }
  if (!areSlos) {
    return at.warn(
      'unused-alert-windows',
      ['sloPeriod'],
      'there is no SLO of sloth in these files',
      'read it together with its SLOs',
    );
  }
  at.error(
    'unused-alert-windows',
    ['sloPeriod'],
    `no SLO is over ${window}: with AlertWindows for it among these files, their window is sloth's default of ${formatDuration(DEFAULT_WINDOW)}`,
    'remove this document, or read it together with its SLOs alone',
  );
}

/** Those that can fire at this target; of others a warning is left. */
export function reachableTiers(
  tiers: readonly AlertPolicy[],
  objective: Objective,
  at: Findings,
): readonly AlertPolicy[] {
  const highest = highestBurnRate(objective);
  const dropped = tiers.filter((tier) => tier.burnRateThreshold >= highest);
  if (dropped.length > 0) {
    at.warn(
      'unreachable-alert-windows',
      ['objective'],
      `of its alert windows ${dropped.map((tier) => `${tier.burnRateThreshold}x`).join(', ')} can never fire: at this objective the burn rate is at most ${highest}x`,
      'leave it, or read AlertWindows with a lower errorBudgetPercent together with it',
    );
  }
  return tiers.filter((tier) => !dropped.includes(tier));
}
