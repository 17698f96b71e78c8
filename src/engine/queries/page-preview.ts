import type { TierReading, WindowReading } from '../../core/burn-rate/reading.js';
import { errorRatioThreshold } from '../../core/burn-rate/theory.js';
import { pageBody, pageTitle } from '../../core/delivery/page-text.js';
import { receiversFor } from '../../core/delivery/route.js';
import type { AlertPolicy } from '../../core/slo/alert-policy.js';
import { errorBudget, type Objective } from '../../core/slo/slo.js';
import { composeTrigger, episodeStart } from '../compose-signal.js';
import type { EngineState } from '../engine-state.js';
import type { Judgement } from '../judgement.js';
import type { PagePreview } from '../read-models.js';
import { runtimeOf } from './slo-history.js';

type Known = Pick<EngineState, 'runtimes' | 'elsewhere' | 'config' | 'lastDeploys'>;

/** What a page or a ticket would say for each tier, in the words that go to receivers; nothing before the first evaluation. */
export function pagePreview(state: Known, id: string): readonly PagePreview[] {
  const runtime = runtimeOf(state, id);
  const { slo, judgement } = runtime;
  if (!judgement) return [];
  return slo.alertPolicies.map((policy): PagePreview => {
    const now = judgement.tiers.find(({ policyId }) => policyId === policy.id);
    const isMadeUp = now?.verdict !== 'over';
    const tier = isMadeUp ? justOver(policy, slo.objective, judgement) : now;
    const signal = composeTrigger(
      runtime,
      { ...judgement, tiers: [tier] },
      { cause: 'burn', severity: policy.severity, openedAt: judgement.at },
      {
        incidentId: undefined,
        incident: undefined,
        lastDeploy: state.lastDeploys.get(slo.service),
        since: () => (isMadeUp ? judgement.at : episodeStart(runtime, judgement)),
      },
    );
    const told = isMadeUp ? { ...signal, worstLabels: [] } : signal;
    return {
      policyId: policy.id,
      severity: policy.severity,
      isMadeUp,
      title: pageTitle(told),
      lines: pageBody(told),
      receivers: receiversFor(told, state.config.routes),
    };
  });
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
