import Type, { type Static } from 'typebox';
import { NAME_PATTERN } from '../slo-name.js';
import { closed, textOrNumber } from './schema-labels.js';

export const TimeSlicesSpec = Type.Object(
  {
    length: Type.String({
      description:
        'how long a slice is, such as 1m; slices begin at whole multiples of it, and a day holds whole ones',
    }),
    good_when: Type.Optional(
      textOrNumber(
        'a slice is good when at least this share of its events is, such as 95%; left out: it counts by its share of bad events',
      ),
    ),
    without_traffic: Type.Optional(
      Type.Unsafe<'good' | 'ignored'>({
        enum: ['good', 'ignored'],
        description: 'what a slice is in which nothing happened: good or ignored (default good)',
      }),
    ),
  },
  {
    ...closed,
    description:
      'promise a share of good slices of time instead of good events, so that low traffic counts as much as high: a map with a length',
  },
);
export type TimeSlicesSpec = Static<typeof TimeSlicesSpec>;

const componentId = (description: string) =>
  Type.String({ description, pattern: `${NAME_PATTERN.slice(0, -1)}/${NAME_PATTERN.slice(1)}` });

const components = (description: string) =>
  Type.Array(componentId('the id of an SLO: service/name'), { minItems: 1, maxItems: 100, description });

export const CompositeSpec = Type.Object(
  {
    all_of: Type.Optional(
      components('a slice is bad when that of any of these SLOs is: a list of service/name'),
    ),
    any_of: Type.Optional(
      components('a slice is bad when those of all of these SLOs are: a list of service/name'),
    ),
    weighted: Type.Optional(
      Type.Unsafe<Readonly<Record<string, number>>>({
        type: 'object',
        description: 'a slice is bad by the share of weights that are: a map of service/name: weight',
        minProperties: 1,
        propertyNames: {
          pattern: `${NAME_PATTERN.slice(0, -1)}/${NAME_PATTERN.slice(1)}`,
          description: 'the id of an SLO: service/name',
        },
        additionalProperties: {
          type: 'number',
          exclusiveMinimum: 0,
          maximum: 1_000_000,
          description: 'a weight over 0',
        },
      }),
    ),
    length: Type.Optional(Type.String({ description: 'how long a slice of time is (default 1m)' })),
  },
  {
    ...closed,
    description: 'an SLO made of others, in place of `sli`: a map with all_of, any_of or weighted',
  },
);
export type CompositeSpec = Static<typeof CompositeSpec>;

const GROUP_LABEL = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]{0,99}$',
  description: 'a label of the total’s series, such as route',
} as const;
const GROUP_LABELS = {
  type: 'array',
  items: GROUP_LABEL,
  minItems: 1,
  maxItems: 5,
  uniqueItems: true,
  description: 'the labels whose values tell the SLOs apart: a list such as [route]',
} as const;

/** By which labels one SLO becomes many: their names alone, or with limits. */
export type GroupBySpec =
  | readonly string[]
  | { readonly labels: readonly string[]; readonly max?: number; readonly keep?: string };

export const GroupBySpec = Type.Unsafe<GroupBySpec>({
  ...GROUP_LABELS,
  type: ['array', 'object'],
  description:
    'one SLO for each value of these labels that Prometheus has: a list such as [route], or {labels: [route], max: 50, keep: 7d}',
  properties: {
    labels: GROUP_LABELS,
    max: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      description: 'at most so many SLOs, those with the most events (default 50): a whole number',
    },
    keep: {
      type: 'string',
      description: 'for how long the SLO of a vanished label value stays (default: the SLO’s window): a text',
    },
  },
  required: ['labels'],
  additionalProperties: false,
});
