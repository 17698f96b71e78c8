import type { ForeignAlert } from '../core/incident/foreign-alert.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { decideForeign } from './decide-foreign.js';
import { owns, type Share } from './share.js';

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

/** Ends the pages of declared incidents that are resolved, however and through whichever replica that was done. */
export async function endDeclaredAlerts(state: EngineState, ports: EnginePorts): Promise<void> {
  if (!declaredHere(state)) return;
  await state.turns.run(async () => {
    const over: ForeignAlert[] = [];
    for (const { alert } of state.foreign.values()) {
      if (alert.declares === undefined) continue;
      const incident = await ports.store.incident(alert.declares);
      if (!incident || incident.status === 'resolved') over.push(alert);
    }
    if (over.length > 0)
      await decideForeign(
        state,
        ports,
        over.map((foreign) => ({ foreign, firing: false })),
      );
  });
}

function declaredHere({ foreign }: EngineState): boolean {
  return [...foreign.values()].some(({ alert }) => alert.declares !== undefined);
}
