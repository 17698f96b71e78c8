import { coverageOf } from '../../core/events/event-counts.js';
import type { Incident } from '../../core/incident/incident.js';
import { MINUTE } from '../../core/time/duration.js';
import type { EngineState } from '../engine-state.js';
import type { IncidentSli, SliPoint } from '../read-models.js';
import type { SloRuntime } from '../slo-runtime.js';
import { whyNoSli } from './why-no-sli.js';

const MOST_POINTS = 240;
/** Before the first bad sample, and after the end, it is seen what is usual. */
const AROUND = 30 * MINUTE;

/** What the SLI of an incident showed, from before its first bad sample on; unknown with the reason. */
export function incidentSli(state: EngineState, incident: Incident, at: number): IncidentSli {
  const runtime = state.runtimes.get(incident.sloId);
  const until = runtime?.judgement?.dataUntil;
  if (!runtime || until === undefined) return { kind: 'unknown', reason: whyNoSli(state, incident) };
  const { failingSince, openedAt, alertEndedAt, resolvedAt } = incident;
  const began = failingSince ?? openedAt;
  const ended = resolvedAt ?? (alertEndedAt === undefined ? undefined : at);
  const from = began - AROUND;
  const to = Math.min(until, ended === undefined ? until : ended + AROUND);
  const { slotMs, slots } = runtime.ring.series(from, to);
  return {
    kind: 'seen',
    sloId: incident.sloId,
    errorBudget: 1 - runtime.slo.objective.target,
    failingSince,
    ...pointsOf(slots, slotMs, from, to),
  };
}

type Counted = ReturnType<SloRuntime['ring']['series']>['slots'];

/** Whole slots together where there are more than a chart can show. */
function pointsOf(
  slots: Counted,
  slotMs: number,
  from: number,
  to: number,
): { readonly stepMs: number; readonly points: readonly SliPoint[] } {
  const stepMs = slotMs * Math.max(1, Math.ceil((to - from) / slotMs / MOST_POINTS));
  const sums = new Map<number, { bad: number; total: number; knownMs: number }>();
  for (const { start, bad, total, knownMs } of slots) {
    const step = Math.floor(start / stepMs) * stepMs;
    const sum = sums.get(step) ?? { bad: 0, total: 0, knownMs: 0 };
    sums.set(step, { bad: sum.bad + bad, total: sum.total + total, knownMs: sum.knownMs + knownMs });
  }
  const points: SliPoint[] = [];
  for (let start = Math.ceil(from / stepMs) * stepMs; start < to; start += stepMs) {
    const { bad, total, knownMs } = sums.get(start) ?? { bad: 0, total: 0, knownMs: 0 };
    const spanMs = Math.min(stepMs, to - start);
    points.push({
      at: start,
      badEvents: bad,
      totalEvents: total,
      coverage: coverageOf({ bad, total, knownMs, spanMs }),
    });
  }
  return { stepMs, points };
}
