export interface Clock {
  /** Epoch ms. */
  now(): number;
}

export interface Stoppable {
  /** Resolves when the running task, if any, has ended; no further one starts. */
  stop(): Promise<void>;
}

export interface Schedule {
  /** Runs `task` at every multiple of `intervalMs` since the epoch, never two at once; a beat missed meanwhile is dropped. */
  every(intervalMs: number, name: string, task: (scheduledAt: number) => Promise<void>): Stoppable;
}
