import { Agent, get } from 'node:http';
import { percentile } from '../support/wait.js';

export interface LoadFigures {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly asked: number;
  /** Answers that were none, or no 200. */
  readonly failed: number;
  /** How often each reason of a failure came: `status 503 × 2, ECONNRESET × 1`; empty without any. */
  readonly reasons: string;
}

/** Asks an API at a steady rate, whether or not it keeps up; what it returns ends that. */
export function askSteadily(urls: readonly string[], perSecond: number): () => Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const latencies: number[] = [];
  const running = new Set<Promise<void>>();
  const began = performance.now();
  const failures = new Map<string, number>();
  let asked = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    for (; asked < due; asked += 1) {
      const url = urls[asked % urls.length] ?? '';
      const one = ask(url, agent).then((answer) => {
        if (typeof answer === 'number') latencies.push(answer);
        else failures.set(answer, (failures.get(answer) ?? 0) + 1);
        running.delete(one);
      });
      running.add(one);
    }
  }, 5);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
    agent.destroy();
    return {
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
      asked,
      failed: asked - latencies.length,
      reasons: [...failures].map(([reason, times]) => `${reason} × ${times}`).join(', '),
    };
  };
}

/** How long an answer took in all, in ms; or why there was no 200. */
function ask(url: string, agent: Agent): Promise<number | string> {
  const began = performance.now();
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
    const request = get(url, { agent, timeout: 30_000 }, (response) => {
      response.resume();
      response.once('end', () => {
        const { statusCode } = response;
        resolve(statusCode === 200 ? performance.now() - began : `status ${statusCode}`);
      });
      response.once('error', failed);
    });
    request.once('timeout', () => request.destroy(new Error('no answer in 30 s')));
    request.once('error', failed);
  });
}
