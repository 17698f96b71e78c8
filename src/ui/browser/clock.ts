import { useEffect, useSyncExternalStore } from 'react';

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

function watch(onTick: () => void): () => void {
  watchers.add(onTick);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tick of watchers) tick();
  }, 1000);
  return () => {
    watchers.delete(onTick);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present (epoch ms), renewed each second while something shows it. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}

/** The present, once. */
export function readClock(): number {
  return Date.now();
}

/** Runs something once after a while, unless the component goes or `key` changes before. */
export function useAfter(ms: number, run: () => void, key: unknown): void {
  useEffect(() => {
    const waiting = setTimeout(run, ms);
    return () => clearTimeout(waiting);
    // `run` is made anew with each render; what decides is the key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ms, key]);
}
