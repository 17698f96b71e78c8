import { resolve } from 'node:path';
import type { Credentials, PrometheusOptions, Secret } from '../../adapters/prometheus/options.js';
import { headerFault, urlFault } from '../../core/prometheus-address.js';
import type { Path } from '../../spec/source-document.js';
import type { ConfigProblems } from './config-problems.js';
import type { ConfigSources } from './config-sources.js';
import type { ReadSecret } from './reading.js';
import { readTls } from './read-tls.js';
import type { PrometheusSpec } from './schema-prometheus.js';

const SECTION = ['prometheus'] as const;
const TOKEN_VARIABLE = 'FIREBREAK_PROMETHEUS_BEARER_TOKEN';

/** What the questions themselves say. */
const OUR_PARAMS = ['query', 'time', 'start', 'end', 'step'];

/** Where Prometheus is and how to ask it; what is wrong with it is in `problems`. */
export function readPrometheus(
  spec: PrometheusSpec,
  sources: ConfigSources,
  secret: ReadSecret,
  problems: ConfigProblems,
): Omit<PrometheusOptions, 'timeoutMs'> {
  const read = secretWithFile(sources, secret);
  const url = readUrl(spec, sources, problems);
  const credentials = readCredentials(spec, sources, read, problems);
  const tls = readTls(spec.tls, [...SECTION, 'tls'], sources, problems);
  if (tls && !url.startsWith('https://')) {
    problems.at(
      [...SECTION, 'tls'],
      'the URL is http, where there is no TLS',
      'write https://, or leave tls out',
    );
  }
  const headers = readHeaders(spec, read, problems);
  const authorization = Object.keys(headers).find((name) => name.toLowerCase() === 'authorization');
  if (credentials && authorization !== undefined) {
    problems.at(SECTION, `${authorization} is given twice`, 'keep the credentials or the header');
  }
  return {
    url,
    method: spec.method ?? 'POST',
    ...(credentials ? { credentials } : {}),
    ...(tls ? { tls } : {}),
    headers,
    params: readParams(spec, problems),
  };
}

function readUrl(spec: PrometheusSpec, { env, flags }: ConfigSources, problems: ConfigProblems): string {
  const fromEnv = env.FIREBREAK_PROMETHEUS_URL || undefined;
  const url = flags.prometheus ?? fromEnv ?? spec.url ?? 'http://127.0.0.1:9090';
  const fault = urlFault(url);
  if (!fault) return url;
  if (flags.prometheus !== undefined) problems.in('--prometheus', fault.message, fault.mend);
  else if (fromEnv !== undefined) problems.in('FIREBREAK_PROMETHEUS_URL', fault.message, fault.mend);
  else problems.at([...SECTION, 'url'], fault.message, fault.mend);
  return url;
}

type ReadSecretWithFile = (
  given: { readonly text: string | undefined; readonly file: string | undefined },
  path: Path,
  field: string,
) => Secret | undefined;

/** Remembers the file that a secret came from. */
function secretWithFile({ fileFolder }: ConfigSources, secret: ReadSecret): ReadSecretWithFile {
  return (given, path, field) => {
    const text = secret(given, path, field);
    if (text === undefined) return undefined;
    return given.file ? { text, file: resolve(fileFolder, given.file) } : { text };
  };
}

function readCredentials(
  spec: PrometheusSpec,
  { env }: ConfigSources,
  read: ReadSecretWithFile,
  problems: ConfigProblems,
): Credentials | undefined {
  const token =
    read(
      { text: env[TOKEN_VARIABLE] || undefined, file: env[`${TOKEN_VARIABLE}_FILE`] || undefined },
      SECTION,
      TOKEN_VARIABLE,
    ) ?? read({ text: spec.bearer_token, file: spec.bearer_token_file }, SECTION, 'bearer_token');
  const basic = spec.basic_auth;
  if (!basic) return token && { kind: 'bearer', token };
  const path = [...SECTION, 'basic_auth'];
  if (token) return problems.at(path, 'a bearer token and basic_auth are both given', 'keep one of them');
  if (basic.password === undefined && basic.password_file === undefined) {
    return problems.at(path, '"password" is missing', 'add password or password_file');
  }
  const password = read({ text: basic.password, file: basic.password_file }, path, 'password');
  return password && { kind: 'basic', username: basic.username, password };
}

function readHeaders(
  spec: PrometheusSpec,
  read: ReadSecretWithFile,
  problems: ConfigProblems,
): Readonly<Record<string, Secret>> {
  const headers: Record<string, Secret> = {};
  const add = (name: string, value: Secret | undefined, path: Path) => {
    if (!value) return;
    const fault = headerFault(name, value.text);
    const twice = Object.keys(headers).some((other) => other.toLowerCase() === name.toLowerCase());
    if (fault) problems.at(path, fault.message, fault.mend);
    else if (twice) problems.at(path, `the header ${name} is given twice`, 'keep one of them');
    else headers[name] = value;
  };
  for (const [name, text] of Object.entries(spec.headers ?? {})) {
    add(name, { text }, [...SECTION, 'headers', name]);
  }
  for (const [name, file] of Object.entries(spec.header_files ?? {})) {
    const path = [...SECTION, 'header_files', name];
    add(name, read({ text: undefined, file }, path, name), path);
  }
  return headers;
}

function readParams(spec: PrometheusSpec, problems: ConfigProblems): Readonly<Record<string, string>> {
  const params = Object.entries(spec.params ?? {});
  for (const [name] of params.filter(([each]) => OUR_PARAMS.includes(each))) {
    problems.at([...SECTION, 'params', name], `every query has its own "${name}"`, 'leave it out');
  }
  return Object.fromEntries(params.map(([name, value]) => [name, String(value)]));
}
