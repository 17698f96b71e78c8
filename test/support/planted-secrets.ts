/** A JSON Schema, as far as these tests look at it. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly propertyNames?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly writeOnly?: boolean;
  readonly description?: string;
}

/** A field of the configuration: names from the root; `*` stands for every item of a list, and for every name of a map. */
export type Field = readonly string[];

/** Every field with its schema. */
export function fieldsOf(schema: unknown, at: Field = []): (readonly [Field, Schema])[] {
  const { properties = {}, additionalProperties, items } = schema as Schema;
  const inner = [
    ...Object.entries(properties),
    ...(typeof additionalProperties === 'object' ? [['*', additionalProperties] as const] : []),
    ...(items ? [['*', items] as const] : []),
  ];
  return inner.flatMap(([name, each]) => [[[...at, name], each] as const, ...fieldsOf(each, [...at, name])]);
}

/** The secret that is planted in a field; one that has to be a URL is one. */
export function plantedIn(field: Field, { pattern }: Schema, server: string): string {
  const text = plantedText(field);
  if (field.includes('postgres')) return `postgres://planted-user:${text}@127.0.0.1:1/firebreak`;
  return pattern?.startsWith('^https') ? `${server}/${text}?key=${text}` : text;
}

function plantedText(field: Field): string {
  return `planted-${field.filter((name) => name !== '*').join('-')}-0x5ecret`;
}

/** Text with other secrets in the place of planted ones, which nobody has learnt before. */
export function replanted(text: string): string {
  return text.replace(/planted-(?=[\w-]+-0x5ecret)/g, 'unheard-');
}

/** What of a planted secret would give it away. */
export function tracesOf(field: Field): readonly string[] {
  const text = plantedText(field);
  return [text, replanted(text), Buffer.from(`planted-user:${text}`).toString('base64')];
}

/** Something that the schema takes: required fields and, with `urls`, the addresses that lead to the server. */
export function sample(schema: Schema, server: string, urls = true): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    const kept = Object.entries(schema.properties).filter(
      ([name, each]) =>
        schema.required?.includes(name) === true ||
        (urls ? leadsOut(name, each) : name === 'allow_private_addresses'),
    );
    return Object.fromEntries(kept.map(([name, each]) => [name, sample(each, server, urls)]));
  }
  if (schema.anyOf?.[0]) return sample(schema.anyOf[0], server, urls);
  if (typeof schema.additionalProperties === 'object') {
    if (schema.minProperties === undefined) return {};
    const name = sample(schema.propertyNames ?? {}, server, urls);
    return { [String(name)]: sample(schema.additionalProperties, server, urls) };
  }
  if (schema.items) return [sample(schema.items, server, urls)];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'number' || schema.type === 'integer') return 1;
  if (schema.pattern?.startsWith('^https')) return server;
  const { pattern = '' } = schema;
  return ['planted-user', 'C0123ABCD', 'a@example.org', 'planted/name'].find((text) =>
    new RegExp(pattern).test(text),
  );
}

/** Without these the daemon would call the real vendor. */
function leadsOut(name: string, { pattern, writeOnly }: Schema): boolean {
  return name === 'allow_private_addresses' || (pattern?.startsWith('^https') === true && writeOnly !== true);
}

export type { Schema };
