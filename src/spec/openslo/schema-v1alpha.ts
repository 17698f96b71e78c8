import Type, { type Static } from 'typebox';
import { closed, Description, name, Operator } from './schema-parts.js';

const Query = Type.Object(
  {
    source: name('the kind of source: Prometheus'),
    queryType: Type.Optional(name('promql')),
    query: Type.String({ minLength: 1, maxLength: 20_000, description: 'PromQL' }),
  },
  { ...closed, description: 'source, queryType, query' },
);
export type AlphaQuery = Static<typeof Query>;

const counter = Type.Optional(Type.Boolean({ description: 'true when the queries are of counters' }));

const Objective = Type.Object(
  {
    displayName: Type.Optional(Type.String({ maxLength: 1050, description: 'the objective’s name' })),
    op: Type.Optional(Operator),
    value: Type.Optional(Type.Number({ description: 'what the thresholdMetric is compared with' })),
    target: Type.Number({ description: 'a ratio from 0 to below 1, such as 0.999' }),
    timeSliceTarget: Type.Optional(Type.Number({ description: 'a ratio over 0, up to 1' })),
    ratioMetrics: Type.Optional(
      Type.Object(
        { good: Query, total: Query, incremental: counter, counter },
        { ...closed, description: 'good, total and incremental' },
      ),
    ),
  },
  { ...closed, description: 'one promise: target, with ratioMetrics or op and value' },
);
export type AlphaObjective = Static<typeof Objective>;

const TimeWindow = Type.Object(
  {
    unit: Type.Unsafe<AlphaUnit>({
      enum: ['Second', 'Minute', 'Hour', 'Day', 'Week', 'Month', 'Quarter', 'Year'],
      description: 'Second, Day, Week, Month, Quarter or Year',
    }),
    count: Type.Integer({ minimum: 1, maximum: 100_000_000, description: 'how many of the unit' }),
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
  { ...closed, description: 'unit, count, and isRolling: true or calendar' },
);
export type AlphaTimeWindow = Static<typeof TimeWindow>;
export type AlphaUnit = 'Second' | 'Minute' | 'Hour' | 'Day' | 'Week' | 'Month' | 'Quarter' | 'Year';

/** An SLO of v1alpha; a Service is the same in both versions. */
export const AlphaSloSpec = Type.Object(
  {
    description: Description,
    service: name('the service that makes the promise'),
    indicator: Type.Optional(
      Type.Object({ thresholdMetric: Query }, { ...closed, description: 'a thresholdMetric' }),
    ),
    timeWindows: Type.Array(TimeWindow, { minItems: 1, maxItems: 1, description: 'a list of one window' }),
    // Sloth reads files without it, and its own examples have none.
    budgetingMethod: Type.Optional(
      Type.Unsafe<'Occurrences' | 'Timeslices'>({
        enum: ['Occurrences', 'Timeslices'],
        description: 'Occurrences or Timeslices',
      }),
    ),
    objectives: Type.Array(Objective, { minItems: 1, maxItems: 100, description: 'a list of objectives' }),
  },
  { ...closed, description: 'service, timeWindows, budgetingMethod, objectives' },
);
export type AlphaSloSpec = Static<typeof AlphaSloSpec>;
