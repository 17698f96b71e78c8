import Type, { type Static } from 'typebox';

/** What the sections of the configuration's schema are made of. */
export const closed = { additionalProperties: false } as const;

export const text = (description: string) => Type.String({ description, minLength: 1, maxLength: 4000 });
/** Never shown: not in errors, not as a line of the file. */
export const secret = (description: string) =>
  Type.String({ description, minLength: 1, maxLength: 4000, writeOnly: true });
export const secretHttpUrl = (description: string) =>
  Type.String({ ...httpUrl(description), writeOnly: true });
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

export const receiverNames = (description: string) =>
  Type.Array(text('a receiver’s name'), { minItems: 1, description });

export const tls = (description: string) =>
  Type.Object(
    {
      ca_file: Type.Optional(text('a PEM file of the authorities that may vouch for the server')),
      cert_file: Type.Optional(text('a PEM file of the certificate to show')),
      key_file: Type.Optional(text('a PEM file of that certificate’s key')),
      server_name: Type.Optional(
        text('the name in the server’s certificate, when it is another than the one it is reached by'),
      ),
      insecure_skip_verify: Type.Optional(
        flag('take any certificate, whoever it is of (default false; not for production)'),
      ),
    },
    { ...closed, description },
  );
export type TlsSpec = Static<ReturnType<typeof tls>>;
