import Type, { type Static } from 'typebox';
import { NAME_HELP, NAME_PATTERN } from '../slo-name.js';
import { CompositeSpec, GroupBySpec, TimeSlicesSpec } from './schema-derived.js';
import { AlertingSpec, Annotations, closed, Labels, textOrNumber } from './schema-labels.js';

const text = (description: string) => Type.String({ description, minLength: 1, maxLength: 2000 });
const query = (description: string) => Type.String({ description, minLength: 1, maxLength: 20_000 });
const link = (description: string) =>
  Type.String({
    description: `${description}: an http or https URL`,
    pattern: '^https?://\\S+$',
    maxLength: 2000,
  });

const Links = Type.Object(
  {
    dashboard: Type.Optional(link('where the graphs are')),
    runbook: Type.Optional(link('what to do when it pages')),
    repository: Type.Optional(link('where the code is')),
  },
  { ...closed, description: 'where to read on: dashboard, runbook, repository' },
);

const SliSpec = Type.Object(
  {
    description: Type.Optional(text('what is measured, in words')),
    metric: Type.Optional(
      query(
        'PromQL: good / total or bad / total over counters (at any window), histogram_quantile() together with `threshold`, or histogram_fraction()',
      ),
    ),
    metric_is: Type.Optional(
      Type.Unsafe<'good' | 'bad'>({
        enum: ['good', 'bad'],
        description:
          'which events the ratio in `metric` is a share of: good or bad; only needed when the matchers and names do not tell',
      }),
    ),
    threshold: Type.Optional(
      Type.String({
        description:
          'the limit of a quantile: "400ms at p99"; the share of requests at or under it is held against the target',
      }),
    ),
    good: Type.Optional(query('PromQL that counts good events; goes with `total`')),
    bad: Type.Optional(query('PromQL that counts bad events; goes with `total`')),
    total: Type.Optional(query('PromQL that counts all events; goes with `good` or `bad`')),
    gauge: Type.Optional(
      query(
        'PromQL for a probe or another gauge: each of its samples is an event, good when `good_when` holds',
      ),
    ),
    good_when: Type.Optional(
      Type.String({
        description:
          'what a good sample of `gauge` is, such as "< 60" or ">= 0.99"; left out: "== 1", as of a probe',
        maxLength: 100,
      }),
    ),
    error_ratio: Type.Optional(
      query(
        'PromQL that yields a share of bad events from 0 to 1 and cannot be written as counters: every look at it weighs the same',
      ),
    ),
    success_ratio: Type.Optional(
      query(
        'PromQL that yields a share of good events from 0 to 1 and cannot be written as counters: every look at it weighs the same',
      ),
    ),
    good_event: Type.Optional(text('what counts as good, in words')),
    valid_event: Type.Optional(text('what counts at all, in words')),
  },
  {
    ...closed,
    description:
      'one indicator: a `metric`, or `good` or `bad` together with `total`, or a `gauge`, or an `error_ratio`',
  },
);
export type SliSpec = Static<typeof SliSpec>;

const TierSpec = Type.Object(
  {
    severity: Type.Unsafe<'page' | 'ticket'>({
      enum: ['page', 'ticket'],
      description: 'page wakes someone, ticket waits for the working day: page or ticket',
    }),
    short_window: Type.String({
      description: 'a window such as 5m, shorter than long_window: how fast the alert clears',
    }),
    long_window: Type.String({ description: 'a window such as 1h: how much must burn before it fires' }),
    burn_rate: textOrNumber('how many times faster than allowed the budget burns, such as 14.4x'),
    min_bad_events: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000,
        description: 'fewer bad events than this in the long window never fire (default 3): a whole number',
      }),
    ),
  },
  { ...closed, description: 'one alert: fires while the burn rate is over the threshold in both windows' },
);
export type TierSpec = Static<typeof TierSpec>;

/** A rolling window, or a period of a zone's calendar. */
export type WindowSpec =
  | string
  | { readonly calendar: 'week' | 'month' | 'quarter' | 'year'; readonly time_zone?: string };

const window = (description: string) =>
  Type.Unsafe<WindowSpec>({
    type: ['string', 'object'],
    description: `${description}: a rolling window from 1h to 1y, such as 30d, or {calendar: week|month|quarter|year, time_zone: Europe/Berlin}`,
    properties: {
      calendar: {
        enum: ['week', 'month', 'quarter', 'year'],
        description: 'the period with which the budget starts full: week, month, quarter or year',
      },
      time_zone: {
        type: 'string',
        maxLength: 100,
        description:
          'whose midnight it begins at: a name of the IANA database, such as Europe/Berlin (default UTC)',
      },
    },
    required: ['calendar'],
    additionalProperties: false,
  });

const SlaSpec = Type.Object(
  {
    target: textOrNumber('what is promised outside, looser than the SLO’s target, such as 99.5%'),
    window: Type.Optional(window('over how long it is promised, when it is not the SLO’s window')),
    consequence: Type.Optional(text('what follows when it is broken, in words')),
    warn_at: Type.Optional(
      textOrNumber('it is at risk, and pages, when so much of its budget is left (default 25%)'),
    ),
  },
  { ...closed, description: 'what is promised to customers, beside the SLO: a map with a target' },
);
export type SlaSpec = Static<typeof SlaSpec>;

const SloSpec = Type.Object(
  {
    sli: Type.Optional(Type.String({ description: 'the name of an indicator under `slis`', minLength: 1 })),
    composite: Type.Optional(CompositeSpec),
    name: Type.Optional(
      Type.String({
        pattern: NAME_PATTERN,
        description: `the SLO’s name, when it is not the indicator’s: ${NAME_HELP}`,
      }),
    ),
    description: Type.Optional(text('what is promised, in words')),
    target: textOrNumber('the promise, such as 99.95%'),
    window: window('over how long the promise holds'),
    time_slices: Type.Optional(TimeSlicesSpec),
    group_by: Type.Optional(GroupBySpec),
    sla: Type.Optional(SlaSpec),
    error_budget: Type.Optional(
      Type.String({
        description:
          'what the target leaves, such as "21.6 minutes/month"; checked against target and window',
      }),
    ),
    burn_rate_alerts: Type.Optional(
      Type.Array(TierSpec, {
        maxItems: 20,
        description:
          'a list of alerts; left out: the four tiers of the SRE workbook, scaled to the window; []: none',
      }),
    ),
    alerting: Type.Optional(AlertingSpec),
    labels: Type.Optional(Labels),
    annotations: Type.Optional(Annotations),
    links: Type.Optional(Links),
  },
  { ...closed, description: 'one promise about one indicator, or about other SLOs' },
);
export type SloSpec = Static<typeof SloSpec>;

/** What happens in a band of the budget: words, or words and what the gate says. */
export type BandSpec = string | { readonly consequence: string; readonly gate?: 'allow' | 'warn' | 'block' };

const band = (description: string) =>
  Type.Unsafe<BandSpec>({
    type: ['string', 'object'],
    description: `${description}: a text, or {consequence: text, gate: allow|warn|block}`,
    minLength: 1,
    maxLength: 2000,
    properties: {
      consequence: { type: 'string', minLength: 1, maxLength: 2000, description: 'what is done, in words' },
      gate: { enum: ['allow', 'warn', 'block'], description: 'what CI/CD is told: allow, warn or block' },
    },
    required: ['consequence'],
    additionalProperties: false,
  });

const BudgetPolicySpec = Type.Unsafe<Readonly<Record<string, BandSpec>>>({
  type: 'object',
  description:
    'what happens as the budget goes: bands from budget_remaining_above_Npct down to budget_exhausted, without a gap',
  properties: {
    budget_remaining_above_50pct: band('more than 50 % of the budget is left'),
    budget_remaining_25_to_50pct: band('25 to 50 % of the budget is left'),
    budget_remaining_below_25pct: band('less than 25 % of the budget is left'),
    budget_exhausted: band('nothing of the budget is left'),
  },
  patternProperties: {
    '^budget_remaining_(?!above_50pct$|25_to_50pct$|below_25pct$)(above_\\d{1,2}pct|\\d{1,2}_to_\\d{1,2}pct|below_\\d{1,2}pct)$':
      band('a band of the budget'),
  },
  additionalProperties: false,
});

/** The JSON Schema of an SLO file and, through `SloFile`, its type: the one source of both. */
export const sloFileSchema = Type.Object(
  {
    service: Type.String({ pattern: NAME_PATTERN, description: `the service’s name: ${NAME_HELP}` }),
    description: Type.Optional(text('what the service is, in words')),
    owner: Type.Optional(text('the team that owns the service')),
    review_cadence: Type.Optional(text('how often the SLOs are reviewed, such as monthly')),
    depends_on: Type.Optional(
      Type.Array(Type.String({ pattern: NAME_PATTERN, description: `a service’s name: ${NAME_HELP}` }), {
        maxItems: 200,
        uniqueItems: true,
        description: 'the services that this one needs: what burns with them joins their incident: a list',
      }),
    ),
    labels: Type.Optional(Labels),
    links: Type.Optional(Links),
    slis: Type.Optional(
      Type.Unsafe<Readonly<Record<string, SliSpec>>>({
        type: 'object',
        description: 'what is measured: a map of indicators by name',
        minProperties: 1,
        propertyNames: { pattern: NAME_PATTERN, description: NAME_HELP },
        additionalProperties: SliSpec,
      }),
    ),
    slos: Type.Array(SloSpec, {
      minItems: 1,
      maxItems: 1000,
      description: 'what is promised: a list of {sli, target, window}, or {composite, name, target, window}',
    }),
    error_budget_policy: Type.Optional(BudgetPolicySpec),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Firebreak SLO file',
    description: 'what a service promises, and what happens when it does not hold',
  },
);
export type SloFile = Static<typeof sloFileSchema>;
