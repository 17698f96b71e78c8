import { Agent, get } from 'node:http';
import { percentile } from '../support/wait.js';

export interface LoadFigures {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly asked: number;
  /** Answers that were none, or no 200. */
  readonly failed: number;
}

/** Asks an API at a steady rate, whether or not it keeps up; what it returns ends that. */
export function askSteadily(urls: readonly string[], perSecond: number): () => Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const latencies: number[] = [];
  const running = new Set<Promise<void>>();
  const began = performance.now();
  let failed = 0;
  let asked = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    for (; asked < due; asked += 1) {
      const url = urls[asked % urls.length] ?? '';
      const one = ask(url, agent).then((ms) => {
        if (ms === undefined) failed += 1;
        else latencies.push(ms);
        running.delete(one);
      });
      running.add(one);
    }
  }, 5);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
    agent.destroy();
    return { p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99), asked, failed };
  };
}

/** How long an answer took in all, in ms; undefined when it was no 200. */
function ask(url: string, agent: Agent): Promise<number | undefined> {
  const began = performance.now();
  return new Promise((resolve) => {
    const request = get(url, { agent, timeout: 30_000 }, (response) => {
      response.resume();
      response.once('end', () => {
        resolve(response.statusCode === 200 ? performance.now() - began : undefined);
      });
      response.once('error', () => resolve(undefined));
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}
