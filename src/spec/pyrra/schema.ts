import Type, { type Static } from 'typebox';
import { NAME_HELP, NAME_PATTERN } from '../slo-name.js';

const closed = { additionalProperties: false } as const;

const name = (description: string) =>
  Type.String({
    pattern: NAME_PATTERN,
    description: `${description}: ${NAME_HELP}`,
  });

const text = (description: string) => Type.String({ maxLength: 2000, description });

const Words = Type.Unsafe<Readonly<Record<string, string | number | boolean>> | null>({
  type: ['object', 'null'],
  description: 'a map of name: value',
  additionalProperties: {
    type: ['string', 'number', 'boolean'],
    description: 'a text',
  },
});

/** What Kubernetes keeps of every object; it says nothing of the SLO. */
const BOOKKEEPING = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'finalizers',
  'generateName',
  'generation',
  'managedFields',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
];

const Metadata = Type.Object(
  {
    name: name('the SLO’s name'),
    namespace: Type.Optional(name('the namespace')),
    labels: Type.Optional(Words),
    annotations: Type.Optional(Words),
    ...Object.fromEntries(BOOKKEEPING.map((field) => [field, Type.Optional(Type.Unknown())])),
  },
  { ...closed, description: 'name, namespace, labels, annotations' },
);

export type PyrraMetadata = Static<typeof Metadata>;

const metric = Type.String({
  minLength: 1,
  maxLength: 20_000,
  description: 'the name of a metric, with matchers: http_requests_total{job="shop"}',
});
const LABEL_NAME = '^[A-Za-z_][A-Za-z0-9_]{0,99}$';

/** One of pyrra's example files writes equality matchers beside the metric; its own programs know none. */
const matchers = Type.Optional(
  Type.Array(
    Type.Object(
      {
        name: Type.String({ pattern: LABEL_NAME, description: 'the name of a label' }),
        value: Type.String({ maxLength: 1000, description: 'the value that the label has' }),
      },
      { ...closed, description: 'name and value of a label' },
    ),
    { maxItems: 20, description: 'a list of name and value' },
  ),
);
const Query = Type.Object({ metric, matchers }, { ...closed, description: 'a map with `metric`' });
export type Query = Static<typeof Query>;

/** Label and annotation names alike are what Prometheus takes. */
const ofAlerts = (what: string) =>
  Type.Optional(
    Type.Unsafe<Readonly<Record<string, string | number | boolean>> | null>({
      type: ['object', 'null'],
      description: `${what} of all alerts: a map of name: text`,
      propertyNames: { pattern: LABEL_NAME, description: 'letters, digits and "_"' },
      additionalProperties: {
        type: ['string', 'number', 'boolean'],
        maxLength: 2000,
        description: 'a text',
      },
    }),
  );

const grouping = Type.Optional(
  Type.Unsafe<readonly string[] | null>({
    type: ['array', 'null'],
    items: { type: 'string', pattern: LABEL_NAME, description: 'the name of a label' },
    maxItems: 5,
    description: 'a list of at most 5 labels',
  }),
);

const Indicator = Type.Object(
  {
    ratio: Type.Optional(
      Type.Object(
        {
          errors: Type.Optional(Query),
          success: Type.Optional(Query),
          total: Type.Optional(Query),
          grouping,
        },
        { ...closed, description: 'two of errors, success and total' },
      ),
    ),
    latency: Type.Optional(
      Type.Object(
        { success: Query, total: Query, grouping },
        { ...closed, description: 'success (a bucket) and total (the count)' },
      ),
    ),
    latencyNative: Type.Optional(
      Type.Object(
        { total: Query, latency: Type.String({ description: 'a limit such as 500ms' }), grouping },
        { ...closed, description: 'total (a native histogram) and latency' },
      ),
    ),
    bool_gauge: Type.Optional(
      Type.Object({ metric, grouping }, { ...closed, description: 'metric (a gauge of 0 and 1)' }),
    ),
  },
  { ...closed, description: 'one of ratio, latency, latencyNative and bool_gauge' },
);
export type IndicatorSpec = Static<typeof Indicator>;

const severity = Type.Optional(Type.String({ description: 'a word such as critical or warning' }));

const Alerting = Type.Object(
  {
    disabled: Type.Optional(Type.Boolean({ description: 'true: no alerts' })),
    burnrates: Type.Optional(Type.Boolean({ description: 'false: no alerts on burn rates' })),
    absent: Type.Optional(Type.Boolean({ description: 'false: no alert when there is no data' })),
    name: Type.Optional(text('the name of the alerts on burn rates')),
    burnRateType: Type.Optional(
      Type.Unsafe<'static' | 'dynamic' | ''>({
        enum: ['static', 'dynamic', ''],
        description: 'static or dynamic',
      }),
    ),
    absentName: Type.Optional(text('the name of the alert when there is no data')),
    labels: ofAlerts('labels'),
    annotations: ofAlerts('annotations'),
    severities: Type.Optional(
      Type.Object(
        {
          fastBurn: severity,
          mediumBurn: severity,
          slowBurn: severity,
          longTermBurn: severity,
          absent: severity,
        },
        { ...closed, description: 'words by alert: fastBurn, mediumBurn, slowBurn, longTermBurn, absent' },
      ),
    ),
  },
  {
    ...closed,
    description:
      'disabled, burnrates, burnRateType, absent, name, absentName, labels, annotations, severities',
  },
);
export type AlertingSpec = Static<typeof Alerting>;

const anything = (description: string) => Type.Optional(Type.Unknown({ description }));

const Spec = Type.Object(
  {
    description: Type.Optional(text('what is promised, in words')),
    target: Type.Unsafe<string | number>({
      type: ['string', 'number'],
      description: 'a percentage without its sign: "99.9"',
    }),
    window: Type.String({ description: 'a duration such as 4w' }),
    indicator: Indicator,
    alerting: Type.Optional(Alerting),
    partial_response_strategy: anything('how Thanos evaluates the rules'),
    performanceOverAccuracy: anything('cheaper rules that estimate'),
    ruleOutput: anything('labels of the rule objects'),
    rulenamespace: anything('the namespace of the rules in Mimir'),
  },
  { ...closed, description: 'target, window, indicator, description, alerting' },
);
export type PyrraSpec = Static<typeof Spec>;

/** A ServiceLevelObjective of pyrra.dev/v1alpha1, as its API has it. */
export const pyrraSchema = Type.Object(
  {
    apiVersion: Type.String(),
    kind: Type.String(),
    metadata: Metadata,
    spec: Spec,
    status: Type.Optional(Type.Unknown()),
  },
  { ...closed, description: 'a ServiceLevelObjective' },
);
export type PyrraObject = Static<typeof pyrraSchema>;
