import type { ReceiverConfig } from '../../adapters/notifiers/receiver-config.js';
import { MINUTE } from '../../core/time/duration.js';
import { suggestion } from '../../spec/closest.js';
import type { ConfigProblems } from './config-problems.js';
import type { ConfigSources } from './config-sources.js';
import { evenInterval, intervalMend } from './even-interval.js';
import type { ReadSecret } from './reading.js';
import { refusePrivate } from './receivers/place.js';
import type { HeartbeatSpec } from './schema-watch.js';
import type { HeartbeatSettings } from './settings.js';

const SECTION = ['heartbeat'] as const;
const VARIABLE = 'FIREBREAK_HEARTBEAT_URL';

/** Kinds that no person sees by themselves: a message every minute would wear people out. */
const QUIET: ReadonlySet<ReceiverConfig['kind']> = new Set(['webhook', 'file', 'stdout']);

/** Where heartbeats go, and what has to work before; undefined where none are wanted. What is wrong with it is in `problems`. */
export function readHeartbeat(
  given: HeartbeatSpec | undefined,
  receivers: readonly ReceiverConfig[],
  { env }: Pick<ConfigSources, 'env'>,
  secret: ReadSecret,
  problems: ConfigProblems,
): HeartbeatSettings | undefined {
  const fromEnv = { text: env[VARIABLE], file: env[`${VARIABLE}_FILE`] };
  if (!given && !fromEnv.text && !fromEnv.file) return undefined;
  const spec = given ?? {};
  const url =
    secret(fromEnv, SECTION, VARIABLE) ?? secret({ text: spec.url, file: spec.url_file }, SECTION, 'url');
  const every = readEvery(spec.every, problems);
  checkCanary(spec.canary, receivers, problems);
  if (url === undefined) {
    if (!fromEnv.file && spec.url_file === undefined)
      problems.at(SECTION, '"url" is missing', `add url or url_file, or set ${VARIABLE}`);
    return undefined;
  }
  const allowed = spec.allow_private_addresses ?? false;
  if (!/^https?:\/\/\S+$/.test(url)) {
    return problems.at(SECTION, 'the URL is no http or https URL', 'copy it from the page of the check');
  }
  // Only a URL that stands in the file: a host out of a secret would be told on.
  if (url === spec.url) refusePrivate(url, allowed, 'url', { path: SECTION, problems });
  return { url, every, canary: spec.canary, allowPrivateAddresses: allowed };
}

function readEvery(given: string | undefined, problems: ConfigProblems): number {
  if (given === undefined) return MINUTE;
  const ms = evenInterval(given);
  if (ms === undefined)
    problems.at([...SECTION, 'every'], `"${given}" cannot be an interval`, intervalMend(given));
  return ms ?? MINUTE;
}

function checkCanary(
  canary: string | undefined,
  receivers: readonly ReceiverConfig[],
  problems: ConfigProblems,
): void {
  if (canary === undefined) return;
  const at = [...SECTION, 'canary'];
  const names = problems.namesIn('receivers');
  if (!names.includes(canary)) {
    problems.at(at, `there is no receiver "${canary}"`, suggestion(canary, names));
    return;
  }
  const kind = receivers.find(({ name }) => name === canary)?.kind;
  if (kind === undefined || QUIET.has(kind)) return;
  problems.at(
    at,
    `"${canary}" (${kind}) is for people, and would get a message before each heartbeat`,
    `name a receiver of kind ${[...QUIET].join(', ')}`,
  );
}
