import { FirebreakError } from '../../core/errors.js';
import { teamOf } from '../../core/escalation/who-is-called.js';
import { groupBy } from '../../core/group-by.js';
import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import { type IncidentFilter, incidentFits } from '../../core/incident/incident-filter.js';
import type { EngineState } from '../engine-state.js';
import type { Store } from '../ports.js';
import type { ListedIncident, ListedIncidents } from '../read-models.js';
import { incidentImpact } from './incident-impact.js';

export interface AskedIncidents extends IncidentFilter {
  readonly open?: boolean;
  readonly service?: string;
  /** Opened at this instant or later. */
  readonly openedSince?: number;
  /** Only those that the list has after this one. */
  readonly before?: string;
  readonly limit: number;
}

/** So many are looked at in one go. */
const AT_ONCE = 500;

/** The incidents that fit, newest first, and from where to go on when there are more. */
export async function findIncidents(
  state: EngineState,
  store: Pick<Store, 'incidents' | 'incident' | 'eventsOf'>,
  asked: AskedIncidents,
): Promise<ListedIncidents> {
  const { open, service, openedSince, limit } = asked;
  const found: Incident[] = [];
  let before = asked.before === undefined ? undefined : await placeOf(store, asked.before);
  for (;;) {
    const some = await store.incidents({
      ...(open === undefined ? {} : { open }),
      ...(service === undefined ? {} : { service }),
      ...(openedSince === undefined ? {} : { openedSince }),
      ...(before === undefined ? {} : { before }),
      limit: AT_ONCE,
    });
    for (const incident of some) {
      if (!incidentFits(incident, asked, ownerOf(state, incident))) continue;
      // One more than is wanted says that there are more.
      if (found.length === limit)
        return { incidents: await allListed(state, store, found), nextBefore: found.at(-1)?.id };
      found.push(incident);
    }
    before = some.at(-1);
    if (some.length < AT_ONCE)
      return { incidents: await allListed(state, store, found), nextBefore: undefined };
  }
}

async function placeOf(store: Pick<Store, 'incident'>, id: string): Promise<Incident> {
  const incident = await store.incident(id);
  if (!incident)
    throw new FirebreakError('invalid-input', `"before" names ${id}, and there is no such incident`);
  return incident;
}

async function allListed(
  state: EngineState,
  store: Pick<Store, 'eventsOf'>,
  incidents: readonly Incident[],
): Promise<readonly ListedIncident[]> {
  // Of the many that are over the report tells.
  const worked = incidents.filter(
    ({ status, alertEndedAt }) => status !== 'resolved' && alertEndedAt !== undefined,
  );
  const recorded = groupBy(
    await store.eventsOf(
      worked.map(({ id }) => id),
      'impact-recorded',
    ),
    ({ incidentId }) => incidentId,
  );
  return incidents.map((incident) => listed(state, incident, recorded.get(incident.id) ?? []));
}

function listed(state: EngineState, incident: Incident, recorded: readonly IncidentEvent[]): ListedIncident {
  // A list has no room for suspects.
  const impact = incidentImpact(state, incident, recorded, []);
  return {
    ...incident,
    owner: ownerOf(state, incident),
    impact: impact.kind === 'unknown' ? undefined : impact,
  };
}

function ownerOf({ config }: EngineState, incident: Incident): string | undefined {
  return incident.team ?? teamOf(config.onCall, incident)?.name;
}
