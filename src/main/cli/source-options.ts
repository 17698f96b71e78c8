import type { PrometheusOptions, Secret } from '../../adapters/prometheus/options.js';
import type { RulerOptions } from '../../adapters/ruler/ruler-client.js';
import type { SourceAddress } from '../../cli/context.js';
import { UsageError } from '../../cli/exit-codes.js';
import { SECOND } from '../../core/time/duration.js';
import type { Environment } from '../config/settings.js';

const TIMEOUT_MS = 30 * SECOND;
const TOKEN = 'FIREBREAK_PROMETHEUS_BEARER_TOKEN';
const RULER_TOKEN = 'FIREBREAK_RULER_BEARER_TOKEN';

/** How a command asks a Prometheus: what its flags say, with the environment's token. */
export function sourceOptions(
  { url, headers }: SourceAddress,
  env: Environment,
  readText: (path: string) => string,
): PrometheusOptions {
  const token = readToken(TOKEN, env, readText);
  const given = Object.entries(headers).map(([name, text]) => [name, { text }] as const);
  return {
    url,
    timeoutMs: TIMEOUT_MS,
    headers: Object.fromEntries(given),
    ...(token ? { credentials: { kind: 'bearer', token } } : {}),
  };
}

/** How a command speaks to a ruler, likewise; it may be another place with another token. */
export function rulerOptions(
  { url, headers }: SourceAddress,
  env: Environment,
  readText: (path: string) => string,
): RulerOptions {
  const token = readToken(RULER_TOKEN, env, readText);
  return {
    url,
    timeoutMs: TIMEOUT_MS,
    headers: { ...headers, ...(token ? { authorization: `Bearer ${token.text}` } : {}) },
  };
}

function readToken(
  variable: string,
  env: Environment,
  readText: (path: string) => string,
): Secret | undefined {
  const text = env[variable] || undefined;
  const file = env[`${variable}_FILE`] || undefined;
  if (text !== undefined && file !== undefined)
    throw new UsageError(`${variable} and ${variable}_FILE are both set`);
  if (file === undefined) return text === undefined ? undefined : { text };
  try {
    const content = readText(file).trim();
    if (content !== '') return { text: content, file };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${variable}_FILE cannot be read: ${why}`);
  }
  throw new UsageError(`${variable}_FILE: ${file} is empty`);
}
