import type { Path } from '../../spec/source-document.js';
import type { ConfigProblems } from './config-problems.js';
import type { ConfigSources } from './config-sources.js';
import { pemReader } from './read-pem.js';
import type { TlsSpec } from './schema-parts.js';

/** How a server is trusted, and what is shown to it; certificates and keys as PEM. */
interface TlsFiles {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly serverName?: string;
  readonly insecureSkipVerify: boolean;
}

/**
 * Reads what a server is trusted by; files that cannot be read, or do not fit together, are in `problems`.
 * @param section where `spec` stands in the file
 */
export function readTls(
  spec: TlsSpec | undefined,
  section: Path,
  sources: ConfigSources,
  problems: ConfigProblems,
): TlsFiles | undefined {
  if (!spec) return undefined;
  if ((spec.cert_file === undefined) !== (spec.key_file === undefined)) {
    const missing = spec.cert_file === undefined ? 'cert_file' : 'key_file';
    return problems.at(section, `"${missing}" is missing`, 'a certificate and its key go together');
  }
  const pem = pemReader(section, sources, problems);
  const ca = pem.file('ca_file', spec.ca_file);
  const cert = pem.file('cert_file', spec.cert_file);
  const key = pem.file('key_file', spec.key_file);
  pem.authorities('ca_file', ca);
  pem.pair('key_file', cert, key);
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(spec.server_name === undefined ? {} : { serverName: spec.server_name }),
    insecureSkipVerify: spec.insecure_skip_verify ?? false,
  };
}
