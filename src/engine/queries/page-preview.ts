import type { TierReading, WindowReading } from '../../core/burn-rate/reading.js';
import { errorRatioThreshold } from '../../core/burn-rate/theory.js';
import { pageBody, pageTitle } from '../../core/delivery/page-text.js';
import { receiversFor } from '../../core/delivery/route.js';
import type { Signal } from '../../core/delivery/signal.js';
import type { AlertPolicy, AlertSeverity } from '../../core/slo/alert-policy.js';
import { errorBudget, type Objective } from '../../core/slo/slo.js';
import { composeTrigger, episodeStart } from '../compose-signal.js';
import type { EngineState } from '../engine-state.js';
import type { Judgement } from '../judgement.js';
import type { Store } from '../ports.js';
import type { PagePreview } from '../read-models.js';
import type { SloRuntime } from '../slo-runtime.js';
import { storedRuntime } from './stored-runtime.js';

type Known = Pick<EngineState, 'runtimes' | 'elsewhere' | 'specs' | 'config' | 'lastDeploys'>;

/** An SLO with what was decided of it last, and what of an open alert is known where it is looked at. */
interface Seen {
  readonly runtime: SloRuntime;
  readonly judgement: Judgement;
  /** What an alert that is open was told with; undefined where all that it rests on is here. */
  readonly toldOf: ((severity: AlertSeverity) => Signal | undefined) | undefined;
}

/** What a page or a ticket would say for each tier, in the words that go to receivers; nothing before the first evaluation. */
export async function pagePreview(
  state: Known,
  store: Pick<Store, 'sloState'>,
  id: string,
): Promise<readonly PagePreview[]> {
  const seen = await look(state, store, id);
  return seen ? seen.runtime.slo.alertPolicies.map((policy) => previewOf(state, seen, policy)) : [];
}

/** Of an SLO that another replica judges: what that has told of it last, and what it has stored. */
async function look(
  { runtimes, ...state }: Known,
  store: Pick<Store, 'sloState'>,
  id: string,
): Promise<Seen | undefined> {
  const own = runtimes.get(id);
  if (own) return own.judgement && { runtime: own, judgement: own.judgement, toldOf: undefined };
  const status = state.elsewhere.get(id)?.status;
  const at = status?.evaluatedAt;
  // Rejects where there is no such SLO.
  const runtime = await storedRuntime({ ...state, runtimes }, store, id, status?.dataUntil ?? at ?? 0);
  if (!status || at === undefined) return undefined;
  const { dataUntil, windows, tiers, budget, sla } = status;
  const judgement = {
    at,
    dataUntil,
    blind: undefined,
    quiet: false,
    windows,
    tiers,
    budget,
    sla: sla?.budget,
  };
  return { runtime, judgement, toldOf: (severity) => runtime.alerts.told[severity]?.signal };
}

function previewOf(
  { lastDeploys, config }: Known,
  { runtime, judgement, toldOf }: Seen,
  policy: AlertPolicy,
): PagePreview {
  const { slo } = runtime;
  const now = judgement.tiers.find(({ policyId }) => policyId === policy.id);
  const isMadeUp = now?.verdict !== 'over';
  const tier = isMadeUp ? justOver(policy, slo.objective, judgement) : now;
  const told = toldOf?.(policy.severity);
  const signal = composeTrigger(
    runtime,
    { ...judgement, tiers: [tier] },
    { cause: 'burn', severity: policy.severity, openedAt: judgement.at },
    {
      incidentId: undefined,
      incident: undefined,
      lastDeploy: lastDeploys.get(slo.service),
      since: () => (isMadeUp ? judgement.at : (told?.failingSince ?? episodeStart(runtime, judgement))),
    },
  );
  const worst = toldOf ? (told?.worstLabels ?? []) : signal.worstLabels;
  const page = { ...signal, worstLabels: isMadeUp ? [] : worst };
  return {
    policyId: policy.id,
    severity: policy.severity,
    isMadeUp,
    title: pageTitle(page),
    lines: pageBody(page),
    receivers: receiversFor(page, config.routes),
    note: toldOf && !isMadeUp ? noteOf(told) : undefined,
  };
}

/** Which labels fail is counted in memory only. */
function noteOf(told: Signal | undefined): string {
  const where = 'Another replica judges this SLO, and alone counts which labels fail';
  return told
    ? `${where}: here they are as they were told at ${new Date(told.at).toISOString()}.`
    : `${where}: here none is named.`;
}

/** As many failures as fire the tier at the traffic of now, and not one more. */
function justOver(policy: AlertPolicy, objective: Objective, { windows }: Judgement): TierReading {
  const window = (windowMs: number): WindowReading => {
    const now = windows.find((reading) => reading.windowMs === windowMs);
    const totalEvents = now?.kind === 'measured' ? now.totalEvents : Math.max(1, policy.minBadEvents);
    const least = Math.floor(errorRatioThreshold(objective, policy) * totalEvents) + 1;
    const badEvents = Math.min(totalEvents, Math.max(policy.minBadEvents, least));
    const errorRatio = badEvents / totalEvents;
    const burnRate = errorRatio / errorBudget(objective);
    return { kind: 'measured', windowMs, badEvents, totalEvents, errorRatio, burnRate, coverage: 1 };
  };
  return {
    policyId: policy.id,
    severity: policy.severity,
    burnRateThreshold: policy.burnRateThreshold,
    long: window(policy.longWindow),
    short: window(policy.shortWindow),
    verdict: 'over',
  };
}
