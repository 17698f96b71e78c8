import Type, { type Static } from 'typebox';
import {
  closed,
  Description,
  type Inline,
  inlineProperties,
  listOrNothing,
  Metadata,
  name,
  Operator,
  referenceOrInline,
  shared,
  topLevel,
} from './schema-parts.js';
import { AlphaSloSpec } from './schema-v1alpha.js';

const DURATION = 'a whole number with m, h, d, w, M, Q or Y, such as 28d';

const Metric = Type.Object(
  {
    metricSource: Type.Object(
      {
        metricSourceRef: Type.Optional(name('the name of a DataSource')),
        type: Type.Optional(name('the kind of source: Prometheus')),
        spec: Type.Unsafe<Readonly<Record<string, unknown>>>({
          type: 'object',
          description: 'for Prometheus: query, a PromQL text',
        }),
      },
      { ...closed, description: 'metricSourceRef or type, and spec' },
    ),
  },
  { ...closed, description: 'a metricSource' },
);
export type MetricSpec = Static<typeof Metric>;

const SliSpec = Type.Object(
  {
    description: Description,
    thresholdMetric: Type.Optional(shared('Metric', Metric)),
    ratioMetric: Type.Optional(
      Type.Object(
        {
          counter: Type.Optional(
            Type.Boolean({ description: 'true when the queries are of counters, which only grow' }),
          ),
          good: Type.Optional(shared('Metric', Metric)),
          bad: Type.Optional(shared('Metric', Metric)),
          total: Type.Optional(shared('Metric', Metric)),
          rawType: Type.Optional(
            Type.Unsafe<'success' | 'failure'>({
              enum: ['success', 'failure'],
              description: 'what the ratio of raw is a share of: success or failure',
            }),
          ),
          raw: Type.Optional(shared('Metric', Metric)),
        },
        { ...closed, description: 'good or bad with total, or raw with rawType' },
      ),
    ),
  },
  { ...closed, description: 'a thresholdMetric or a ratioMetric' },
);
export type SliSpec = Static<typeof SliSpec>;
export type RatioSpec = NonNullable<SliSpec['ratioMetric']>;

const inlineSli = Type.Optional(
  Type.Object(inlineProperties('SLI', shared('SliSpec', SliSpec)), {
    ...closed,
    description: 'an SLI in place: metadata, spec',
  }),
);

const Objective = Type.Object(
  {
    displayName: Type.Optional(Type.String({ maxLength: 500, description: 'the objective’s name' })),
    op: Type.Optional(Operator),
    value: Type.Optional(Type.Number({ description: 'what the thresholdMetric is compared with' })),
    target: Type.Optional(Type.Number({ description: 'a ratio from 0 to below 1, such as 0.999' })),
    targetPercent: Type.Optional(Type.Number({ description: 'from 0 to below 100, such as 99.9' })),
    timeSliceTarget: Type.Optional(Type.Number({ description: 'a ratio over 0, up to 1' })),
    timeSliceWindow: Type.Optional(
      Type.Unsafe<string | number>({ type: ['string', 'number'], description: `minutes, or ${DURATION}` }),
    ),
    indicator: inlineSli,
    indicatorRef: Type.Optional(name('the name of an SLI')),
    compositeWeight: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'its weight in the composite: a number over 0' }),
    ),
  },
  { ...closed, description: 'one promise: target or targetPercent' },
);

const TimeWindow = Type.Object(
  {
    duration: Type.String({ description: DURATION }),
    isRolling: Type.Optional(Type.Boolean({ description: 'true for a rolling window' })),
    calendar: Type.Optional(
      Type.Object(
        {
          startTime: Type.String({ description: 'a local time: 2026-01-01 00:00:00' }),
          timeZone: Type.String({ description: 'a name of the IANA database: Europe/Berlin' }),
        },
        { ...closed, description: 'startTime and timeZone' },
      ),
    ),
  },
  { ...closed, description: 'duration with isRolling: true, or with calendar' },
);
export type TimeWindowSpec = Static<typeof TimeWindow>;

const ConditionSpec = Type.Object(
  {
    description: Description,
    severity: name('how severe it is: page or ticket'),
    condition: Type.Object(
      {
        kind: Type.Optional(Type.Unsafe<'burnrate'>({ enum: ['burnrate'], description: 'burnrate' })),
        op: Type.Optional(Operator),
        threshold: Type.Number({ exclusiveMinimum: 0, description: 'a burn rate over 0' }),
        lookbackWindow: Type.String({ description: DURATION }),
        alertAfter: Type.Optional(Type.String({ description: DURATION })),
      },
      { ...closed, description: 'kind, op, threshold, lookbackWindow, alertAfter' },
    ),
  },
  { ...closed, description: 'severity and condition' },
);
export type ConditionSpec = Static<typeof ConditionSpec>;

const TargetSpec = Type.Object(
  { description: Description, target: name('where it goes: slack, email, …') },
  { ...closed, description: 'a target' },
);
export type TargetSpec = Static<typeof TargetSpec>;

const PolicySpec = Type.Object(
  {
    description: Description,
    alertWhenNoData: Type.Optional(Type.Boolean({ description: 'true or false' })),
    alertWhenResolved: Type.Optional(Type.Boolean({ description: 'true or false' })),
    alertWhenBreaching: Type.Optional(Type.Boolean({ description: 'true or false' })),
    conditions: Type.Array(
      referenceOrInline('conditionRef', 'AlertCondition', shared('ConditionSpec', ConditionSpec), {
        operator: Type.Optional(
          Type.Unsafe<'and' | 'or'>({ enum: ['and', 'or'], description: 'and or or, of former releases' }),
        ),
      }),
      {
        minItems: 1,
        maxItems: 1,
        description: 'a list of one condition',
      },
    ),
    notificationTargets: Type.Optional(
      listOrNothing(
        referenceOrInline('targetRef', 'AlertNotificationTarget', shared('TargetSpec', TargetSpec)),
        'a list of targets',
      ),
    ),
  },
  { ...closed, description: 'conditions and notificationTargets' },
);
export type PolicySpec = Static<typeof PolicySpec>;

const SloSpec = Type.Object(
  {
    description: Description,
    service: name('the service that makes the promise'),
    indicator: inlineSli,
    indicatorRef: Type.Optional(name('the name of an SLI')),
    timeWindow: Type.Array(TimeWindow, { minItems: 1, maxItems: 1, description: 'a list of one window' }),
    budgetingMethod: Type.Unsafe<BudgetingMethod>({
      enum: ['Occurrences', 'Timeslices', 'RatioTimeslices'],
      description: 'Occurrences, Timeslices or RatioTimeslices',
    }),
    objectives: Type.Array(Objective, { minItems: 1, maxItems: 100, description: 'a list of objectives' }),
    alertPolicies: Type.Optional(
      listOrNothing(
        referenceOrInline('alertPolicyRef', 'AlertPolicy', shared('PolicySpec', PolicySpec)),
        'a list of policies',
        {
          maxItems: 20,
        },
      ),
    ),
  },
  { ...closed, description: 'service, indicator or indicatorRef, timeWindow, budgetingMethod, objectives' },
);
export type SloSpec = Static<typeof SloSpec>;
export type BudgetingMethod = 'Occurrences' | 'Timeslices' | 'RatioTimeslices';
export type InlineSli = Inline<SliSpec>;

const DataSourceSpec = Type.Object(
  {
    description: Description,
    type: name('the kind of source: Prometheus'),
    connectionDetails: Type.Optional(Type.Unknown({ description: 'how it is reached' })),
  },
  { ...closed, description: 'type and connectionDetails' },
);
export type DataSourceSpec = Static<typeof DataSourceSpec>;

const ServiceSpec = Type.Unsafe<{ readonly description?: string } | null>({
  ...Type.Object({ description: Description }, closed),
  type: ['object', 'null'],
  description: 'a description',
});

const V1 = 'openslo/v1';

/**
 * The JSON Schema of every kind of object, under the name by which messages call it: what is held against it is `{SLO: document}`.
 * `metadata`, and what the specification calls arbitrary, is open where that says so.
 */
export const openSloSchema = Type.Object(
  {
    Service: Type.Optional(topLevel(V1, 'Service', ServiceSpec)),
    DataSource: Type.Optional(topLevel(V1, 'DataSource', DataSourceSpec)),
    SLI: Type.Optional(topLevel(V1, 'SLI', shared('SliSpec', SliSpec))),
    SLO: Type.Optional(topLevel(V1, 'SLO', SloSpec)),
    AlertPolicy: Type.Optional(topLevel(V1, 'AlertPolicy', shared('PolicySpec', PolicySpec))),
    AlertCondition: Type.Optional(topLevel(V1, 'AlertCondition', shared('ConditionSpec', ConditionSpec))),
    AlertNotificationTarget: Type.Optional(
      topLevel(V1, 'AlertNotificationTarget', shared('TargetSpec', TargetSpec)),
    ),
    'v1alpha Service': Type.Optional(topLevel('openslo/v1alpha', 'Service', ServiceSpec)),
    'v1alpha SLO': Type.Optional(topLevel('openslo/v1alpha', 'SLO', AlphaSloSpec)),
  },
  { ...closed, $defs: { Metadata, Metric, SliSpec, ConditionSpec, TargetSpec, PolicySpec } },
);
