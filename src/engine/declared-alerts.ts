import type { ForeignAlert } from '../core/incident/foreign-alert.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { decideForeign } from './decide-foreign.js';
import { owns, type Share } from './share.js';

/** More than are ever open at once. */
const MOST_OPEN = 10_000;
/** More names than are ever tried: a replica that has anything has one of 64 parts. */
const MOST_NAMES = 10_000;

/** A key for the alert of an incident that is declared here, which is this replica's to keep; undefined while nothing is. */
export function declaredAlertKey(share: Share, incidentId: string): string | undefined {
  for (let i = 0; i < MOST_NAMES; i += 1) {
    const key = `declared${i === 0 ? '' : `-${i}`}/${incidentId}`;
    if (owns(share, key)) return key;
  }
  return undefined;
}

/** The alert by which an incident is told that a person declares. */
export function declaredAlert(
  key: string,
  incidentId: string,
  { service, severity, title }: Pick<ForeignAlert, 'service' | 'severity'> & { readonly title: string },
  by: string,
): ForeignAlert {
  return {
    key,
    declares: incidentId,
    name: title,
    title,
    service,
    severity,
    severityReason: `declared by ${by}`,
    reportedBy: by,
    labels: {},
    summary: undefined,
    description: undefined,
    runbook: undefined,
    startsAt: undefined,
  };
}

/**
 * Ends the pages of declared incidents that are resolved, and tells of those that are opened again, however and through whichever replica
 * that was done.
 */
export async function followDeclared(state: EngineState, ports: EnginePorts): Promise<void> {
  await state.turns.run(async () => {
    const open = await ports.store.incidents({ open: true, limit: MOST_OPEN });
    const ids = new Set(open.map(({ id }) => id));
    const over = [...state.foreign.values()].flatMap(({ alert }) =>
      alert.declares === undefined || ids.has(alert.declares) ? [] : [{ foreign: alert, firing: false }],
    );
    const again = open.flatMap((incident) => {
      const { declared, id, service, severity, title } = incident;
      if (!declared || !owns(state.share, declared.alertKey) || state.foreign.has(declared.alertKey))
        return [];
      const alert = declaredAlert(declared.alertKey, id, { service, severity, title }, declared.by);
      return [{ foreign: alert, firing: true }];
    });
    if (over.length + again.length > 0) await decideForeign(state, ports, [...over, ...again]);
  });
}
