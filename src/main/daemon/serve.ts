import { createLog, LOG_LEVELS } from '../../adapters/log/pino-log.js';
import { FirebreakError } from '../../core/errors.js';
import { type Paint, reportText } from '../../spec/report/text.js';
import type { Environment, SettingsFlags } from '../config/settings.js';
import { logCrashes } from './crash.js';
import { errorsOf, type InputPlaces, type Inputs, loadInputs } from './load-inputs.js';
import { keepHeapLean } from './lean-heap.js';
import { compileAtFirstCall } from './ready-code.js';
import { SecretKeeper } from './secret-keeper.js';
import { type Daemon, startDaemon } from './start-daemon.js';

export interface ServeRequest extends SettingsFlags {
  readonly config?: string;
  readonly logLevel?: string;
}

interface Console {
  readonly env: Environment;
  readonly version: string;
  readonly writeError: (text: string) => void;
  readonly paint: Paint;
}

/** Runs the daemon until SIGTERM or SIGINT (a second one ends it at once); SIGHUP reloads. Resolves to the exit code. */
export async function serve(request: ServeRequest, surroundings: Console): Promise<number> {
  // Whatever signal comes while the daemon starts is not lost.
  const signals = watchSignals();
  try {
    return await startAndRun(request, surroundings, signals);
  } catch (error) {
    if (!(error instanceof FirebreakError)) throw error;
    surroundings.writeError(`firebreak: ${error.message}\n`);
    return 1;
  } finally {
    signals.forget();
  }
}

async function startAndRun(
  { config, logLevel, ...flags }: ServeRequest,
  { env, version, writeError, paint }: Console,
  signals: Signals,
): Promise<number> {
  const level = LOG_LEVELS.find((each) => each === (logLevel ?? env.FIREBREAK_LOG_LEVEL)) ?? 'info';
  const secrets = new SecretKeeper();
  const log = secrets.log(createLog(level));
  logCrashes(log, process);
  const configPath = config ?? (env.FIREBREAK_CONFIG || undefined);
  const places: InputPlaces = { configPath, workFolder: process.cwd(), env, flags };
  keepHeapLean();
  compileAtFirstCall();
  const inputs = await loadInputs(places);
  if (inputs.problems.length > 0) writeError(reportText(inputs.problems, inputs.files, paint));
  const { settings } = inputs;
  if (!settings || nothingToWatch(inputs)) {
    writeError(
      `${settings ? 'no sound SLO was found: there is nothing to watch' : 'the configuration is broken'}; the daemon does not start\n`,
    );
    return 1;
  }
  const stopping = abortedBy(signals.told);
  const daemon = await startDaemon(settings, inputs, places, { log, version, secrets, stopping });
  await runUntilTold(daemon, signals, (signal) => log.info('stopping', { signal }));
  await daemon.stop();
  log.info('stopped');
  return 0;
}

function abortedBy(event: Promise<unknown>): AbortSignal {
  const controller = new AbortController();
  void event.then(() => controller.abort());
  return controller.signal;
}

/** With errors and without a single sound SLO; an empty folder is none of both and is told by the page. */
function nothingToWatch(inputs: Inputs): boolean {
  return inputs.slos.length + inputs.templates.length === 0 && errorsOf(inputs).length > 0;
}

interface Signals {
  onReload: () => void;
  /** A reload was asked for before there was a daemon to do it. */
  readonly reloadPending: boolean;
  readonly told: Promise<string>;
  forget(): void;
}

function watchSignals(): Signals {
  let tell: (signal: string) => void = () => undefined;
  let pending = false;
  const signals: Signals = {
    onReload: () => {
      pending = true;
    },
    get reloadPending() {
      return pending;
    },
    told: new Promise((resolve) => {
      tell = resolve;
    }),
    forget() {
      for (const [name, handler] of handlers) process.off(name, handler);
    },
  };
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => () => {
    // What was stored is safe at any instant, so whoever insists need not wait for a Prometheus that hangs.
    if (stopping) process.exit(1);
    stopping = true;
    tell(signal);
  };
  const handlers: readonly (readonly [NodeJS.Signals, () => void])[] = [
    ['SIGTERM', stop('SIGTERM')],
    ['SIGINT', stop('SIGINT')],
    ['SIGHUP', () => signals.onReload()],
  ];
  for (const [name, handler] of handlers) process.on(name, handler);
  return signals;
}

async function runUntilTold(
  daemon: Daemon,
  signals: Signals,
  stopping: (signal: string) => void,
): Promise<void> {
  signals.onReload = () => daemon.reload('SIGHUP');
  if (signals.reloadPending) signals.onReload();
  stopping(await signals.told);
}
