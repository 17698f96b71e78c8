import { FirebreakError } from '../../core/errors.js';
import { sloHistory as historyOf } from '../../core/slo-history/slo-history.js';
import { mergeExcluded, excludedTimes } from '../../core/exclusions/excluded-stretches.js';
import { windowReach, windowText } from '../../core/slo/slo-window.js';
import type { Stretch } from '../../core/time/stretches.js';
import type { EngineState } from '../engine-state.js';
import { countedUntil } from '../judge-slo.js';
import type { Store } from '../ports.js';
import type { SloHistoryView, TierHistoryView } from '../read-models.js';
import { historyLoaded } from '../slo-runtime.js';
import { pastAlerts, pastIncident, pastIncidents } from './past-alerts.js';
import { pastBands, pastDeploys } from './past-facts.js';
import { storedRuntime } from './stored-runtime.js';

/** What of the past is asked for; the whole window where nothing is said. */
export interface AskedHistory {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly points: number;
}

type Known = Pick<EngineState, 'runtimes' | 'elsewhere' | 'specs' | 'exclusions' | 'config'>;

/** An SLO's past as its slots hold it, with what happened in it. Rejects with `not-found`, and `invalid-input` when the span is none. */
export async function sloHistory(
  state: Known,
  store: Pick<Store, 'incidents' | 'pastFacts' | 'sloState'>,
  id: string,
  asked: AskedHistory,
  now: number,
): Promise<SloHistoryView> {
  const runtime = state.runtimes.get(id) ?? (await storedRuntime(state, store, id, now));
  const { slo } = runtime;
  const reach = windowReach(slo.objective.sloWindow);
  const dataUntil = runtime.judgement?.dataUntil ?? state.elsewhere.get(id)?.status.dataUntil;
  const end = countedUntil(slo, dataUntil ?? now);
  const keptSinceAt = end - reach;
  const span = spanOf(asked, keptSinceAt, end, slo.objective.sloWindow.durationMs);
  // Budgets of the oldest steps reach back by a window more.
  const times = excludedTimes(state.exclusions, slo, { from: keptSinceAt - reach, to: end + reach });
  const { stepMs, slotMs, steps, tiers } = historyOf(
    slo,
    { ring: runtime.ring, excluded: mergeExcluded(times, slo) },
    span,
    { end, points: asked.points, minCoverage: state.config.minCoverage },
  );
  const [first] = steps;
  const shown = { from: first ? first.at - first.ms : span.from, to: steps.at(-1)?.at ?? span.to };
  // What an evaluation has just decided is newer than the data that it rests on.
  const happened = { from: shown.from, to: shown.to === end ? Math.max(end, now) : shown.to };
  const incidents = await pastIncidents(store, slo, happened, reach);
  return {
    id,
    target: slo.objective.target,
    window: windowText(slo.objective.sloWindow),
    dataUntil,
    startAt: shown.from,
    endAt: shown.to,
    keptSinceAt,
    stepMs,
    slotMs,
    minCoverage: state.config.minCoverage,
    historyLoaded: historyLoaded(runtime),
    bands: slo.budgetPolicy.bands,
    steps,
    tiers: tiers.map(
      ({ policy, steps: tierSteps }): TierHistoryView => ({
        policyId: policy.id,
        severity: policy.severity,
        burnRateThreshold: policy.burnRateThreshold,
        minBadEvents: policy.minBadEvents,
        longWindowMs: policy.longWindow,
        shortWindowMs: policy.shortWindow,
        long: tierSteps.map(({ long }) => long),
        short: tierSteps.map(({ short }) => short),
        over: tierSteps.map(({ over }) => over),
      }),
    ),
    ...(await pastAlerts(store, slo.id, runtime.alerts.state, incidents, happened)),
    incidents: incidents.map(pastIncident),
    ...(await pastDeploys(store, slo, happened)),
    ...(await pastBands(store, slo, happened)),
    exclusions: times
      .filter(({ from, to }) => overlapsSpan(from, to, shown))
      .map(({ from, to, exclusion: { id: of, kind, author, reason } }) => ({
        id: of,
        kind,
        author,
        reason,
        startAt: from,
        endAt: to,
      })),
  };
}

function spanOf({ from, to }: AskedHistory, keptSince: number, end: number, windowMs: number): Stretch {
  const span = { from: Math.max(from ?? end - windowMs, keptSince), to: Math.min(to ?? end, end) };
  if (span.from < span.to) return span;
  const kept = `${new Date(keptSince).toISOString()} to ${new Date(end).toISOString()}`;
  throw new FirebreakError(
    'invalid-input',
    `"from" is to lie before "to", and both in what is kept: ${kept}`,
  );
}

function overlapsSpan(from: number, to: number, span: Stretch): boolean {
  return to >= span.from && from <= span.to;
}
