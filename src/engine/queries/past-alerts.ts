import type { AlertSeverity } from '../../core/slo/alert-policy.js';
import type { Slo } from '../../core/slo/slo.js';
import type { Stretch } from '../../core/time/stretches.js';
import { dedupKey } from '../compose-signal.js';
import type { Store } from '../ports.js';
import type { PastAlert, PastIncident } from '../read-models.js';
import type { SloRuntime } from '../slo-runtime.js';

/** More than anybody looks through. */
const MOST_INCIDENTS = 200;
const MOST_MESSAGES = 1000;

/** Incidents of an SLO that reach into a span, the newest first. */
export async function pastIncidents(
  store: Pick<Store, 'incidents'>,
  { id, service }: Pick<Slo, 'id' | 'service'>,
  span: Stretch,
  reach: number,
): Promise<readonly PastIncident[]> {
  const found = await store.incidents({ service, openedSince: span.from - reach, limit: MOST_INCIDENTS });
  return found
    .filter(
      ({ sloId, openedAt, resolvedAt }) =>
        sloId === id && openedAt <= span.to && (resolvedAt ?? span.to) >= span.from,
    )
    .map(({ id: of, title, severity, phase, openedAt, alertEndedAt, resolvedAt }) => ({
      id: of,
      title,
      severity,
      phase,
      openedAt,
      alertEndedAt,
      resolvedAt,
    }));
}

/**
 * The pages and tickets of an SLO that reach into a span, the newest first: what was told, as long as messages are kept, and of incidents
 * whose messages are gone when their first page began and their last ended.
 */
export async function pastAlerts(
  store: Pick<Store, 'deliveries'>,
  { slo, alerts: { state } }: SloRuntime,
  incidents: readonly PastIncident[],
  span: Stretch,
): Promise<readonly PastAlert[]> {
  const told = [...(await toldAlerts(store, slo.id, 'page')), ...(await toldAlerts(store, slo.id, 'ticket'))];
  const untold = incidents.filter(({ id }) => !told.some(({ incidentId }) => incidentId === id));
  const all = [
    ...told,
    ...untold.map(({ id, openedAt, alertEndedAt }) => ({
      severity: 'page' as const,
      openedAt,
      endedAt: alertEndedAt,
      incidentId: id,
    })),
  ];
  // An end that nobody was told of is one all the same.
  const isOpen = ({ severity, openedAt }: PastAlert) => state[severity]?.openedAt === openedAt;
  const opened = [...all].sort((a, b) => b.openedAt - a.openedAt);
  return opened
    .map((alert, index) => {
      if (alert.endedAt !== undefined || isOpen(alert)) return alert;
      const next = opened.slice(0, index).findLast(({ severity }) => severity === alert.severity);
      return { ...alert, endedAt: next?.openedAt };
    })
    .filter(({ openedAt, endedAt }) => openedAt <= span.to && (endedAt ?? span.to) >= span.from);
}

/** From the messages: the id of a signal says when its alert opened. */
async function toldAlerts(
  store: Pick<Store, 'deliveries'>,
  sloId: string,
  severity: AlertSeverity,
): Promise<PastAlert[]> {
  const messages = await store.deliveries({
    dedupKey: dedupKey(sloId, 'burn', severity),
    refreshes: false,
    news: false,
    limit: MOST_MESSAGES,
  });
  const alerts = new Map<number, PastAlert>();
  for (const { kind, signalId, createdAt, incidentId } of messages) {
    const openedAt = Number(/@(\d+)\//.exec(signalId)?.[1]);
    if (!Number.isFinite(openedAt)) continue;
    const before = alerts.get(openedAt);
    alerts.set(openedAt, {
      severity,
      openedAt,
      endedAt: kind === 'resolve' ? createdAt : before?.endedAt,
      incidentId: incidentId ?? before?.incidentId,
    });
  }
  return [...alerts.values()];
}
