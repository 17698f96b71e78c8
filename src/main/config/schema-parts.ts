import Type from 'typebox';

/** What the sections of the configuration's schema are made of. */
export const closed = { additionalProperties: false } as const;

export const text = (description: string) => Type.String({ description, minLength: 1, maxLength: 4000 });
export const duration = (description: string) =>
  Type.String({ description: `${description}, such as 30s, 5m, 1h` });
export const httpUrl = (description: string) =>
  Type.String({ description: `${description}: an http or https URL`, pattern: '^https?://[^\\s/]+\\S*$' });
export const flag = (description: string) => Type.Boolean({ description: `${description}: true or false` });
export const name = (description: string) =>
  Type.String({
    description: `${description}: letters, digits, ".", "_" and "-"`,
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
  });
