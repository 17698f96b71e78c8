import type { OutsideReport } from '../../core/burn-rate/outside-alerts.js';
import { groupBy } from '../../core/group-by.js';
import type { ForeignAlert } from '../../core/incident/foreign-alert.js';
import { decideForeign } from '../decide-foreign.js';
import { decideSlos } from '../decide-slos.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { owns } from '../share.js';

/** One alert as an Alertmanager reports it: of our own rules for an SLO, or of anybody's. */
export interface ReportedAlert {
  readonly firing: boolean;
  /** Set for an alert of our own rules. */
  readonly slo: { readonly id: string; readonly report: OutsideReport } | undefined;
  /** What it is taken for when no such SLO is known. */
  readonly foreign: ForeignAlert;
}

export interface TakenAlerts {
  /** How many joined the alerts of an SLO, and how many have an incident of their own. */
  readonly joined: number;
  readonly foreign: number;
}

/**
 * Takes alerts that others evaluate. Alerts of our rules join what the daemon itself sees of their SLO; all others open incidents
 * of their own. A report that is repeated changes nothing, so that what could not be stored is simply sent again.
 */
export function takeOutsideAlerts(
  state: EngineState,
  ports: EnginePorts,
  alerts: readonly ReportedAlert[],
): Promise<TakenAlerts> {
  // Between two cycles, never within one: an alert is advanced in the order of time.
  return state.turns.run(async () => {
    const ours = alerts.filter(({ slo }) => slo && state.runtimes.has(slo.id));
    const foreign = alerts.filter((alert) => !ours.includes(alert) && isForeign(state, alert));
    const reports = new Map(
      [...groupBy(ours, ({ slo }) => slo?.id ?? '')].map(([id, some]) => [
        id,
        some.flatMap(({ slo }) => (slo ? [slo.report] : [])),
      ]),
    );
    const changed = [...state.runtimes.values()].filter(({ slo }) => reports.has(slo.id));
    if (changed.length > 0)
      await decideSlos(state, ports, changed, ports.clock.now(), undefined, { reports });
    if (foreign.length > 0) await decideForeign(state, ports, foreign);
    return { joined: ours.length, foreign: foreign.length };
  });
}

/** Where replicas share the SLOs, each takes what is its own: an alert of our rules may be of an SLO that another one has. */
function isForeign({ share }: EngineState, { slo, foreign }: ReportedAlert): boolean {
  return slo === undefined ? owns(share, foreign.key) : share === 'all';
}

/** Resolves the incidents of alerts from outside that have been over for long enough. */
export function tickForeign(state: EngineState, ports: EnginePorts): Promise<void> {
  const waiting = [...state.foreign.values()].filter(
    ({ alerts }) => !alerts.state.page && !alerts.state.ticket,
  );
  if (waiting.length === 0) return Promise.resolve();
  return state.turns.run(() =>
    decideForeign(
      state,
      ports,
      waiting.map(({ alert }) => ({ foreign: alert, firing: undefined })),
    ),
  );
}
