import type { Route } from '../core/delivery/route.js';
import type { GatePolicy } from '../core/error-budget/gate.js';
import type { IncidentPolicy } from '../core/incident/policy.js';
import type { OnCallPlan } from '../core/oncall/plan.js';
import type { AlertSeverity } from '../core/slo/alert-policy.js';
import type { StatusPage } from '../core/status-page/status-page.js';

/** What the engine's decisions depend on besides the SLOs; durations in ms. */
export interface EngineConfig {
  readonly evaluationInterval: number;
  /** Without a sample for this long an SLO is unknown. */
  readonly staleAfter: number;
  readonly blind: { readonly after: number; readonly severity: AlertSeverity | undefined };
  readonly gate: GatePolicy;
  /** Below this coverage (0-1) the budget's policy state is unknown. */
  readonly minCoverage: number;
  /** Quiet time after an alert's end before its incident is resolved. */
  readonly monitorFor: number;
  readonly routes: readonly Route[];
  /** How incidents are run. */
  readonly incidents: IncidentPolicy;
  /** The receivers with a room for each incident; empty for none. */
  readonly rooms: readonly string[];
  /** The receivers that roll services back, by service; absent: none. */
  readonly rollbackHooks?: ReadonlyMap<string, string>;
  /** Who is called. */
  readonly onCall: OnCallPlan;
  /** The receivers of pages that cannot be written, because the store is gone; empty for none. */
  readonly lastResort: readonly string[];
  /** How people reach the daemon; absent where nobody has said it. */
  readonly externalUrl?: string | undefined;
  /** The alert that has to fire always, and for how long it may be away; undefined: none is looked for. */
  readonly watchdog?: { readonly alertname: string; readonly within: number };
  /** What each unit shows to everybody; absent: nothing. */
  readonly statusPages?: readonly StatusPage[];
}
