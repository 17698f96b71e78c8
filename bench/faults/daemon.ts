import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { endWithUs } from './end-with-us.js';

const PROGRAM = join(import.meta.dirname, '../../dist/main/firebreak.js');

export interface DaemonStatus {
  readonly lastCycleAt?: string;
  readonly lastCycleMs?: number;
  /** The SLOs that it judges itself. */
  readonly sloCount: number;
}

/** A daemon that is started and killed at will; its log goes to `<name>.log` in the folder. */
export class FaultyDaemon {
  private child: ChildProcess | undefined;

  constructor(
    private readonly folder: string,
    readonly name: string,
    readonly url: string,
    private readonly env: Readonly<Record<string, string>> = {},
  ) {}

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  start(): void {
    const log = openSync(join(this.folder, `${this.name}.log`), 'a');
    const child = spawn(
      process.execPath,
      [PROGRAM, 'serve', '--config', join(this.folder, `${this.name}.yaml`)],
      { cwd: this.folder, stdio: ['ignore', log, log], env: { ...process.env, ...this.env } },
    );
    closeSync(log);
    this.child = child;
    endWithUs(child);
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Ends the process and waits until it is gone. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  get hasEnded(): boolean {
    return this.child?.exitCode !== null || this.child.signalCode !== null;
  }

  /** What it says of itself; undefined when it does not answer. */
  async status(): Promise<DaemonStatus | undefined> {
    return this.get<DaemonStatus>('/api/v1/status').catch(() => undefined);
  }

  async get<Answer>(path: string): Promise<Answer> {
    const response = await fetch(this.url + path, { signal: AbortSignal.timeout(5_000) });
    return (await response.json()) as Answer;
  }
}
