import type { DaemonProcess } from './daemon-process.js';
import { cpuMs, memoryMb } from '../support/process-cost.js';

const POLL_MS = 250;

export interface CycleCost {
  readonly cycleMs: readonly number[];
  readonly seconds: number;
  readonly daemonCpuMs: number;
  readonly prometheusCpuMs: number;
  readonly rssHighestMb: number;
  readonly rssNowMb: number;
  /** How long the daemon took at most to say how it is, cycles included. */
  readonly slowestAnswerMs: number;
}

/** Watches whole cycles of a daemon from outside. */
export async function measureCycles(
  daemon: DaemonProcess,
  prometheusPid: number,
  cycles: number,
): Promise<CycleCost> {
  let last = (await nextCycle(daemon, undefined)).at;
  last = (await nextCycle(daemon, last)).at;
  const before = { at: performance.now(), daemon: cpuMs(daemon.pid), prometheus: cpuMs(prometheusPid) };
  const cycleMs: number[] = [];
  let slowest = 0;
  while (cycleMs.length < cycles) {
    const cycle = await nextCycle(daemon, last);
    last = cycle.at;
    cycleMs.push(cycle.ms);
    slowest = Math.max(slowest, cycle.slowestAnswerMs);
  }
  const memory = memoryMb(daemon.pid);
  return {
    cycleMs,
    seconds: (performance.now() - before.at) / 1000,
    daemonCpuMs: cpuMs(daemon.pid) - before.daemon,
    prometheusCpuMs: cpuMs(prometheusPid) - before.prometheus,
    rssHighestMb: memory.highest,
    rssNowMb: memory.now,
    slowestAnswerMs: slowest,
  };
}

async function nextCycle(daemon: DaemonProcess, after: string | undefined) {
  let slowestAnswerMs = 0;
  for (;;) {
    const asked = performance.now();
    const { lastCycleAt, lastCycleMs } = await daemon.status();
    slowestAnswerMs = Math.max(slowestAnswerMs, performance.now() - asked);
    if (lastCycleAt !== undefined && lastCycleMs !== undefined && lastCycleAt !== after) {
      return { at: lastCycleAt, ms: lastCycleMs, slowestAnswerMs };
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
