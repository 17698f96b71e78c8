import type { TierReading, WindowReading } from '../burn-rate/reading.js';
import { formatDuration, formatSpan, MINUTE } from '../time/duration.js';
import { isWatched } from './declared.js';
import type { Incident } from './incident.js';
import type { IncidentPolicy } from './policy.js';
import type { AttachedRecovery } from './relation.js';

/** Whether an SLI shows at one instant that users are served again; `code` names what is missing, `text` says it with figures. */
export interface RecoverySight {
  readonly code: 'within' | 'outside' | 'unknown' | 'too-little-traffic' | 'no-page-tier';
  readonly text: string;
}

/** What is asked of recovery at the instant at which somebody wants to resolve. */
export interface RecoveryNow extends RecoverySight {
  /** Both windows of the fastest page tier: `12.3x over 1h, 0x over 5m`; undefined where no tier pages. */
  readonly figures: string | undefined;
  /** When both windows are within the SLO at the earliest, if nothing fails any more (epoch ms); undefined while that is not known. */
  readonly clearAt: number | undefined;
}

/** Of something that happens at a rate of 3 per n events, n events hold at least one with 95 % (the rule of three). */
const RULE_OF_THREE = 3;
const MIN_COVERAGE = 0.9;

/**
 * Recovery as the page tiers show it: both windows of the fastest tier are within the SLO, and the short ones of the others; all windows
 * are known, and each has seen so many events that a failure at the tier's threshold would show. The long windows of slower tiers are
 * not held to the SLO: they hold the failure for hours after its end.
 * @param budget 1 − target
 */
export function seeRecovery(tiers: readonly TierReading[], budget: number): RecoverySight {
  const fastest = fastestPage(tiers);
  if (!fastest) return { code: 'no-page-tier', text: 'no tier of this SLO pages, so that none shows it' };
  const pages = tiers.filter(({ severity }) => severity === 'page');
  const sights = pages.map((tier) => seeTier(tier, budget, tier === fastest));
  const first = (code: RecoverySight['code']) => sights.find((sight) => sight.code === code);
  return (
    first('outside') ??
    first('unknown') ??
    first('too-little-traffic') ?? { code: 'within', text: 'the SLI is back within its SLO' }
  );
}

/** The page tier with the shortest long window; undefined where none pages. */
export function fastestPage(tiers: readonly TierReading[]): TierReading | undefined {
  return tiers
    .filter(({ severity }) => severity === 'page')
    .reduce<TierReading | undefined>(
      (fastest, tier) => (fastest && fastest.long.windowMs <= tier.long.windowMs ? fastest : tier),
      undefined,
    );
}

/** `12.3x over 1h, 0x over 5m`. */
export function recoveryFigures({ long, short }: TierReading): string {
  return [long, short].map(rateText).join(', ');
}

function rateText(reading: WindowReading): string {
  const over = `over ${formatDuration(reading.windowMs)}`;
  if (reading.kind === 'measured') return `${Number(reading.burnRate.toPrecision(3))}x ${over}`;
  return reading.kind === 'unknown' ? `unknown ${over}` : `no events ${over}`;
}

function seeTier(
  { long, short, burnRateThreshold }: TierReading,
  budget: number,
  asksLong: boolean,
): RecoverySight {
  const enough = Math.ceil(RULE_OF_THREE / Math.min(1, burnRateThreshold * budget));
  const burning = (asksLong ? [short, long] : [short]).find(isOutside);
  if (burning)
    return { code: 'outside', text: `still burning ${rateText(burning)}, and at most 1x is recovery` };
  const lacking = [short, long].flatMap((reading) => seeWindow(reading, enough) ?? []);
  return lacking[0] ?? { code: 'within', text: '' };
}

function isOutside(reading: WindowReading): boolean {
  return reading.kind === 'measured' && reading.burnRate > 1;
}

/** Why a window shows nothing; undefined when it does. */
function seeWindow(reading: WindowReading, enough: number): RecoverySight | undefined {
  const over = `over ${formatDuration(reading.windowMs)}`;
  if (reading.kind === 'no-traffic') return { code: 'too-little-traffic', text: `no events ${over}` };
  if (reading.kind === 'unknown' || reading.coverage < MIN_COVERAGE)
    return { code: 'unknown', text: `too little is known ${over}` };
  if (reading.totalEvents >= enough) return undefined;
  const seen = Math.floor(reading.totalEvents);
  return { code: 'too-little-traffic', text: `${seen} events ${over}, and ${enough} are needed to mean it` };
}

/** How long recovery has to be seen without a break: mission.md C6. */
export function recoveryTime({ severity }: Pick<Incident, 'severity'>, policy: IncidentPolicy): number {
  return policy.severities[severity].recovery;
}

/**
 * What is missing before recovery is proven, by its own SLI and those of alerts that were merged into it; undefined when it is.
 * @param now what the SLI shows at this instant, where it is evaluated here
 */
export function recoveryMissing(
  incident: Incident,
  at: number,
  policy: IncidentPolicy,
  now?: RecoveryNow,
): string | undefined {
  const { attached, recovery } = incident;
  const wanted = recoveryTime(incident, policy);
  const seen = attached.flatMap((each) => (each.recovery ? [{ of: each.incident, ...each.recovery }] : []));
  const own = isWatched(incident);
  if (!own && seen.length === 0) return 'no SLI watches it';
  if (own && incident.alertEndedAt === undefined) return 'its alert has not ended';
  const others = attached.filter(({ ended }) => !ended).map((each) => each.incident);
  if (others.length > 0) return `the alert of ${others.join(', ')} has not ended`;
  if (own && recovery === undefined) return 'nothing has been seen since its alert ended';
  const sights = own && recovery ? [missingSince(recovery, '', at, wanted, now)] : [];
  return [...sights, ...seen.map((each) => missingSince(each, ` by ${each.of}`, at, wanted))].find(
    (missing) => missing !== undefined,
  );
}

/** @param whose ` by INC-9` for what is seen of another's alert; nothing for its own */
function missingSince(
  recovery: AttachedRecovery,
  whose: string,
  at: number,
  wanted: number,
  now?: RecoveryNow,
): string | undefined {
  const { since } = recovery;
  if (since !== undefined && at - since >= wanted) return undefined;
  const figures = now?.figures === undefined ? '' : ` (now ${now.figures})`;
  if (since === undefined)
    return `proven${whose} for none of ${formatDuration(wanted)}: ${(now ?? recovery).text}${figures}${earliest(now?.clearAt, wanted)}`;
  const minutes = Math.max(0, Math.floor((at - since) / MINUTE));
  const proven = wanted < MINUTE ? formatSpan(Math.max(0, at - since)) : `${minutes}m`;
  return `proven${whose} for ${proven} of ${formatDuration(wanted)}${figures}${earliest(since, wanted)}`;
}

function earliest(from: number | undefined, wanted: number): string {
  if (from === undefined) return '';
  return `; ${new Date(from + wanted).toISOString().slice(11, 19)} UTC is the earliest, if nothing fails any more`;
}
