import { TIERS } from '../core/oncall/tiers.js';
import { inPath, query, type Operations } from './openapi-operation.js';
import {
  array,
  flag,
  instant,
  type Json,
  maybe,
  number,
  object,
  oneOf,
  reference,
  text,
  whole,
} from './openapi-types.js';

const answering = {
  state: oneOf('covered', 'gap', 'unknown', 'unset'),
  text,
  now: maybe(reference('PersonOnCall')),
  whyNobody: maybe(text),
  next: maybe(object({ at: instant, onCall: maybe(reference('PersonOnCall')) })),
};

const shift = object({ startAt: instant, endAt: instant, onCall: maybe(reference('PersonOnCall')) });

const plannedFields = {
  number: whole,
  person: text,
  startAt: instant,
  endAt: instant,
  reason: maybe(text),
  by: text,
  at: instant,
  withdrawn: maybe(object({ by: text, at: instant, reason: maybe(text) })),
};
const place = maybe(object({ file: text, line: whole }));
const plannedOverride = object(plannedFields);

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
  ScheduleShifts: object({
    id: text,
    timeZone: text,
    startAt: instant,
    endAt: instant,
    shifts: array(shift),
    layers: array(object({ name: text, shifts: array(shift) })),
    overrides: array(object({ ...plannedFields, isOver: flag })),
    overridesOfFiles: array(object({ person: text, startAt: instant, endAt: instant, place, isOver: flag })),
    clockChanges: array(object({ at: instant, byMs: number, effects: array(text) })),
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
        'Who is on call now and who next, by schedules and by tiers of teams; of a gap `now` is null, `state` gap, and `whyNobody` says why, layer by layer',
      answers: { '200': ['who is on call; empty lists without on-call files', reference('OnCallStatus')] },
    },
  },
  '/api/v1/oncall/lint': {
    get: {
      summary: 'What is unwise in the on-call files in force',
      answers: {
        '200': [
          'what the linter finds',
          object({
            findings: array(
              object({
                code: text,
                severity: oneOf('error', 'warning', 'hint'),
                subject: array({ type: ['string', 'number'] }),
                about: text,
                place,
                message: text,
                mend: text,
              }),
            ),
          }),
        ],
      },
    },
  },
  '/api/v1/oncall/schedules/{id}/shifts': {
    get: {
      summary:
        'Who answers by a schedule over some days, by layer too, with the overrides that were made here and those of files',
      parameters: [
        inPath('id', 'of the schedule'),
        query('from', 'an instant; now, where it is not said'),
        query('until', 'an instant; 14 days later, where it is not said; at most 100 days'),
      ],
      answers: {
        '200': ['the calendar', reference('ScheduleShifts')],
        '404': 'there is no such schedule',
      },
    },
  },
  '/api/v1/oncall/schedules/{id}/overrides': {
    post: {
      summary:
        'Have somebody take a schedule for a while; of several at once the one that was said last holds',
      parameters: [inPath('id', 'of the schedule')],
      scope: 'operate',
      body: {
        type: 'object',
        properties: { person: text, from: instant, until: instant, reason: text, by: text },
        required: ['person', 'until'],
      },
      answers: {
        '201': ['the override', plannedOverride],
        '404': 'there is no such schedule',
        '409': 'the person answers for another schedule then, or somebody else changed this one meanwhile',
      },
    },
  },
  '/api/v1/oncall/schedules/{id}/overrides/{number}/withdraw': {
    post: {
      summary: 'Take an override back; what has passed of it stays on record',
      parameters: [inPath('id', 'of the schedule'), inPath('number', 'of the override')],
      scope: 'operate',
      body: { type: 'object', properties: { by: text, reason: text } },
      answers: {
        '200': ['the override', plannedOverride],
        '404': 'there is no such override',
        '409': 'it is over, or was taken back',
      },
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
