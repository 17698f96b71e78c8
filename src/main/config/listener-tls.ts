import { resolve } from 'node:path';
import Type, { type Static } from 'typebox';
import type { ConfigSources } from './config-sources.js';
import { pemReader } from './read-pem.js';
import type { Doubts } from './reading.js';
import { closed, text } from './schema-parts.js';
import type { ServedTls } from './settings.js';

export const ListenerTls = Type.Object(
  {
    cert_file: text('a PEM file of the certificate, with those between it and its authority'),
    key_file: text('a PEM file of that certificate’s key'),
    client_ca_file: Type.Optional(
      text('a PEM file of authorities: then only clients with a certificate of theirs are served'),
    ),
  },
  { ...closed, description: 'serves HTTPS; the files are read again at every reload' },
);

/** The listener's certificates; files that cannot be read, or do not fit together, are in `problems`. */
export function readListenerTls(
  spec: Static<typeof ListenerTls> | undefined,
  sources: ConfigSources,
  problems: Doubts,
): ServedTls | undefined {
  if (!spec) return undefined;
  const pem = pemReader(['http', 'tls'], sources, problems);
  const cert = pem.file('cert_file', spec.cert_file);
  const key = pem.file('key_file', spec.key_file);
  const clientCa = pem.file('client_ca_file', spec.client_ca_file);
  pem.pair('key_file', cert, key);
  pem.authorities('client_ca_file', clientCa);
  if (cert === undefined || key === undefined) return undefined;
  const names = [spec.cert_file, spec.key_file, spec.client_ca_file ?? []].flat();
  return { cert, key, clientCa, files: names.map((name) => resolve(sources.fileFolder, name)) };
}
