import { seededRandom } from './random.js';
import { type Span, within } from './span.js';

/** How the targets are scraped; spans are epoch ms. */
export interface ScrapePlan {
  readonly seed: number;
  readonly intervalMs: number;
  /** `spread`: every target has an offset of its own, as Prometheus does it; `grid`: all at the multiples of the interval. */
  readonly phase: 'spread' | 'grid';
  /** Prometheus does not run: no samples, no stale markers. */
  readonly stopped: readonly Span[];
  /** A target does not answer, while others do. */
  readonly unreachable: readonly (Span & { readonly instance: string })[];
  /** The share (0-1) of scrapes that fail for once. */
  readonly missedShare: number;
}

/** One scrape that was due. A failed one leaves stale markers; one that Prometheus was not there for leaves nothing. */
export interface Scrape {
  readonly at: number;
  readonly outcome: 'answered' | 'failed' | 'stopped';
}

/** The scrapes of one target that were due in [from, to], before it is known whether it lives. */
export function* scrapesOf(plan: ScrapePlan, instance: string, { from, to }: Span): Generator<Scrape> {
  const offset = Math.floor(seededRandom(plan.seed, `offset ${instance}`)() * plan.intervalMs);
  const phase = plan.phase === 'grid' ? 0 : offset;
  const gaps = plan.unreachable.filter((gap) => gap.instance === instance);
  const missed = seededRandom(plan.seed, `missed ${instance}`);
  const first = Math.ceil((from - phase) / plan.intervalMs);
  for (let at = first * plan.intervalMs + phase; at <= to; at += plan.intervalMs) {
    const fails = missed() < plan.missedShare || gaps.some((gap) => within(gap, at));
    const stopped = plan.stopped.some((span) => within(span, at));
    yield { at, outcome: stopped ? 'stopped' : fails ? 'failed' : 'answered' };
  }
}
