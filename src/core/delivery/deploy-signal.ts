import type { Deploy, Signal } from './signal.js';

/** A deploy as the outbox holds it, decided at an instant: of no SLO and no alert. The same deploy, told again, has the same id. */
export function deploySignal(deploy: Deploy, at: number): Signal {
  const { service } = deploy;
  const dedupKey = `firebreak-deploy/${service}`;
  return {
    id: `${dedupKey}@${deploy.at}/${deploy.version}`,
    kind: 'deploy',
    cause: 'outside',
    severity: 'ticket',
    service,
    slo: '',
    sloId: service,
    dedupKey,
    at,
    firingSince: deploy.at,
    failingSince: undefined,
    target: 1,
    description: undefined,
    owner: undefined,
    labels: {},
    links: {},
    incidentId: undefined,
    tiers: [],
    budget: { kind: 'unknown', windowMs: 0, coverage: 0, reason: 'no-series' },
    worstLabels: [],
    lastDeploy: undefined,
    deploy,
    blindBecause: undefined,
  };
}
