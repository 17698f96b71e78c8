import { TIERS } from '../core/oncall/tiers.js';
import { inPath, type Operations } from './openapi-operation.js';
import { array, instant, type Json, maybe, object, oneOf, reference, text } from './openapi-types.js';

const answering = {
  state: oneOf('covered', 'gap', 'unknown', 'unset'),
  text,
  now: maybe(reference('PersonOnCall')),
  next: maybe(object({ at: instant, onCall: maybe(reference('PersonOnCall')) })),
};

/** What the API says of on-call files, by the names of its schemas. */
export const onCallSchemas: Readonly<Record<string, Json>> = {
  PersonOnCall: object({
    person: text,
    fullName: text,
    because: oneOf('override', 'rotation', 'cover'),
    reason: text,
    layer: maybe(text),
    insteadOf: maybe(text),
    shadows: array(text),
  }),
  OnCallStatus: object({
    at: instant,
    lookedUntilAt: instant,
    schedules: array(object({ id: text, timeZone: text, ...answering })),
    teams: array(
      object({
        name: text,
        lead: maybe(text),
        services: array(text),
        tiers: array(object({ tier: oneOf(...TIERS), schedule: maybe(text), ...answering })),
      }),
    ),
    findings: maybe(
      array(object({ code: text, severity: oneOf('warning'), subject: text, message: text, mend: text })),
    ),
  }),
};

export const onCallOperations: Operations = {
  '/api/v1/oncall': {
    get: {
      summary:
        'Who is on call now and who next, by schedules and by tiers of teams; of a gap `now` is null and `state` gap',
      answers: { '200': ['who is on call; empty lists without on-call files', reference('OnCallStatus')] },
    },
  },
  '/api/v1/oncall/schedules/{id}.ics': {
    get: {
      summary: 'The shifts of a schedule in the next 13 weeks, for calendars: an event each, whose UID stays',
      parameters: [inPath('id', 'of the schedule')],
      answers: {
        '200': ['iCalendar (RFC 5545)', { type: 'string' }, 'text/calendar'],
        '404': 'there is no such schedule',
      },
    },
  },
};
