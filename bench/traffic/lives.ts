import { MINUTE, SECOND } from '../../src/core/time/duration.js';
import { type Random, between, secondBetween } from './random.js';
import type { Span } from './span.js';

/** One run of one process: its counters begin at zero and end with it. Epoch ms, whole seconds. */
export interface Life extends Span {
  /** Labels that scraping gives all its series; `instance` names the target. */
  readonly labels: Readonly<Record<string, string>> & { readonly job: string; readonly instance: string };
}

/** A process ends at `at`; the next one of the same target begins `downMs` later. */
export interface Restart {
  readonly at: number;
  readonly downMs: number;
}

/** Pods that every deploy replaces by others with new names; the old one ends a little after the new one has begun. */
export function replacedPods(
  service: string,
  pods: number,
  span: Span,
  deploys: readonly number[],
  random: Random,
): Life[] {
  return Array.from({ length: pods }, (_, pod) => {
    const lives: Life[] = [];
    let { from } = span;
    deploys.forEach((deploy, n) => {
      const next = deploy + pod * 40 * SECOND + secondBetween(random, 0, 20 * SECOND);
      const to = next + secondBetween(random, 10 * SECOND, 45 * SECOND);
      lives.push(life({ service, instance: `${service}-${n}-${pod}` }, from, to));
      from = next;
    });
    return [...lives, life({ service, instance: `${service}-${deploys.length}-${pod}` }, from, span.to)];
  }).flat();
}

/** Pods that keep their names over deploys; each deploy restarts them one after the other under a new version label. */
export function versionedPods(
  service: string,
  pods: number,
  span: Span,
  deploys: readonly number[],
  random: Random,
): Life[] {
  return Array.from({ length: pods }, (_, pod) => {
    const lives: Life[] = [];
    let { from } = span;
    [...deploys, span.to].forEach((deploy, n) => {
      const to = n === deploys.length ? deploy : deploy + pod * MINUTE;
      lives.push(life({ service, instance: `${service}-${pod}`, version: `v${n + 1}` }, from, to));
      from = to + secondBetween(random, 5 * SECOND, 25 * SECOND);
    });
    return lives;
  }).flat();
}

/** Pods that stay as they are. */
export function steadyPods(service: string, pods: number, { from, to }: Span): Life[] {
  return Array.from({ length: pods }, (_, pod) => life({ service, instance: `${service}-${pod}` }, from, to));
}

/** Restarts a life's process: the same labels, and counters that begin at zero again. */
export function restarted(whole: Life, restarts: readonly Restart[]): Life[] {
  const lives: Life[] = [];
  let { from } = whole;
  for (const { at, downMs } of restarts) {
    if (at <= from || at + downMs >= whole.to) continue;
    lives.push({ ...whole, from, to: at });
    from = at + downMs;
  }
  return [...lives, { ...whole, from }];
}

/** A process that dies again and again within the span, waiting longer each time, up to five minutes. */
export function crashLoop(random: Random, { from, to }: Span): Restart[] {
  const restarts: Restart[] = [];
  let wait = 10 * SECOND;
  for (let at = from; at < to; at += wait + secondBetween(random, 2 * MINUTE, 9 * MINUTE)) {
    restarts.push({ at, downMs: wait });
    wait = Math.min(2 * wait, 5 * MINUTE);
  }
  return restarts;
}

/** So many instants, spread at random over the span, oldest first. */
export function instants(random: Random, count: number, { from, to }: Span): number[] {
  const slice = (to - from) / count;
  return Array.from({ length: count }, (_, n) =>
    secondBetween(random, from + n * slice, from + (n + between(random, 0.2, 0.9)) * slice),
  );
}

function life(
  { service, instance, ...more }: { service: string; instance: string; version?: string },
  from: number,
  to: number,
): Life {
  return { labels: { job: 'shop', service, instance, ...more }, from, to };
}
