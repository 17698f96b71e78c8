import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { TlsOptions } from '../../adapters/prometheus/options.js';
import type { ConfigProblems } from './config-problems.js';
import type { ConfigSources } from './config-sources.js';
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
  const readPem = (field: 'ca_file' | 'cert_file' | 'key_file') => {
    const file = spec[field];
    if (file === undefined) return undefined;
    try {
      return sources.readSecretFile(resolve(sources.fileFolder, file));
    } catch (error) {
      return problems.at(
        [...SECTION, field],
        `${file} cannot be read: ${why(error)}`,
        'check the path and who may read it',
      );
    }
  };
  const [ca, cert, key] = [readPem('ca_file'), readPem('cert_file'), readPem('key_file')];
  check(problems, 'ca_file', 'the authorities are no PEM certificates', () => ca && new X509Certificate(ca));
  check(
    problems,
    'key_file',
    'the certificate and its key cannot be used',
    () => cert && key && createSecureContext({ cert, key }),
  );
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(spec.server_name === undefined ? {} : { serverName: spec.server_name }),
    insecureSkipVerify: spec.insecure_skip_verify ?? false,
  };
}

function check(problems: ConfigProblems, field: string, message: string, use: () => unknown): void {
  try {
    use();
  } catch (error) {
    problems.at([...SECTION, field], `${message}: ${why(error)}`, 'give PEM files that belong together');
  }
}

function why(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
