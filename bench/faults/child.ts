import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { endWithUs } from './end-with-us.js';

/** A program that is started and killed again and again; what it says is added to one file. */
export class Child {
  private process: ChildProcess | undefined;

  constructor(
    private readonly command: readonly [program: string, ...args: string[]],
    private readonly options: {
      readonly cwd: string;
      readonly logFile: string;
      readonly env?: Readonly<Record<string, string>>;
    },
  ) {}

  start(): void {
    const log = openSync(this.options.logFile, 'a');
    const [program, ...args] = this.command;
    const { cwd, env } = this.options;
    this.process = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    endWithUs(this.process);
  }

  signal(signal: NodeJS.Signals): void {
    this.process?.kill(signal);
  }

  get hasEnded(): boolean {
    return this.process?.exitCode !== null || this.process.signalCode !== null;
  }

  /** Ends the process and waits until it is gone. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const { process } = this;
    if (!process || this.hasEnded) return;
    const exited = once(process, 'exit');
    process.kill(signal);
    await exited;
  }
}
