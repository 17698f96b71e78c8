import type { AlertState } from '../../core/burn-rate/alert-state.js';
import type { AlertSeverity } from '../../core/slo/alert-policy.js';
import type { Incident } from '../../core/incident/incident.js';
import type { Slo } from '../../core/slo/slo.js';
import type { Stretch } from '../../core/time/stretches.js';
import type { Store } from '../ports.js';
import type { PastAlert, PastIncident, SloHistoryView } from '../read-models.js';

/** More than anybody looks through. */
const MOST_INCIDENTS = 200;
const MOST_ALERTS = 200;
/** Ends are of alerts that began before as well, and come later. */
const ENDS = { kinds: ['alert-ended'], to: Number.MAX_SAFE_INTEGER, limit: 1000 } as const;

/** Incidents of an SLO that reach into a span, the newest first. */
export async function pastIncidents(
  store: Pick<Store, 'incidents'>,
  { id, service }: Pick<Slo, 'id' | 'service'>,
  span: Stretch,
  reach: number,
): Promise<readonly Incident[]> {
  const found = await store.incidents({ service, openedSince: span.from - reach, limit: MOST_INCIDENTS });
  return found.filter(
    ({ sloId, openedAt, resolvedAt }) =>
      sloId === id && openedAt <= span.to && (resolvedAt ?? span.to) >= span.from,
  );
}

/** What is told of one in the past of its SLO. */
export function pastIncident({
  id,
  title,
  severity,
  phase,
  openedAt,
  alertEndedAt,
  resolvedAt,
}: Incident): PastIncident {
  return { id, title, severity, phase, openedAt, alertEndedAt, resolvedAt };
}

/**
 * The pages and tickets of an SLO that reach into a span, the newest first: as they were recorded, and of incidents from before that was
 * done when their first page began and their last ended.
 * @param open what is open now
 */
export async function pastAlerts(
  store: Pick<Store, 'pastFacts'>,
  of: string,
  open: Pick<AlertState, AlertSeverity>,
  incidents: readonly Incident[],
  span: Stretch,
): Promise<Pick<SloHistoryView, 'alerts' | 'alertsLeftOut'>> {
  const opened = await store.pastFacts({ of, kinds: ['alert-opened'], ...span, limit: MOST_ALERTS });
  const ended = await store.pastFacts({ ...ENDS, of, from: span.from });
  const alerts = new Map<string, PastAlert>();
  const add = (severity: AlertSeverity, openedAt: number, more: Partial<PastAlert>) => {
    const key = `${severity}@${openedAt}`;
    const alert = alerts.get(key) ?? { severity, openedAt, endedAt: undefined, incidentId: undefined };
    alerts.set(key, { ...alert, ...more });
  };
  for (const { severity, openedAt, incidentId } of opened.facts) add(severity, openedAt, { incidentId });
  for (const severity of ['page', 'ticket'] as const) {
    const since = open[severity]?.openedAt;
    if (since !== undefined) add(severity, since, {});
  }
  for (const { severity, openedAt, at, incidentId } of ended.facts)
    add(severity, openedAt, { endedAt: at, ...(incidentId === undefined ? {} : { incidentId }) });
  const recorded = [...alerts.values()];
  for (const { id, openedAt, alertEndedAt } of incidents.filter((each) => isUnrecorded(each, recorded)))
    add('page', openedAt, { endedAt: alertEndedAt, incidentId: id });
  // Ends are found of more alerts than beginnings.
  const oldest = opened.leftOut > 0 ? (opened.facts.at(-1)?.openedAt ?? span.from) : span.from;
  const inSpan = endsFilled([...alerts.values()], open).filter(
    ({ openedAt, endedAt }) =>
      openedAt <= span.to &&
      (endedAt ?? span.to) >= span.from &&
      (openedAt < span.from || openedAt >= oldest),
  );
  return { alerts: inSpan, alertsLeftOut: opened.leftOut };
}

/** An SLO has one incident at a time: an alert of that time is the incident's, in whichever it is worked on. What people declare is no alert. */
function isUnrecorded(
  { declared, openedAt, resolvedAt = Number.POSITIVE_INFINITY }: Incident,
  recorded: readonly PastAlert[],
): boolean {
  return (
    declared === undefined &&
    !recorded.some((alert) => alert.openedAt >= openedAt && alert.openedAt <= resolvedAt)
  );
}

/** The newest first. An end that was not recorded, as of an SLO that was gone for a while, is one all the same: at the latest when the next began. */
function endsFilled(
  alerts: readonly PastAlert[],
  open: Pick<AlertState, AlertSeverity>,
): readonly PastAlert[] {
  const sorted = [...alerts].sort((a, b) => b.openedAt - a.openedAt);
  return sorted.map((alert, index) => {
    const { severity, openedAt, endedAt } = alert;
    if (endedAt !== undefined || open[severity]?.openedAt === openedAt) return alert;
    const next = sorted.slice(0, index).findLast((each) => each.severity === severity);
    return { ...alert, endedAt: next?.openedAt };
  });
}
