import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { addressOf, reservePort } from '../../src/main/demo/checkout-service.js';
import { runToEnd } from '../../src/main/demo/programs.js';
import { eventually } from './live-stage.js';

/** Writes samples of the past, in OpenMetrics' lines, into the folder's blocks. */
export async function loadHistory(folder: string, lines: readonly string[]): Promise<void> {
  const file = join(folder, 'history.om');
  await writeFile(file, [...lines, '# EOF', ''].join('\n'));
  await runToEnd('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, join(folder, 'data')]);
}

/** A real Prometheus over what was loaded, which scrapes nothing and evaluates the rules of the folder (`*.rules.yaml`). */
export async function startPastPrometheus(folder: string, ...flags: readonly string[]): Promise<string> {
  const reserved = await reservePort();
  const address = addressOf(reserved);
  await new Promise((resolve) => reserved.close(resolve));
  const config = 'global: {scrape_interval: 1h}\nrule_files: ["*.rules.yaml"]\n';
  await writeFile(join(folder, 'prometheus.yml'), config);
  const prometheus = spawn(
    'prometheus',
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=${address}`,
      '--log.level=error',
      ...flags,
    ],
    { stdio: 'ignore' },
  );
  onTestFinished(async () => {
    const exited = once(prometheus, 'exit');
    prometheus.kill('SIGKILL');
    await exited;
  });
  const url = `http://${address}`;
  const look = () =>
    fetch(`${url}/-/ready`).then(
      ({ status }) => status,
      () => 0,
    );
  await eventually('Prometheus is ready', 60, look, (status) => status === 200);
  return url;
}

/** Runs the built command to its end. */
export async function firebreak(...args: string[]) {
  const child = spawn(process.execPath, ['dist/main/firebreak.js', ...args], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    written.stderr += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...written };
}

export function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** What tests read of `backtest --output json`. */
export interface BacktestReport {
  readonly slos: readonly {
    readonly id: string;
    readonly candidates: readonly {
      readonly events: { readonly bad: number; readonly total: number; readonly coverage: number };
      readonly alerts: readonly {
        readonly severity: string;
        readonly openedAt: string;
        readonly closedAt: string | null;
        readonly failingSince: string;
        readonly failedUntil: string;
      }[];
    }[];
  }[];
  readonly scores: readonly unknown[];
}
