import { applyCandidate, type Candidate } from '../../core/backtest/candidate.js';
import type { History } from '../../core/backtest/history.js';
import { type JudgedOutage, judgeOutages } from '../../core/backtest/judge-outages.js';
import { leadIn, type ReplayOptions, replay } from '../../core/backtest/replay.js';
import type { Replay } from '../../core/backtest/replay-result.js';
import {
  type IncidentScore,
  type LabelledIncident,
  scoreIncidents,
} from '../../core/backtest/score-incidents.js';
import type { Outage } from '../../core/backtest/synthetic-traffic.js';
import type { Slo } from '../../core/slo/slo.js';
import type { UnreadStretch } from '../../engine/read-history.js';

/** One SLO of one candidate. `outages` is empty unless the traffic was made up. */
export interface SloReport {
  readonly candidate: string;
  readonly replay: Replay;
  readonly outages: readonly JudgedOutage[];
}

/** Everything that a backtest or a simulation found out; each output shows it in its own way. */
export interface Report {
  readonly verb: 'backtest' | 'simulate';
  /** Where the events come from, in words. */
  readonly source: string;
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly slos: readonly { readonly id: string; readonly candidates: readonly SloReport[] }[];
  /** Per candidate; empty when no incidents were given. */
  readonly scores: readonly { readonly candidate: string; readonly score: IncidentScore }[];
  readonly unread: readonly UnreadStretch[];
}

/** How much of the past (ms) the SLOs need before a span, whatever they are played as. */
export function longestLead(slos: readonly Slo[], candidates: readonly Candidate[]): number {
  return Math.max(
    ...slos.flatMap((slo) => candidates.map((candidate) => leadIn(applyCandidate(slo, candidate)))),
  );
}

/** Plays every SLO as every candidate; `outages` are those of made-up traffic. */
export function replayAll(
  slos: readonly Slo[],
  candidates: readonly Candidate[],
  historyOf: (slo: Slo) => History,
  options: ReplayOptions,
  outages: readonly Outage[],
): Report['slos'] {
  return slos.map((slo) => {
    const history = historyOf(slo);
    return {
      id: slo.id,
      candidates: candidates.map((candidate): SloReport => {
        const replayed = replay(applyCandidate(slo, candidate), history, options);
        return {
          candidate: candidate.label,
          replay: replayed,
          outages: judgeOutages(replayed, outages),
        };
      }),
    };
  });
}

/** Scores each candidate's pages, those of all SLOs together. */
export function scoreAll(
  slos: Report['slos'],
  candidates: readonly Candidate[],
  incidents: readonly LabelledIncident[] | undefined,
): Report['scores'] {
  if (!incidents) return [];
  return candidates.map(({ label }) => {
    const replays = slos.flatMap((slo) =>
      slo.candidates.filter(({ candidate }) => candidate === label).map(({ replay: replayed }) => replayed),
    );
    return { candidate: label, score: scoreIncidents(replays, incidents) };
  });
}
