import type { ForeignAlert } from '../core/incident/foreign-alert.js';
import { formatDuration } from '../core/time/duration.js';
import { judgeWatchdog, NO_SIGHT, noteLook, type WatchdogSight } from '../core/watchdog/judge-watchdog.js';
import { decideForeign } from './decide-foreign.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { owns } from './share.js';

/** What the alert about it is kept under; no SLO is called so. */
export const WATCHDOG_KEY = 'watchdog';

/**
 * Looks for the alert that has to fire always, and opens an alert of our own when it does not, though the source answers: then nobody else's
 * alerts can fire either. That the source is silent is another alert's to tell. Of several replicas one looks.
 */
export async function watchWatchdog(state: EngineState, ports: EnginePorts): Promise<void> {
  const wanted = owns(state.share, WATCHDOG_KEY) ? state.config.watchdog : undefined;
  if (!wanted) {
    state.watchdog = undefined;
    // It was looked for until a reload, and is held by nobody now.
    if (owns(state.share, WATCHDOG_KEY) && isOpen(state)) await report(state, ports, false, NO_LONGER);
    return;
  }
  const { alertname, within } = wanted;
  const before = state.watchdog?.alertname === alertname ? state.watchdog.sight : NO_SIGHT;
  const look = await ports.source.findFiring(alertname);
  const at = ports.clock.now();
  const sight = noteLook(before, look, at);
  state.watchdog = { alertname, sight };
  const verdict = judgeWatchdog(sight, within, at);
  if (verdict === 'unknown' || (verdict === 'missing') === isOpen(state)) return;
  await report(state, ports, verdict === 'missing', alertOf(alertname, within, sight));
}

function isOpen({ foreign }: EngineState): boolean {
  return foreign.get(WATCHDOG_KEY)?.alerts.state.page !== undefined;
}

/** What cannot be stored is decided again at the next look. */
function report(
  state: EngineState,
  ports: EnginePorts,
  firing: boolean,
  foreign: ForeignAlert,
): Promise<void> {
  return state.turns.run(() => decideForeign(state, ports, [{ foreign, firing }]));
}

function alertOf(alertname: string, within: number, { seenAt }: WatchdogSight): ForeignAlert {
  const last = seenAt === undefined ? 'was never seen' : `was last seen ${new Date(seenAt).toISOString()}`;
  return {
    key: WATCHDOG_KEY,
    name: 'WatchdogMissing',
    service: 'firebreak',
    title: 'Prometheus does not evaluate its alerting rules',
    reportedBy: `the daemon itself, which looks for ALERTS{alertname="${alertname}",alertstate="firing"}`,
    severity: 'sev2',
    severityReason: 'no alert of the rules in Prometheus can fire',
    labels: { alertname },
    summary: undefined,
    description:
      `Prometheus answers, but its alert "${alertname}", which has to fire always, is away for over ${formatDuration(within)} (it ${last}). ` +
      'No alert of its rules can be relied on; SLOs that are counted by rules are unknown. Look at Status > Rule Health (/rules), the last ' +
      'reload (prometheus_config_last_reload_successful), prometheus_rule_evaluation_failures_total and ' +
      'prometheus_rule_group_iterations_missed_total, and whether the rule itself is still there.',
    runbook: undefined,
    startsAt: seenAt,
  };
}

/** Only its key counts: what an alert ends with is what it began with. */
const NO_LONGER = alertOf('', 0, NO_SIGHT);
