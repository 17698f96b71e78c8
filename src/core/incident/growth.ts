import { formatDuration } from '../time/duration.js';
import type { MakeEvent } from './decide-severity.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { IncidentPolicy } from './policy.js';
import { SEVERITIES } from './severities.js';
import { shareText } from './share-text.js';

/** What fails at an instant, over the shortest window that is known. */
export interface SeenImpact {
  /** bad / total, 0-1. */
  readonly errorRatio: number;
  /** How long that window is (ms). */
  readonly windowMs: number;
  readonly badEvents: number;
  readonly totalEvents: number;
  /** No more than this is nothing that pages: a share (0-1) of failing events, and a number of them. */
  readonly least: { readonly errorRatio: number; readonly badEvents: number };
}

/** So many standard deviations above what was to be expected are no chance, however often one looks. */
const DEVIATIONS = 3;

/** The noise of binary fractions. */
const NOISE = 1e-12;

/**
 * What impact does to an open incident: the first that is known is what later ones are held against, and so is the first after a person has
 * set the severity; one that has grown raises it by a level, and is from then on what the next is held against.
 */
export function decideGrowth(
  incident: Incident,
  impact: SeenImpact,
  { impactGrowth, severities }: IncidentPolicy,
  event: MakeEvent,
): IncidentEvent | undefined {
  if (incident.status !== 'open') return undefined;
  const { errorRatio: share } = impact;
  const failing = `${shareText(share)} of events failing over ${formatDuration(impact.windowMs)}`;
  const { impactBaseline: baseline } = incident;
  if (baseline === undefined) {
    const text = `${failing}: what becomes of the impact is held against this`;
    return event('impact-measured', text, { errorRatio: share });
  }
  const severity = SEVERITIES[SEVERITIES.indexOf(incident.severity) - 1];
  if (!severity || !hasGrown(impact, baseline, impactGrowth)) return undefined;
  // Twice hardly anything is hardly anything: nobody calls it critical by its growth alone.
  if (severity === 'sev1' && share <= (severities.sev2.errorRatio ?? 0)) return undefined;
  const before =
    baseline > 0 ? `${Number((share / baseline).toPrecision(2))} times the ${shareText(baseline)}` : 'none';
  const reason = `${failing}, ${before} before`;
  return event('severity-raised', `${severity.toUpperCase()}: the impact has grown: ${reason}`, {
    severity,
    reason,
    errorRatio: share,
  });
}

/** Whether so many times more events fail, more than would page, and more than chance makes of the same share. */
function hasGrown({ badEvents, totalEvents, least }: SeenImpact, baseline: number, growth: number): boolean {
  const expected = Math.max(baseline, least.errorRatio) * totalEvents;
  const enough = Math.max(growth * expected, expected + DEVIATIONS * Math.sqrt(expected), least.badEvents);
  return badEvents >= enough * (1 - NOISE);
}
