import Type, { type Static } from 'typebox';
import { WEEKDAYS, WEEKS } from '../../core/exclusions/recurrence.js';

const closed = { additionalProperties: false } as const;

const line = (description: string) =>
  Type.String({ description, minLength: 1, maxLength: 2000, pattern: '^[^\\u0000-\\u001f\\u007f]+$' });

const RecurrenceSpec = Type.Object(
  {
    weekdays: Type.Optional(
      Type.Array(
        Type.Unsafe<(typeof WEEKDAYS)[number]>({ enum: [...WEEKDAYS], description: 'a weekday: sunday' }),
        {
          minItems: 1,
          maxItems: 7,
          description: 'on which weekdays: a list such as [saturday, sunday]',
        },
      ),
    ),
    weeks: Type.Optional(
      Type.Array(
        Type.Unsafe<(typeof WEEKS)[number] | 'last'>({
          enum: [...WEEKS, 'last'],
          description: 'which of the month: first to fifth, or last',
        }),
        {
          minItems: 1,
          maxItems: 6,
          description: 'only the first, second … or last of that weekday in the month: a list',
        },
      ),
    ),
    month_days: Type.Optional(
      Type.Array(
        Type.Unsafe<number | 'last'>({
          enum: [...Array.from({ length: 31 }, (_, i) => i + 1), 'last'],
          description: 'a day of the month: 1 to 31, or last',
        }),
        { minItems: 1, maxItems: 32, description: 'on which days of the month: a list of 1 to 31, or last' },
      ),
    ),
    at: Type.String({
      pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
      description: 'when it begins, on the clocks of the time zone: "02:00"',
    }),
    duration: Type.String({ description: 'how long it lasts, such as 2h or 1h30m' }),
    time_zone: Type.Optional(
      Type.String({
        maxLength: 100,
        description: 'whose clocks: a name of the IANA database, such as Europe/Berlin (default UTC)',
      }),
    ),
  },
  { ...closed, description: 'when it comes again: days that meet all conditions, every day without any' },
);
export type RecurrenceSpec = Static<typeof RecurrenceSpec>;

const selection = {
  slos: Type.Optional(
    Type.Array(Type.String({ minLength: 3, maxLength: 201, description: 'an SLO: service/name' }), {
      minItems: 1,
      maxItems: 1000,
      description: 'which SLOs: a list of service/name',
    }),
  ),
  service: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, description: 'all SLOs of this service' }),
  ),
  labels: Type.Optional(
    Type.Unsafe<Readonly<Record<string, string | number | boolean>>>({
      type: 'object',
      minProperties: 1,
      description: 'all SLOs with these labels: a map of name: value',
      additionalProperties: {
        type: ['string', 'number', 'boolean'],
        maxLength: 500,
        description: 'the label’s value: a text',
      },
    }),
  ),
};

const common = {
  id: Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
    description: 'its name, once among all: letters, digits, ".", "_" and "-"',
  }),
  author: line('who says so: a text'),
  reason: line('why this time does not count: a text'),
  ...selection,
  from: Type.Optional(Type.String({ description: 'when it begins, with its offset: 2026-12-01T22:00:00Z' })),
  to: Type.Optional(
    Type.String({ description: 'when it ends, with its offset; with `every`: after which it comes no more' }),
  ),
  times: Type.Optional(
    Type.Array(
      Type.Object(
        {
          from: Type.String({ description: 'when it begins, with its offset: 2026-12-01T22:00:00Z' }),
          to: Type.String({ description: 'when it ends, with its offset: 2026-12-02T00:00:00Z' }),
        },
        { ...closed, description: 'one time: {from, to}' },
      ),
      { minItems: 1, maxItems: 500, description: 'several times instead of one: a list of {from, to}' },
    ),
  ),
};

const MaintenanceSpec = Type.Object(
  { ...common, every: Type.Optional(RecurrenceSpec) },
  { ...closed, description: 'maintenance that is planned: once from … to, or again and again with `every`' },
);

const CorrectionSpec = Type.Object(common, {
  ...closed,
  description: 'time in the past that is not to count',
});

/** A maintenance or a correction; only a maintenance can come again. */
export type ExclusionSpec = Static<typeof MaintenanceSpec>;

/** The JSON Schema of a document of exclusions. */
export const exclusionFileSchema = Type.Object(
  {
    maintenance: Type.Optional(
      Type.Array(MaintenanceSpec, { maxItems: 1000, description: 'planned maintenance: a list' }),
    ),
    corrections: Type.Optional(
      Type.Array(CorrectionSpec, { maxItems: 1000, description: 'corrections after the fact: a list' }),
    ),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Firebreak exclusions',
    description: 'time that counts for no budget and no alert',
  },
);
export type ExclusionFile = Static<typeof exclusionFileSchema>;
