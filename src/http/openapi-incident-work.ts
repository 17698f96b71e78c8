import { SEVERITIES } from '../core/incident/incident.js';
import { CONCERNS } from '../core/incident/severity.js';
import { AUDIENCES } from '../core/incident/audiences.js';
import { PHASES, ROLES, VERDICTS } from '../core/incident/phases.js';
import { work } from './openapi-incident-command.js';
import { inPath, type Operations } from './openapi-operation.js';
import { findingOperations } from './openapi-incident-findings.js';
import { instant, listOf, oneOf, text } from './openapi-types.js';
import { sharedOperations } from './openapi-shared.js';
import { vendorOperations } from './openapi-vendors.js';

/** What people do with an incident. */
export const incidentWorkOperations: Operations = {
  ...findingOperations,
  ...vendorOperations,
  ...sharedOperations,
  '/api/v1/incidents/{id}/roles': work('Give a role to somebody', { role: oneOf(...ROLES), to: text }, [
    'role',
    'to',
  ]),
  '/api/v1/incidents/{id}/roles/release': work('Take a role back', { role: oneOf(...ROLES) }, ['role']),
  '/api/v1/incidents/{id}/phase': work(
    'Move it on: the cause that was found, what is done against it, that it is over',
    { to: oneOf(...PHASES), text, override: text },
    ['to'],
  ),
  '/api/v1/incidents/{id}/close': work(
    'Close what is resolved, with a verdict on its alert',
    { verdict: oneOf(...VERDICTS), reason: text },
    ['verdict', 'reason'],
  ),
  '/api/v1/incidents/{id}/severity': work(
    'Set its severity; lowering needs a reason',
    { severity: oneOf(...SEVERITIES), reason: text },
    ['severity'],
  ),
  '/api/v1/incidents/{id}/concerns': work(
    'Report what makes it at least SEV2 (a paying customer) or SEV1 (data integrity) at once',
    { concern: oneOf(...CONCERNS), text },
    ['concern'],
  ),
  '/api/v1/incidents/{id}/timeline': work(
    'Add a line to its timeline, also late: with the time when it happened',
    { text, happenedAt: instant },
    ['text'],
  ),
  '/api/v1/incidents/{id}/escalate': work(
    'Call the next step at once, whoever has answered',
    { reason: text },
    ['reason'],
  ),
  '/api/v1/incidents/{id}/updates': {
    get: {
      summary: 'What each audience is to be told next, with a draft from the record',
      parameters: [inPath('id', 'INC-1')],
      answers: {
        '200': ['by audience', listOf('updates', 'AudienceUpdate')],
        '404': 'there is no such incident',
      },
    },
    ...work(
      'Tell an audience what was approved for it; with the version of the `draft` that was read, 409 when it is another one now',
      { audience: oneOf(...AUDIENCES), text, draft: text },
      ['audience', 'text'],
    ),
  },
  '/api/v1/incidents/{id}/reopen': work('Open it again within seven days', { reason: text }, ['reason']),
};
