import {
  array,
  flag,
  instant,
  type Json,
  map,
  maybe,
  object,
  oneOf,
  reference,
  text,
} from './openapi-types.js';

/** What the API says of exclusions, by the names of its schemas. */
export const exclusionSchemas: Readonly<Record<string, Json>> = {
  Exclusion: object({
    id: text,
    kind: oneOf('maintenance', 'correction'),
    origin: oneOf('file', 'api'),
    author: text,
    reason: text,
    slos: maybe(array(text)),
    service: maybe(text),
    labels: maybe(map(text)),
    times: maybe(array(object({ from: instant, to: instant }))),
    from: maybe(instant),
    to: maybe(instant),
    every: maybe(
      object({
        weekdays: maybe(array(text)),
        weeks: maybe(array(text)),
        month_days: maybe(array({ type: ['integer', 'string'] })),
        at: text,
        duration: text,
        time_zone: text,
      }),
    ),
  }),
  ExclusionChange: object({
    at: instant,
    action: oneOf('added', 'changed', 'withdrawn'),
    by: text,
    reason: text,
    exclusion: reference('Exclusion'),
  }),
};

/** The fields of an exclusion in files (docs/exclusions.md), its kind, and whether it takes the place of the one of its id. */
export const exclusionRequest: Json = {
  type: 'object',
  properties: {
    id: text,
    kind: oneOf('maintenance', 'correction'),
    replace: flag,
    author: text,
    reason: text,
    slos: array(text),
    service: text,
    labels: map(text),
    from: instant,
    to: instant,
    times: array(object({ from: instant, to: instant })),
    every: { type: 'object' },
  },
  required: ['kind', 'reason'],
};

export const withdrawal: Json = {
  type: 'object',
  properties: { by: text, reason: text },
  required: ['reason'],
};
