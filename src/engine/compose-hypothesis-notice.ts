import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { personReminder, type Reminder, standingOf } from './compose-notice.js';
import type { EngineConfig } from './engine-config.js';
import type { EnginePorts } from './engine-state.js';

/** Reminds whoever leads the search, and who decides where nobody does, of the time that a hypothesis has, with what can be done about it. */
export function remindOfHypothesis(
  incident: Incident,
  event: IncidentEvent,
  config: EngineConfig,
  ports: EnginePorts,
): Reminder | undefined {
  if (event.kind !== 'hypothesis-reminded') return undefined;
  const { id, roles, hypotheses } = incident;
  const person = roles['technical-lead'] ?? roles.commander;
  if (person === undefined)
    return {
      rows: [],
      unheard: `no one leads the search: firebreak incident role ${id} technical-lead NAME`,
    };
  const number = Number(event.data['hypothesis']);
  const isExtended = hypotheses.some((each) => each.number === number && each.extended);
  const which = `${id} --hypothesis ${number}`;
  const notice = {
    title: `${id}: ${event.text}`,
    lines: [
      `It is the cause: firebreak incident confirm ${which} --finding "…"`,
      `It is not: firebreak incident rule-out ${which} --finding "…"`,
      ...(isExtended ? [] : [`More time, once: firebreak incident extend ${which} --reason "…"`]),
      `More people: firebreak incident escalate ${id} --reason "…"`,
    ],
    standing: standingOf(incident),
  };
  return personReminder(incident, event, notice, person, config, ports);
}
