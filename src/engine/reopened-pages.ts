import type { Incident } from '../core/incident/incident.js';
import type { EngineState } from './engine-state.js';
import { incidentFacts } from './incident-facts.js';
import type { OutboxRow } from './ports.js';
import { outboxRows } from './tell.js';
import { toldOf } from './tend-incidents.js';

/**
 * The pages of an incident that is opened again while its alerts go on: whoever was told of them has put them aside by now. Each is told once
 * for each time that it is opened.
 * @param because who has opened it again, and why
 */
export function reopenedPages(incident: Incident, state: EngineState, because: string): OutboxRow[] {
  const at = incident.answersFrom;
  const pages = toldOf(incident, state).filter(
    ({ signal: { severity, cause } }) => severity === 'page' || cause === 'outside',
  );
  return pages.flatMap(({ signal, receivers }) =>
    outboxRows(
      {
        ...signal,
        id: `${signal.dedupKey}@${signal.firingSince}/trigger/${at}`,
        kind: 'trigger',
        at,
        incident: { ...incidentFacts(incident, state.config, signal.incident?.impact), again: because },
      },
      receivers,
    ),
  );
}
