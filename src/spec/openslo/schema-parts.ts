import Type, { type Static, type TProperties, type TSchema } from 'typebox';

export const closed = { additionalProperties: false } as const;

/** A part of the schema that several kinds share: written once under `$defs`, which keeps the compiled check small. */
export const shared = <Part extends TSchema>(key: string, _part: Part) =>
  Type.Unsafe<Static<Part>>({ $ref: `#/$defs/${key}` });

/** The specification's limit. */
const LONGEST_DESCRIPTION = 1050;

export const Description = Type.Optional(
  Type.String({
    maxLength: LONGEST_DESCRIPTION,
    description: 'what it is, in words (at most 1050 characters)',
  }),
);

export const name = (description: string) => Type.String({ description, minLength: 1, maxLength: 255 });

/** A list may be left empty in YAML (`alertPolicies:` and nothing after it). */
export const listOrNothing = <Item extends TSchema>(items: Item, description: string, more: object = {}) =>
  Type.Unsafe<readonly Static<Item>[] | null>({ type: ['array', 'null'], items, description, ...more });

export const Operator = Type.Unsafe<'lt' | 'lte' | 'gt' | 'gte'>({
  enum: ['lt', 'lte', 'gt', 'gte'],
  description: 'lt, lte, gt or gte',
});

const text = { type: ['string', 'number', 'boolean'], maxLength: 2000 };

export const Metadata = Type.Object(
  {
    name: name('the name by which others refer to it'),
    displayName: Type.Optional(Type.String({ maxLength: 500, description: 'the name as people read it' })),
    labels: Type.Optional(
      Type.Unsafe<Readonly<Record<string, Scalar | readonly Scalar[]>> | null>({
        type: ['object', 'null'],
        description: 'a map of name: value, or of name: [values]',
        additionalProperties: {
          type: [...text.type, 'array'],
          maxLength: text.maxLength,
          items: { ...text, description: 'a text' },
          description: 'a text, or a list of texts',
        },
      }),
    ),
    annotations: Type.Optional(
      Type.Unsafe<Readonly<Record<string, Scalar>> | null>({
        type: ['object', 'null'],
        description: 'a map of name: value',
        additionalProperties: { ...text, description: 'a text' },
      }),
    ),
  },
  { ...closed, description: 'name, displayName, labels, annotations' },
);
export type MetadataSpec = Static<typeof Metadata>;

type Scalar = string | number | boolean;

/** An object as a document of its own. */
export const topLevel = <Spec extends TSchema>(apiVersion: string, kind: string, spec: Spec) =>
  Type.Object(
    {
      apiVersion: Type.Unsafe<string>({ const: apiVersion, description: apiVersion }),
      kind: Type.Unsafe<string>({ const: kind, description: kind }),
      metadata: shared('Metadata', Metadata),
      spec,
    },
    { ...closed, description: `a ${kind}` },
  );

/** An object written where another one needs it. */
export const inlineProperties = <Spec extends TSchema>(kind: string, spec: Spec) =>
  ({
    apiVersion: Type.Optional(Type.Unsafe<string>({ const: 'openslo/v1', description: 'openslo/v1' })),
    kind: Type.Optional(Type.Unsafe<string>({ const: kind, description: kind })),
    metadata: shared('Metadata', Metadata),
    spec,
  }) satisfies TProperties;

/** An object written in place. */
export interface Inline<Spec> {
  readonly metadata: MetadataSpec;
  readonly spec: Spec;
}

/**
 * A list's item that either refers to an object or is one: which of the two is checked by who reads it, so that the message speaks of
 * that one alone.
 */
export const referenceOrInline = <Spec extends TSchema>(
  field: string,
  kind: string,
  spec: Spec,
  more: TProperties = {},
) =>
  Type.Unsafe<ReferenceOrInline<Static<Spec>>>({
    type: ['string', 'object'],
    minLength: 1,
    description: `${field}: the name of an ${kind}, or one written in place (kind, metadata, spec)`,
    properties: {
      [field]: name(`the name of an ${kind}`),
      ...inlineProperties(kind, spec),
      ...more,
    },
    additionalProperties: false,
  });

export type ReferenceOrInline<Spec> = string | (Readonly<Record<string, unknown>> & Partial<Inline<Spec>>);
