import type { TierReading, WindowReading } from '../burn-rate/reading.js';
import { formatDuration, MINUTE } from '../time/duration.js';
import { isWatched } from './declared.js';
import type { Incident } from './incident.js';
import type { IncidentPolicy } from './policy.js';

/** Whether an SLI shows at one instant that users are served again; `code` names what is missing, `text` says it with figures. */
export interface RecoverySight {
  readonly code: 'within' | 'outside' | 'unknown' | 'too-little-traffic' | 'no-page-tier';
  readonly text: string;
}

/** Of something that happens at a rate of 3 per n events, n events hold at least one with 95 % (the rule of three). */
const RULE_OF_THREE = 3;
const MIN_COVERAGE = 0.9;

/**
 * Recovery as the page tiers show it: every short window is within the SLO, both windows are known, and each has seen so many events
 * that a failure at the tier's threshold would show. A long window is not held to the SLO: it holds the failure long after its end.
 * @param budget 1 − target
 */
export function seeRecovery(tiers: readonly TierReading[], budget: number): RecoverySight {
  const pages = tiers.filter(({ severity }) => severity === 'page');
  if (pages.length === 0)
    return { code: 'no-page-tier', text: 'no tier of this SLO pages, so that none shows it' };
  const sights = pages.map((tier) => seeTier(tier, budget));
  const first = (code: RecoverySight['code']) => sights.find((sight) => sight.code === code);
  return (
    first('outside') ??
    first('unknown') ??
    first('too-little-traffic') ?? { code: 'within', text: 'the SLI is back within its SLO' }
  );
}

function seeTier({ long, short, burnRateThreshold }: TierReading, budget: number): RecoverySight {
  const enough = Math.ceil(RULE_OF_THREE / Math.min(1, burnRateThreshold * budget));
  const lacking = [short, long].flatMap((reading) => seeWindow(reading, enough) ?? []);
  if (short.kind === 'measured' && short.burnRate > 1) {
    const rate = `${Number(short.burnRate.toPrecision(3))}x over ${formatDuration(short.windowMs)}`;
    return { code: 'outside', text: `still burning ${rate}, and at most 1x is recovery` };
  }
  return lacking[0] ?? { code: 'within', text: '' };
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

/** What is missing before recovery is proven; undefined when it is. */
export function recoveryMissing(incident: Incident, at: number, policy: IncidentPolicy): string | undefined {
  const { recovery } = incident;
  const wanted = recoveryTime(incident, policy);
  if (!isWatched(incident)) return 'no SLI watches it';
  if (incident.alertEndedAt === undefined) return 'its alert has not ended';
  const others = incident.attached.filter(({ ended }) => !ended).map((each) => each.incident);
  if (others.length > 0) return `the alert of ${others.join(', ')} has not ended`;
  if (recovery === undefined) return 'nothing has been seen since its alert ended';
  if (recovery.since === undefined) return `proven for none of ${formatDuration(wanted)}: ${recovery.text}`;
  const proven = at - recovery.since;
  if (proven >= wanted) return undefined;
  const minutes = Math.max(0, Math.floor(proven / MINUTE));
  return `proven for ${minutes}m of ${formatDuration(wanted)}`;
}
