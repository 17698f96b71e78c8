export type Json = Readonly<Record<string, unknown>>;

export const text: Json = { type: 'string' };
export const number: Json = { type: 'number' };
export const whole: Json = { type: 'integer' };
export const flag: Json = { type: 'boolean' };
export const instant: Json = { type: 'string', format: 'date-time' };
export const maybe = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] });
export const oneOf = (...words: string[]): Json => ({ enum: words });
export const array = (items: Json): Json => ({ type: 'array', items });
export const map = (values: Json): Json => ({ type: 'object', additionalProperties: values });

export function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

export function listOf(field: string, name: string): Json {
  return object({ [field]: array(reference(name)) });
}

/** Every field is always there. */
export function object(properties: Readonly<Record<string, Json>>, optional: readonly string[] = []): Json {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: false,
  };
}
