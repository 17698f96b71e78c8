import { isAnswered } from '../../../core/escalation/decide-escalation.js';
import type { Actor } from '../../../core/access/actor.js';
import { FirebreakError } from '../../../core/errors.js';
import type { Incident } from '../../../core/incident/incident.js';
import type { WorkedIncident } from '../../../engine/commands/worked-incident.js';
import type { FirebreakApi } from '../../firebreak-api.js';
import type { JsonObject } from '../read-body.js';
import type { Typed } from './words.js';

const SEND_UPDATE = 'To send one, type `update AUDIENCE what they are told` after the slash command.';

/** What Slack shows: to everybody in the channel what has happened, to the one who typed what has not. */
export async function answerTyped(api: FirebreakApi, typed: Typed, actor: Actor): Promise<JsonObject> {
  try {
    return await answer(api, typed, actor);
  } catch (error) {
    if (error instanceof FirebreakError) return alone(`Not done: ${error.message}`);
    throw error;
  }
}

async function answer(api: FirebreakApi, typed: Typed, actor: Actor): Promise<JsonObject> {
  switch (typed.kind) {
    case 'help':
      return alone(typed.text);
    case 'declare': {
      const { severity, service, title } = typed;
      const asked = { severity, service, title, sloId: undefined, key: undefined, separate: false };
      const { opened, incident } = await api.declareIncident(asked, actor);
      const how = opened ? 'Declared' : 'It is open already, and this is on its timeline';
      return everybody(`${how}: ${line(incident)}`, api.doubts({ service }));
    }
    case 'acknowledge':
      return everybody(lineOf(typed.incidentId, await api.acknowledge(typed.incidentId, actor)));
    case 'work':
      return everybody(
        workedLines(typed.incidentId, await api.workOnIncident(typed.incidentId, typed.asked, actor)),
        typed.asked.kind === 'assign-role' ? api.doubts({ people: [typed.asked.to] }) : [],
      );
    case 'status': {
      const detail = await api.incident(typed.incidentId);
      if (!detail) throw new FirebreakError('not-found', `there is no incident ${typed.incidentId}`);
      const roles = Object.entries(detail.incident.roles).map(([role, person]) => `${role} ${person}`);
      const last = detail.timeline.slice(-3).map(({ text, by }) => `• ${text} (${by})`);
      return alone(
        [line(detail.incident), roles.join(', ') || 'nobody has a role', ...last].map(plain).join('\n'),
      );
    }
    case 'drafts': {
      const updates = await api.incidentUpdates(typed.incidentId);
      if (!updates) throw new FirebreakError('not-found', `there is no incident ${typed.incidentId}`);
      const drafts = updates.map(({ audience, draft }) => `*${audience}*: ${plain(draft.text)}`);
      return alone([...drafts, SEND_UPDATE].join('\n'));
    }
  }
}

/** What is said of a merged incident goes to the one in which it is worked on. */
function lineOf(asked: string, incident: Incident): string {
  const { id } = incident;
  return id === asked ? line(incident) : `${asked} is merged into ${id}. ${line(incident)}`;
}

/** How it stands, and below it what is true since. */
function workedLines(asked: string, incident: WorkedIncident): string {
  return [lineOf(asked, incident), ...incident.done.map(({ text }) => `• ${text}`)].join('\n');
}

function line(incident: Incident): string {
  const { id, severity, phase, title, acknowledgedBy } = incident;
  const taken = isAnswered(incident)
    ? `taken up by ${acknowledgedBy ?? 'somebody'}`
    : 'nobody has taken it up';
  return `${id} ${severity.toUpperCase()} is ${phase}, ${taken}: ${title}`;
}

function alone(text: string): JsonObject {
  return { response_type: 'ephemeral', text };
}

/** @param doubts about what was named, for all to see who can mend it */
function everybody(text: string, doubts: readonly string[] = []): JsonObject {
  return { response_type: 'in_channel', text: [text, ...doubts].map(plain).join('\n') };
}

/** What names and titles say calls nobody. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
