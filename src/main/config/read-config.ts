import { resolve } from 'node:path';
import type { PrometheusOptions } from '../../adapters/prometheus/options.js';
import { namesSecret } from '../../core/hide-secrets.js';
import { DEFAULT_INCIDENT_POLICY } from '../../core/incident/policy.js';
import { NO_PLAN } from '../../core/oncall/plan.js';
import { DAY, formatDuration, MINUTE, parseDuration, SECOND } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import type { EngineConfig } from '../../engine/engine-config.js';
import type { Problem } from '../../spec/problem.js';
import type { Path } from '../../spec/source-document.js';
import { ConfigProblems } from './config-problems.js';
import type { ConfigSources } from './config-sources.js';
import { evenInterval, intervalMend } from './even-interval.js';
import { readInbound } from './inbound/read-inbound.js';
import { readLastResort } from './last-resort.js';
import { readLinks } from './links.js';
import { readHeartbeat } from './read-heartbeat.js';
import { readHttp } from './read-http.js';
import { readPrometheus } from './read-prometheus.js';
import { secretReader } from './read-secret.js';
import { readStore } from './read-store.js';
import { readReceivers } from './receivers/read-receivers.js';
import { readRollbackHooks } from './rollback-hooks.js';
import { readRooms } from './rooms.js';
import { readRoutes } from './routes.js';
import { readStatusPages } from './status-pages.js';
import type { ConfigFile } from './schema.js';
import type { Environment, Settings } from './settings.js';

export interface ReadConfig {
  /** Undefined when anything is wrong. */
  readonly settings: Settings | undefined;
  /** With settings nothing but warnings. */
  readonly problems: readonly Problem[];
  /** What only other files show to be wrong with a value of this one. */
  readonly place: PlaceInConfig;
}

/** Where a value stands in the configuration, with the words to say of it; undefined without a file. */
export type PlaceInConfig = (
  path: Path,
  said: Pick<Problem, 'code' | 'severity' | 'message' | 'mend'>,
) => Problem | undefined;

/** The daemon's settings, each from its flag, else its variable, else the file, else its default; or everything that is wrong. */
export function readConfig(sources: ConfigSources): ReadConfig {
  const problems = new ConfigProblems();
  const place: PlaceInConfig = (path, said) => problems.place(path, said);
  const file = sources.file ? problems.readFile(sources.file) : {};
  if (!file) return { settings: undefined, problems: problems.list, place };
  const settings = readSettings(file, sources, problems);
  return problems.list.length > 0
    ? { settings: undefined, problems: inOrder(problems.list, sources.file), place }
    : { settings, problems: inOrder(problems.warnings, sources.file), place };
}

/** As they stand in the file; variables and flags after it. */
function inOrder(problems: readonly Problem[], file: ConfigSources['file']): Problem[] {
  const rank = (problem: Problem) => (problem.file === file?.path ? 0 : 1);
  return [...problems].sort(
    (a, b) => rank(a) - rank(b) || (rank(a) === 0 ? a.line - b.line || a.column - b.column : 0),
  );
}

function readSettings(file: ConfigFile, sources: ConfigSources, problems: ConfigProblems): Settings {
  const { env, flags } = sources;
  const secrets: string[] = [];
  const secret = secretReader(sources, problems, (found) => secrets.push(found));
  const fromFile = (path: string) => resolve(sources.fileFolder, path);
  const receivers = readReceivers(file.receivers ?? [], { secret, fromFile, problems });
  const specs =
    flags.specs?.map((path) => resolve(sources.workFolder, path)) ??
    (file.specs ?? ['slo-specs']).map(fromFile);
  const prometheus = readPrometheus(file.prometheus ?? {}, sources, secret, problems);
  return {
    specs,
    onCall: (file.on_call ?? []).map(fromFile),
    incidentPolicy: file.incident_policy === undefined ? undefined : fromFile(file.incident_policy),
    store: readStore(file.store ?? {}, sources, secret, problems),
    retention: {
      messages: duration(file.retention, ['retention'], 90 * DAY, problems),
      incidents: duration(file.incidents?.retention, ['incidents', 'retention'], 400 * DAY, problems),
    },
    prometheus: {
      ...prometheus,
      timeoutMs: duration(file.prometheus?.timeout, ['prometheus', 'timeout'], 10 * SECOND, problems),
    },
    counts: file.prometheus?.counts ?? 'raw',
    engine: readEngine(file, env, receivers, problems),
    http: readHttp(file.http ?? {}, sources, secret, problems),
    links: readLinks(file.links, prometheus.url),
    receivers,
    heartbeat: readHeartbeat(file.heartbeat, receivers, sources, secret, problems),
    inbound: readInbound(file.inbound ?? {}, { env, secret, problems }),
    // Last: by now all of them have been read.
    secrets: [...secrets, ...secretHeaders(prometheus)],
  };
}

/** Header values that are given in place, and what a user's name and password become on the wire. */
function secretHeaders({ credentials, headers = {} }: Omit<PrometheusOptions, 'timeoutMs'>): string[] {
  const named = Object.entries(headers).filter(([name]) => namesSecret(name));
  const pair = credentials?.kind === 'basic' ? [`${credentials.username}:${credentials.password.text}`] : [];
  return [...named.map(([, { text }]) => text), ...pair.map((text) => Buffer.from(text).toString('base64'))];
}

function readEngine(
  file: ConfigFile,
  env: Environment,
  receivers: Settings['receivers'],
  problems: ConfigProblems,
): EngineConfig {
  const { evaluation = {}, gate = {} } = file;
  const interval = readInterval(evaluation.interval, env, problems);
  const staleAfter = duration(
    evaluation.stale_after,
    ['evaluation', 'stale_after'],
    Math.max(150 * SECOND, 5 * interval),
    problems,
  );
  if (staleAfter < 2 * interval) {
    problems.at(
      ['evaluation', 'stale_after'],
      `stale after ${formatDuration(staleAfter)} is shorter than two evaluations`,
      `use at least ${formatDuration(2 * interval)}`,
    );
  }
  const severity = evaluation.blind_severity ?? 'ticket';
  const names = problems.namesIn('receivers');
  const rollbackHooks = readRollbackHooks(file.incidents?.rollback ?? {}, receivers, names, problems);
  const hooks = [...rollbackHooks.values()];
  return {
    evaluationInterval: interval,
    staleAfter,
    blind: {
      after: duration(evaluation.blind_after, ['evaluation', 'blind_after'], 15 * MINUTE, problems),
      severity: severity === 'none' ? undefined : severity,
    },
    gate: { onUnknown: gate.on_unknown ?? 'unknown', advisoryEnvironments: gate.advisory_environments ?? [] },
    minCoverage: gate.min_coverage ?? 0.5,
    monitorFor: duration(file.incidents?.monitor_for, ['incidents', 'monitor_for'], 15 * MINUTE, problems),
    // Both are read from files of their own, once it is known where they are.
    incidents: DEFAULT_INCIDENT_POLICY,
    onCall: NO_PLAN,
    rooms: readRooms(file.incidents?.rooms ?? [], receivers, names, problems),
    rollbackHooks,
    // What rolls back is no pager: without routes it hears of no alert.
    routes: file.routes
      ? readRoutes(file.routes, names, problems)
      : readRoutes(
          [],
          names.filter((name) => !hooks.includes(name)),
          problems,
        ),
    lastResort: readLastResort(file.last_resort, receivers, names, problems),
    statusPages: readStatusPages(file.status_pages ?? [], problems),
    externalUrl: file.http?.external_url,
    ...(file.watchdog && {
      watchdog: {
        alertname: file.watchdog.alertname ?? 'Watchdog',
        within: readWithin(file.watchdog.within, interval, problems),
      },
    }),
  };
}

/** Two looks at least: one that fails, or comes late, is no proof. */
function readWithin(given: string | undefined, interval: number, problems: ConfigProblems): number {
  const within = duration(given, ['watchdog', 'within'], Math.max(2 * MINUTE, 3 * interval), problems);
  if (within < 2 * interval) {
    problems.at(
      ['watchdog', 'within'],
      `${formatDuration(within)} is shorter than two looks, which are taken with every evaluation`,
      `use at least ${formatDuration(2 * interval)}`,
    );
  }
  return within;
}

function readInterval(given: string | undefined, env: Environment, problems: ConfigProblems): number {
  const fromEnv = env.FIREBREAK_EVALUATION_INTERVAL || undefined;
  const ms = evenInterval(fromEnv ?? given ?? '30s');
  if (ms !== undefined) return ms;
  const message = `"${fromEnv ?? given ?? ''}" cannot be an interval`;
  const mend = intervalMend(fromEnv ?? given ?? '');
  if (fromEnv === undefined) problems.at(['evaluation', 'interval'], message, mend);
  else problems.in('FIREBREAK_EVALUATION_INTERVAL', message, mend);
  return 30 * SECOND;
}

function duration(
  given: string | undefined,
  path: Path,
  otherwise: number,
  problems: ConfigProblems,
): number {
  if (given === undefined) return otherwise;
  const ms = parseDuration(given);
  if (ms !== undefined) return ms;
  problems.at(path, `"${given}" is no duration`, durationMend(given, 'write 30s, 5m, 1h or 90d'));
  return otherwise;
}
