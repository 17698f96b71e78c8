import { join } from 'node:path';
import { Child } from './child.js';

const PROGRAM = join(import.meta.dirname, '../../dist/main/firebreak.js');

export interface DaemonStatus {
  readonly lastCycleAt?: string;
  /** The SLOs that it judges itself. */
  readonly sloCount: number;
}

/** A daemon that is started and killed at will; its log goes to `<name>.log` in the folder. */
export class FaultyDaemon extends Child {
  constructor(
    folder: string,
    readonly name: string,
    readonly url: string,
  ) {
    super([process.execPath, PROGRAM, 'serve', '--config', join(folder, `${name}.yaml`)], {
      cwd: folder,
      logFile: join(folder, `${name}.log`),
    });
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
