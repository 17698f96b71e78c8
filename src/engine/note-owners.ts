import { teamOf } from '../core/escalation/who-is-called.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { OnCallPlan } from '../core/oncall/plan.js';
import { unownedServices } from '../core/oncall/service-owners.js';
import { adoptIncident } from './adopt-incident.js';
import { changeIncidents } from './commands/change-incidents.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { servicesOf } from './queries/on-call-findings.js';
import { owns } from './share.js';

const MOST_OPEN = 10_000;

/** Says in the log which services no team owns: what is found out when nobody answers a page is found out too late. */
export function warnUnowned(state: EngineState, { log }: Pick<EnginePorts, 'log'>): void {
  const services = unownedServices(state.config.onCall, servicesOf(state));
  if (services.length > 0)
    log.warn(
      'no team owns these services: nobody is called for their incidents by a team’s escalation policy',
      {
        services,
      },
    );
}

/**
 * Says in the timelines of open incidents, and in the log, when other on-call files have taken or given away what owned them.
 * @param before the plan that was in force
 */
export async function noteOwners(state: EngineState, ports: EnginePorts, before: OnCallPlan): Promise<void> {
  const { store, clock, log } = ports;
  await state.commits.run(async () => {
    const at = clock.now();
    const after = state.config.onCall;
    const open = (await store.incidents({ open: true, limit: MOST_OPEN })).filter(({ sloId }) =>
      owns(state.share, sloId),
    );
    const texts = open.flatMap((incident) => {
      const text = ownerText(incident, before, after);
      return text === undefined ? [] : [{ incident, text }];
    });
    if (texts.length === 0) return;
    const changed: { incidents: Incident[]; events: IncidentEvent[] } = { incidents: [], events: [] };
    for (const { incident, text } of texts) {
      const note = { kind: 'note', text, by: 'engine' } as const;
      const { incidents, events } = changeIncidents(
        [incident],
        [[incident.id, note]],
        at,
        state.config.incidents,
      );
      changed.incidents.push(...incidents);
      changed.events.push(...events);
    }
    await store.commit({ at, incidents: changed.incidents, incidentEvents: changed.events });
    for (const incident of changed.incidents) adoptIncident(state, incident);
    for (const { incident, text } of texts)
      log.warn('the owner of an open incident has changed with the on-call files', {
        incident: incident.id,
        because: text,
      });
  });
}

function ownerText(incident: Incident, before: OnCallPlan, after: OnCallPlan): string | undefined {
  const [was, is] = [teamOf(before, incident)?.name, teamOf(after, incident)?.name];
  if (was === is || was === undefined) return undefined;
  const { service } = incident;
  return is === undefined
    ? `the on-call files were changed: ${was} no longer owns ${service}, and no other team does; nobody more is called by an escalation policy`
    : `the on-call files were changed: ${service} is owned by ${is} now, and no longer by ${was}`;
}
