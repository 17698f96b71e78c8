import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Log } from '../../src/engine/ports.js';
import { type InputPlaces, loadInputs } from '../../src/main/daemon/load-inputs.js';
import { SecretKeeper } from '../../src/main/daemon/secret-keeper.js';
import { type Daemon, startDaemon } from '../../src/main/daemon/start-daemon.js';

const SMALL_SPEC = `service: shop
slis:
  good: {metric: 'sum(rate(http_requests_total{code!~"5.."}[5m])) / sum(rate(http_requests_total[5m]))'}
slos:
  - {sli: good, target: 99%, window: 30d}
`;

/** A daemon in this process, in a folder of its own; its Prometheus is away unless the configuration names one. */
export interface SmallDaemon extends Daemon {
  readonly folder: string;
  /** What was logged, oldest first. */
  readonly logged: readonly {
    readonly level: keyof Log;
    readonly message: string;
    readonly fields: unknown;
  }[];
}

interface Watching {
  /** Ends a start that waits for something. */
  readonly stopping: AbortSignal;
  /** Is told each line of the log at once. */
  readonly onLine: (line: SmallDaemon['logged'][number]) => void;
}

/**
 * Starts it until the test ends.
 * @param config firebreak.yaml; it listens on a free port of loopback
 * @param prepare puts more files into the folder
 */
export async function startSmallDaemon(
  config: string,
  prepare: (folder: string) => void = () => undefined,
  watching: Watching = { stopping: new AbortController().signal, onLine: () => undefined },
): Promise<SmallDaemon> {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-daemon-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const spec = join(folder, 'slo-specs/shop.yaml');
  mkdirSync(dirname(spec));
  writeFileSync(spec, SMALL_SPEC);
  prepare(folder);
  const configPath = join(folder, 'firebreak.yaml');
  writeFileSync(configPath, config);
  const flags = {
    listen: '127.0.0.1:0',
    ...(config.includes('prometheus:') ? {} : { prometheus: 'http://127.0.0.1:1' }),
  };
  const places: InputPlaces = { configPath, workFolder: folder, env: {}, flags };
  const inputs = await loadInputs(places);
  if (!inputs.settings) throw new Error(JSON.stringify(inputs.problems));
  const logged: { level: keyof Log; message: string; fields: unknown }[] = [];
  const note = (level: keyof Log) => (message: string, fields?: unknown) => {
    const line = { level, message, fields };
    logged.push(line);
    watching.onLine(line);
  };
  const secrets = new SecretKeeper();
  const log = secrets.log({
    debug: note('debug'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
  });
  const daemon = await startDaemon(inputs.settings, inputs, places, {
    log,
    version: '0.0.0-test',
    secrets,
    stopping: watching.stopping,
  });
  onTestFinished(() => daemon.stop());
  return { ...daemon, folder, logged };
}
