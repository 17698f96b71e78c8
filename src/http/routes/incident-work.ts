import { type Request, Router } from 'express';
import { SEVERITIES } from '../../core/incident/incident.js';
import { CONCERNS } from '../../core/incident/severity.js';
import { AUDIENCES } from '../../core/incident/audiences.js';
import { PHASES, ROLES, VERDICTS } from '../../core/incident/phases.js';
import { AUDITED } from '../../engine/commands/work-on-incident.js';
import { actorOf } from '../access/caller.js';
import { changedIncident } from '../answer-incident.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { bodyInstant, bodyLines, bodyText, bodyWord, optionalBodyText } from '../read-query.js';
import { FINDING_COMMANDS } from './incident-findings.js';
import { SHARING_COMMANDS } from './incident-sharing.js';
import { VENDOR_COMMANDS } from './incident-vendors.js';
import type { IncidentCommands } from './incident-commands.js';

/** What people do with an incident, by the end of its path. */
const COMMANDS: IncidentCommands = {
  ...FINDING_COMMANDS,
  ...VENDOR_COMMANDS,
  ...SHARING_COMMANDS,
  roles: {
    kind: 'assign-role',
    read: (body) => ({ kind: 'assign-role', role: bodyWord(body, 'role', ROLES), to: bodyText(body, 'to') }),
  },
  'roles/release': {
    kind: 'release-role',
    read: (body) => ({ kind: 'release-role', role: bodyWord(body, 'role', ROLES) }),
  },
  phase: {
    kind: 'move',
    read: (body) => ({
      kind: 'move',
      to: bodyWord(body, 'to', PHASES),
      text: optionalBodyText(body, 'text') ?? '',
      override: optionalBodyText(body, 'override'),
    }),
  },
  close: {
    kind: 'close',
    read: (body) => ({
      kind: 'close',
      verdict: bodyWord(body, 'verdict', VERDICTS),
      reason: bodyText(body, 'reason'),
    }),
  },
  severity: {
    kind: 'set-severity',
    read: (body) => ({
      kind: 'set-severity',
      severity: bodyWord(body, 'severity', SEVERITIES),
      reason: optionalBodyText(body, 'reason') ?? '',
    }),
  },
  concerns: {
    kind: 'report',
    read: (body) => ({
      kind: 'report',
      concern: bodyWord(body, 'concern', CONCERNS),
      text: optionalBodyText(body, 'text') ?? '',
    }),
  },
  timeline: {
    kind: 'add-entry',
    read: (body) => ({
      kind: 'add-entry',
      text: bodyText(body, 'text'),
      happenedAt: bodyInstant(body, 'happenedAt'),
    }),
  },
  escalate: {
    kind: 'escalate',
    read: (body) => ({ kind: 'escalate', reason: bodyText(body, 'reason') }),
  },
  updates: {
    kind: 'send-update',
    read: (body) => ({
      kind: 'send-update',
      audience: bodyWord(body, 'audience', AUDIENCES),
      text: bodyLines(body, 'text'),
      draft: optionalBodyText(body, 'draft'),
    }),
  },
  reopen: { kind: 'reopen', read: (body) => ({ kind: 'reopen', reason: bodyText(body, 'reason') }) },
};

export function incidentWorkRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  for (const [path, { kind, read }] of Object.entries(COMMANDS)) {
    router.post(
      `/api/v1/incidents/:id/${path}`,
      needs(options, 'operate', AUDITED[kind]),
      async (request: Request, response) => {
        const asked = read(request.body);
        const actor = actorOf(request, response, 'by', true);
        const incident = await api.workOnIncident(String(request.params['id']), asked, actor);
        const holder = asked.kind === 'assign-role' ? asked.to : undefined;
        response.json(changedIncident(api, incident, [actor.onBehalfOf, holder]));
      },
    );
  }
  return router;
}
