import { timeToClear, timeToFire } from '../burn-rate/slice-theory.js';
import type { AlertSeverity } from '../slo/alert-policy.js';
import type { Slo } from '../slo/slo.js';
import type { Replay } from './replay-result.js';
import type { Outage } from './synthetic-traffic.js';

/** What an outage made of a severity: as it was replayed, and as theory says. Durations in ms; undefined is never. */
export interface OutageAlert {
  readonly severity: AlertSeverity;
  /** From the outage's start to the alert's first tier; negative when it fired already. */
  readonly detectedAfter: number | undefined;
  /** True for a ticket that was not told, because a page was. */
  readonly folded: boolean;
  /** From the outage's end to the alert's end; negative when it cleared during the outage. */
  readonly clearedAfter: number | undefined;
  /** What `timeToFire` of the fastest tier says; undefined when no tier fires at this error ratio within the outage. */
  readonly theory: number | undefined;
  /** What `timeToClear` of the slowest tier that fires says. */
  readonly theoryCleared: number | undefined;
}

export interface JudgedOutage {
  readonly outage: Outage;
  readonly alerts: readonly OutageAlert[];
}

/** Holds each outage of made-up traffic against the replay and against theory, for every severity that the SLO has. */
export function judgeOutages({ slo, episodes }: Replay, outages: readonly Outage[]): JudgedOutage[] {
  const severities = [...new Set(slo.alertPolicies.map(({ severity }) => severity))];
  return outages.map((outage) => {
    const found = (severity: AlertSeverity) =>
      episodes.find(
        ({ severity: its, firedAt, closedAt }) =>
          its === severity && firedAt <= outage.end && (closedAt ?? Number.POSITIVE_INFINITY) > outage.start,
      );
    const alerts = severities.map((severity) => {
      const episode = found(severity);
      return {
        severity,
        detectedAfter: episode && episode.firedAt - outage.start,
        folded: severity === 'ticket' && !episode && found('page') !== undefined,
        clearedAfter: episode?.closedAt === undefined ? undefined : episode.closedAt - outage.end,
        ...theory(slo, severity, outage),
      };
    });
    return { outage, alerts };
  });
}

function theory(slo: Slo, severity: AlertSeverity, { start, end, errorRatio }: Outage) {
  const lasts = end - start;
  const fired = slo.alertPolicies.flatMap((tier) => {
    const detected = timeToFire(slo, tier, errorRatio);
    if (tier.severity !== severity || detected === undefined || detected > lasts) return [];
    // Enough errors have to leave the short window, which holds no more of them than the outage lasted.
    const cleared = timeToClear(slo, tier, errorRatio, lasts);
    return [{ detected, cleared: cleared === undefined ? 0 : cleared }];
  });
  if (fired.length === 0) return { theory: undefined, theoryCleared: undefined };
  return {
    theory: Math.min(...fired.map(({ detected }) => detected)),
    theoryCleared: Math.max(...fired.map(({ cleared }) => cleared)),
  };
}
