import { SEVERITIES } from '../core/incident/incident.js';
import { MITIGATION_KINDS } from '../core/incident/mitigation.js';
import { work } from './openapi-incident-command.js';
import { inPath, type Operations } from './openapi-operation.js';
import { type Json, oneOf, reference, text } from './openapi-types.js';

const number: Json = { type: 'integer', minimum: 1 };

/** What people do about an incident: what they think, find, decide and do. */
export const findingOperations: Operations = {
  '/api/v1/incidents/{id}/hypotheses': work(
    'Say what the cause may be: there are 15 minutes to confirm it or rule it out',
    { text },
    ['text'],
  ),
  '/api/v1/incidents/{id}/hypotheses/confirm': work(
    'Confirm a hypothesis; what is being investigated is identified then',
    { hypothesis: number, finding: text },
    [],
  ),
  '/api/v1/incidents/{id}/hypotheses/rule-out': work(
    'Rule a hypothesis out, with what was found',
    { hypothesis: number, finding: text },
    ['finding'],
  ),
  '/api/v1/incidents/{id}/hypotheses/extend': work(
    'Give a hypothesis another 15 minutes, once',
    { hypothesis: number, reason: text },
    ['reason'],
  ),
  '/api/v1/incidents/{id}/mitigations': work(
    'Say what is done so that users are served again; what the SLI shows before and after is written down',
    { what: oneOf(...MITIGATION_KINDS), text },
    ['what', 'text'],
  ),
  '/api/v1/incidents/{id}/rollback': work(
    'Have the service’s hook roll it back, to a version or to what was out before; once in an incident, unless `again` is said',
    { reason: text, version: text, again: { type: 'boolean' } },
    ['reason'],
  ),
  '/api/v1/incidents/{id}/findings': work('Write down what was found', { text }, ['text']),
  '/api/v1/incidents/{id}/decisions': work(
    'Write down what was decided, and by whom, where that is somebody else',
    { text, decidedBy: text },
    ['text'],
  ),
  '/api/v1/incidents/{id}/team': work('Say which team owns it', { team: text }, ['team']),
  '/api/v1/incidents/{id}/merge': work(
    'Merge it, a duplicate, into another one, where work goes on; the answer is that one',
    { into: text },
    ['into'],
  ),
  '/api/v1/incidents/{id}/unmerge': work('Take it out again of the one that it was merged into', {}, []),
  '/api/v1/incidents/{id}/split': {
    post: {
      summary:
        'Open another one of what has turned out to be another problem, with the entries that belong to it',
      parameters: [inPath('id', 'INC-1')],
      body: {
        type: 'object',
        properties: {
          by: text,
          title: text,
          severity: oneOf(...SEVERITIES),
          service: text,
          entries: { type: 'array', items: number },
          key: text,
        },
        required: ['title', 'severity'],
      },
      scope: 'operate',
      answers: { '201': ['the new one', reference('Incident')], '404': 'there is no such incident' },
    },
  },
  '/api/v1/incidents/{id}/children': work(
    'Make another incident a part of it, with the team that owns the part',
    { child: text, team: text },
    ['child'],
  ),
  '/api/v1/incidents/{id}/stars': work('Star an entry of its timeline, by its seq', { entry: number }, [
    'entry',
  ]),
  '/api/v1/incidents/{id}/stars/remove': work('Take the star from an entry', { entry: number }, ['entry']),
};
