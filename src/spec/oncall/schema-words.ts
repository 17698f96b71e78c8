import Type, { type Static, type TSchema } from 'typebox';

export const closed = { additionalProperties: false } as const;

const NAME = '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$';
export const name = (description: string) => Type.String({ description, minLength: 1, maxLength: 100 });
export const words = (description: string) => Type.String({ description, minLength: 1, maxLength: 500 });
export const duration = (description: string) =>
  Type.String({ description: `${description}, such as 5m or 1h` });

/** Things by their names. */
export function named<Value extends TSchema>(value: Value, description: string) {
  return Type.Unsafe<Readonly<Record<string, Static<Value>>>>({
    type: 'object',
    propertyNames: {
      pattern: NAME,
      description: 'use letters, digits, ".", "_" and "-", beginning with a letter or digit',
    },
    additionalProperties: value,
    maxProperties: 5000,
    description,
  });
}
