import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Child } from './child.js';

const PROGRAM = join(import.meta.dirname, '../../dist/main/firebreak.js');
const SHIFTED_CLOCK = pathToFileURL(join(import.meta.dirname, 'shifted-clock.mjs')).href;

export interface DaemonStatus {
  readonly lastCycleAt?: string;
  /** The SLOs that it judges itself. */
  readonly sloCount: number;
  readonly store: { readonly goneSince: string | null };
  /** Pages that were sent without a record. */
  readonly lastResort: { readonly sent: number };
}

/** A daemon that is started and killed at will; its log goes to `<name>.log` in the folder. */
export class FaultyDaemon extends Child {
  private readonly clockFile: string;

  constructor(
    folder: string,
    readonly name: string,
    readonly url: string,
  ) {
    const clockFile = join(folder, `${name}.clock`);
    const program = ['--import', SHIFTED_CLOCK, PROGRAM];
    super([process.execPath, ...program, 'serve', '--config', join(folder, `${name}.yaml`)], {
      cwd: folder,
      logFile: join(folder, `${name}.log`),
      env: { SHIFTED_CLOCK_FILE: clockFile },
    });
    this.clockFile = clockFile;
  }

  /** Sets the clock of its machine: so far (ms) from the right time. */
  shiftClock(ms: number): void {
    writeFileSync(this.clockFile, String(ms));
    this.signal('SIGUSR2');
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
