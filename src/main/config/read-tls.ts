import type { TlsOptions } from '../../adapters/prometheus/options.js';
import type { ConfigProblems } from './config-problems.js';
import type { ConfigSources } from './config-sources.js';
import { pemReader } from './read-pem.js';
import type { PrometheusSpec } from './schema-prometheus.js';

const SECTION = ['prometheus', 'tls'] as const;

/** How an https URL is trusted; files that cannot be read, or do not fit together, are in `problems`. */
export function readTls(
  spec: PrometheusSpec['tls'],
  url: string,
  sources: ConfigSources,
  problems: ConfigProblems,
): TlsOptions | undefined {
  if (!spec) return undefined;
  if (!url.startsWith('https://')) {
    return problems.at(SECTION, 'the URL is http, where there is no TLS', 'write https://, or leave tls out');
  }
  if ((spec.cert_file === undefined) !== (spec.key_file === undefined)) {
    const missing = spec.cert_file === undefined ? 'cert_file' : 'key_file';
    return problems.at(SECTION, `"${missing}" is missing`, 'a certificate and its key go together');
  }
  const pem = pemReader(SECTION, sources, problems);
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
