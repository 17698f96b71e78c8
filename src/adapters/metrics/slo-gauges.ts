import type { Gauge } from 'prom-client';
import { formatDuration } from '../../core/time/duration.js';
import type { GateAnswer, SloStatus } from '../../engine/read-models.js';

type MakeGauge = (name: string, help: string, labelNames: string[]) => Gauge;

const STATES = ['page', 'ticket', 'unknown', 'ok'];
const DECISIONS = ['allow', 'warn', 'block', 'unknown'];

/** The gauges about SLOs; the returned function sets them anew, so that an SLO that is gone leaves nothing behind. */
export function sloGauges(
  gauge: MakeGauge,
): (slos: readonly SloStatus[], gates: readonly GateAnswer[]) => void {
  const ofSlo = ['service', 'slo'];
  const burnRate = gauge(
    'firebreak_burn_rate',
    'Error ratio over 1 - target, per window; absent when unknown or without traffic.',
    [...ofSlo, 'window'],
  );
  const windowCoverage = gauge('firebreak_window_coverage', 'Share of the window that has data.', [
    ...ofSlo,
    'window',
  ]);
  const remaining = gauge(
    'firebreak_error_budget_remaining_ratio',
    'What is left of the error budget; below 0 when overspent, absent when unknown.',
    ofSlo,
  );
  const coverage = gauge(
    'firebreak_error_budget_coverage_ratio',
    'Share of the SLO window that has data.',
    ofSlo,
  );
  const approximate = gauge(
    'firebreak_error_budget_approximate',
    '1 while part of the error budget is estimated because history is being read, 0 when it is exact; absent when unknown.',
    ofSlo,
  );
  const objective = gauge('firebreak_slo_objective_ratio', 'The target.', ofSlo);
  const state = gauge('firebreak_slo_state', '1 for the state that the SLO is in.', [...ofSlo, 'state']);
  const band = gauge('firebreak_policy_band', '1 for the band that the error budget is in.', [
    ...ofSlo,
    'band',
  ]);
  const firing = gauge(
    'firebreak_alert_firing',
    '1 while an alert of this severity is open; absent while the SLO is unknown.',
    [...ofSlo, 'severity'],
  );
  const gateState = gauge('firebreak_gate', '1 for what the gate of the service says.', [
    'service',
    'decision',
  ]);
  const incidents = gauge('firebreak_incidents_open', 'Incidents that are not resolved.', ['service']);
  const all = [
    burnRate,
    windowCoverage,
    remaining,
    coverage,
    approximate,
    objective,
    state,
    band,
    firing,
    gateState,
    incidents,
  ];

  return (slos, gates) => {
    for (const each of all) each.reset();
    for (const slo of slos) {
      const labels = { service: slo.service, slo: slo.name };
      objective.set(labels, slo.target);
      if (slo.evaluatedAt !== undefined) coverage.set(labels, slo.budget.coverage);
      if (slo.budget.kind === 'measured') {
        remaining.set(labels, slo.budget.remaining);
        approximate.set(labels, slo.budget.approximate ? 1 : 0);
      }
      for (const reading of slo.windows) {
        const window = formatDuration(reading.windowMs);
        windowCoverage.set({ ...labels, window }, reading.coverage);
        if (reading.kind === 'measured') burnRate.set({ ...labels, window }, reading.burnRate);
      }
      for (const each of STATES) state.set({ ...labels, state: each }, slo.state === each ? 1 : 0);
      band.set({ ...labels, band: slo.policy.band }, 1);
      if (slo.state === 'unknown') continue;
      const open = openSeverities(slo);
      for (const severity of ['page', 'ticket']) {
        firing.set({ ...labels, severity }, open.has(severity) ? 1 : 0);
      }
    }
    for (const { service, decision } of gates) {
      for (const each of DECISIONS) gateState.set({ service, decision: each }, decision === each ? 1 : 0);
      const open = slos.filter((slo) => slo.service === service && slo.incidentId !== undefined).length;
      incidents.set({ service }, open);
    }
  };
}

/** The alert names the worst severity; the tiers that fire beside it may be of the other. */
function openSeverities({ alert, tiers }: SloStatus): ReadonlySet<string> {
  if (!alert) return new Set();
  const firing = tiers.filter((tier) => alert.tierIds.includes(tier.policyId));
  return new Set([alert.severity, ...firing.map((tier) => tier.severity)]);
}
