import { deliveryState } from './openapi-deliveries.js';
import { inPath, type Operations } from './openapi-operation.js';
import { instant, type Json, listOf, maybe, object, oneOf, reference, text } from './openapi-types.js';

/** What the API says of people's contacts, by the names of its schemas. */
export const contactSchemas: Readonly<Record<string, Json>> = {
  Contact: object({
    person: text,
    fullName: text,
    route: text,
    receiver: text,
    state: oneOf('never-tested', 'waiting', 'unverified', 'verified', 'stale'),
    text,
    lastTest: maybe(
      object({
        at: instant,
        by: text,
        codeUntilAt: maybe(instant),
        delivery: maybe(deliveryState),
        receipt: maybe(text),
        error: maybe(text),
      }),
    ),
    verified: maybe(object({ at: instant, by: text })),
  }),
};

const person = inPath('person', 'as the on-call files call them');

export const contactOperations: Operations = {
  '/api/v1/oncall/contacts': {
    get: {
      summary:
        'Every contact of everybody, when it was last tested, and who has shown that it arrives; no addresses',
      answers: { '200': ['the contacts', listOf('contacts', 'Contact')] },
    },
  },
  '/api/v1/oncall/people/{person}/routes/{route}/test': {
    post: {
      summary:
        'Sends a message through one of somebody’s contacts that says that it is a test, with a code that holds for 10 minutes',
      scope: 'operate',
      parameters: [person, inPath('route', 'the receiver; `mail:2` for the second contact there')],
      body: { type: 'object', properties: { by: text } },
      answers: {
        '202': ['it is on its way', reference('Contact')],
        '404': 'there is no such person, or contact',
        '409': 'its receiver is not there any more',
        '429': 'it was tested within the last minute, or five times within an hour',
      },
    },
  },
  '/api/v1/oncall/people/{person}/verify': {
    post: {
      summary: 'Takes the code of a test: that contact is verified',
      scope: 'operate',
      parameters: [person],
      body: { type: 'object', properties: { code: text, by: text }, required: ['code'] },
      answers: {
        '200': ['it is verified', reference('Contact')],
        '404': 'there is no such person',
        '409': 'this is not the code, it was tried too often, or none is waited for',
      },
    },
  },
};
