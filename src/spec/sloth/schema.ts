import Type, { type TProperties } from 'typebox';
import { NAME_HELP, NAME_PATTERN } from '../slo-name.js';
import { FILE_FIELDS, type FieldNames, FORMER_RATIO_QUERY, RESOURCE_FIELDS } from './field-names.js';
import { alertWindowsSchema } from './schema-windows.js';

const closed = { additionalProperties: false } as const;

type Texts = Readonly<Record<string, string | number | boolean>> | null;

/** Label and annotation names alike are what Prometheus takes. */
const texts = (description: string) =>
  Type.Unsafe<Texts>({
    type: ['object', 'null'],
    description: `${description}: a map of name: text`,
    propertyNames: {
      pattern: '^[A-Za-z_][A-Za-z0-9_]{0,99}$',
      description: 'letters, digits and "_"',
    },
    additionalProperties: {
      type: ['string', 'number', 'boolean'],
      maxLength: 2000,
      description: 'a text',
    },
  });

const anything = (description: string) => Type.Unknown({ description });
const query = (description: string) => Type.String({ description, minLength: 1, maxLength: 20_000 });

const ratioQuery = Type.Optional(query('PromQL that yields the share of bad events, 0 to 1'));

const name = (whose: string) =>
  Type.String({
    pattern: NAME_PATTERN,
    description: `${whose}: ${NAME_HELP}`,
  });

const alert = (severity: string) =>
  Type.Unsafe<AlertSpec | null>({
    ...Type.Object(
      {
        disable: Type.Optional(Type.Boolean({ description: 'true or false' })),
        for: Type.Optional(anything('how long sloth waits')),
        labels: Type.Optional(texts(`labels of ${severity}`)),
        annotations: Type.Optional(texts(`annotations of ${severity}`)),
      },
      closed,
    ),
    type: ['object', 'null'],
    description: 'disable, labels, annotations',
  });

/** A page or a ticket alert. */
export interface AlertSpec {
  readonly disable?: boolean;
  readonly for?: unknown;
  readonly labels?: Texts;
  readonly annotations?: Texts;
}

const slo = (fields: FieldNames) =>
  Type.Object(
    {
      name: name('the SLO’s name'),
      description: Type.Optional(
        Type.String({ maxLength: 20_000, description: 'what is promised, in words' }),
      ),
      objective: Type.Number({ description: 'the promise in per cent: 99.9' }),
      labels: Type.Optional(texts('labels of the SLO')),
      infoLabels: Type.Optional(texts('labels of sloth_slo_info')),
      interval: Type.Optional(anything('how often sloth’s rules are evaluated')),
      plugins: Type.Optional(anything('plugins that make the rules')),
      sli: Type.Object(
        {
          events: Type.Optional(
            Type.Object(
              {
                [fields.errorQuery]: query('PromQL that counts bad events over {{.window}}'),
                [fields.totalQuery]: query('PromQL that counts all events over {{.window}}'),
              },
              { ...closed, description: `${fields.errorQuery} and ${fields.totalQuery}` },
            ),
          ),
          raw: Type.Optional(
            Type.Object(
              // Exactly one of the two spellings, where they differ.
              { [fields.errorRatioQuery]: ratioQuery, [FORMER_RATIO_QUERY]: ratioQuery },
              { ...closed, minProperties: 1, maxProperties: 1, description: fields.errorRatioQuery },
            ),
          ),
          plugin: Type.Optional(
            Type.Object(
              {
                id: Type.String({ description: 'the plugin’s name' }),
                options: Type.Optional(anything('what it is given')),
              },
              { ...closed, description: 'id and options' },
            ),
          ),
        },
        { ...closed, description: 'events or raw' },
      ),
      alerting: Type.Optional(
        Type.Unsafe<unknown>({
          ...Type.Object(
            {
              name: Type.Optional(Type.String({ maxLength: 500, description: 'the alerts’ name' })),
              labels: Type.Optional(texts('labels of pages and tickets')),
              annotations: Type.Optional(texts('annotations of pages and tickets')),
              [fields.pageAlert]: Type.Optional(alert('pages')),
              [fields.ticketAlert]: Type.Optional(alert('tickets')),
            },
            closed,
          ),
          type: ['object', 'null'],
          description: `name, labels, annotations, ${fields.pageAlert}, ${fields.ticketAlert}`,
        }),
      ),
    },
    { ...closed, description: 'one SLO: name, objective, sli, alerting' },
  );

const service = (fields: FieldNames): TProperties => ({
  service: name('the service’s name'),
  labels: Type.Optional(texts('labels of all its SLOs')),
  [fields.sloPlugins]: Type.Optional(anything('plugins that make the rules')),
  slos: Type.Array(slo(fields), { minItems: 1, maxItems: 1000, description: 'a list of SLOs' }),
});

/** What is the same in files and resources, in the words of resources. */
export interface SloSpec {
  readonly name: string;
  readonly description?: string;
  readonly objective: number;
  readonly labels?: Texts;
  readonly infoLabels?: Texts;
  readonly interval?: unknown;
  readonly plugins?: unknown;
  readonly sli: {
    readonly events?: Readonly<Record<string, string>>;
    readonly raw?: Readonly<Record<string, string>>;
    readonly plugin?: { readonly id: string; readonly options?: unknown };
  };
  readonly alerting?: AlertingSpec | null;
}

/** The alerts of an SLO; those of a severity stand under the name that the form of the file has for them. */
export interface AlertingSpec {
  readonly name?: string;
  readonly labels?: Texts;
  readonly annotations?: Texts;
  readonly [severity: string]: unknown;
}

/** Kubernetes' own, of which the name, the namespace, labels and annotations are a person's words. */
const Metadata = Type.Object(
  {
    name: Type.Optional(Type.String({ description: 'the resource’s name' })),
    namespace: Type.Optional(Type.String({ description: 'its namespace' })),
    labels: Type.Optional(anything('labels of the resource')),
    annotations: Type.Optional(anything('annotations of the resource')),
  },
  { description: 'name, namespace, labels, annotations' },
);

const resource = (fields: FieldNames) =>
  Type.Object(
    {
      apiVersion: Type.String(),
      kind: Type.String(),
      metadata: Type.Optional(Metadata),
      spec: Type.Object(service(fields), { ...closed, description: 'service, labels, slos' }),
      status: Type.Optional(anything('what the cluster writes')),
    },
    { ...closed, description: 'a PrometheusServiceLevel' },
  );

const file = Type.Object(
  { version: Type.String(), ...service(FILE_FIELDS) },
  { ...closed, description: 'version, service, labels, slos' },
);

/** The JSON Schema of what sloth reads; what is held against it is `{file: document}`. */
export const slothSchema = Type.Object(
  {
    file: Type.Optional(file),
    resource: Type.Optional(resource(RESOURCE_FIELDS)),
    'former resource': Type.Optional(resource(FILE_FIELDS)),
    windows: Type.Optional(alertWindowsSchema),
  },
  closed,
);
