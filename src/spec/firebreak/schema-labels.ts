import Type, { type Static } from 'typebox';

export const closed = { additionalProperties: false } as const;

export const textOrNumber = (description: string) =>
  Type.Unsafe<string | number>({ type: ['string', 'number'], description });

const labels = (description: string) =>
  Type.Unsafe<Readonly<Record<string, string | number | boolean>>>({
    type: 'object',
    description: `${description}: a map of name: value`,
    propertyNames: {
      pattern: '^[A-Za-z_][A-Za-z0-9_.-]{0,99}$',
      description: 'letters, digits, "_", "-" and "."',
    },
    additionalProperties: {
      type: ['string', 'number', 'boolean'],
      maxLength: 500,
      description: 'the label’s value: a text',
    },
  });

export const Labels = labels('labels that travel into rules, alerts, pages and routes');

export const Annotations = Type.Unsafe<Readonly<Record<string, string>>>({
  type: 'object',
  description: 'words that stay with the SLO and become no labels: a map of name: text',
  additionalProperties: { type: 'string', maxLength: 2000, description: 'a text' },
});

const alerts = (severity: string) =>
  Type.Object(
    {
      labels: Type.Optional(labels(`labels of ${severity} alone, which routes can go by`)),
      annotations: Type.Optional(
        Type.Unsafe<Readonly<Record<string, string>>>({
          type: 'object',
          description: 'words for who reads the alert: a map of name: text',
          propertyNames: {
            pattern: '^[A-Za-z_][A-Za-z0-9_]{0,99}$',
            description: 'letters, digits and "_"',
          },
          additionalProperties: { type: 'string', maxLength: 2000, description: 'a text' },
        }),
      ),
    },
    { ...closed, description: `what ${severity} carry beside what the SLO says: labels, annotations` },
  );

export const AlertingSpec = Type.Object(
  { page: Type.Optional(alerts('pages')), ticket: Type.Optional(alerts('tickets')) },
  { ...closed, description: 'what only pages, or only tickets, carry: a map with page, ticket or both' },
);
export type AlertingSpec = Static<typeof AlertingSpec>;
