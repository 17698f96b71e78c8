import { groupBy } from '../../src/core/group-by.js';
import { SECOND } from '../../src/core/time/duration.js';
import type { Column } from './columns.js';
import type { LifeEvents } from './events.js';
import { type ScrapePlan, scrapesOf } from './scrapes.js';

/** The samples of one series, oldest first; NaN stands for a stale marker. */
export interface SampledSeries {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly times: number[];
  readonly values: number[];
}

/** A life with the instants at which it was scraped. */
export interface ObservedLife extends LifeEvents {
  readonly scrapedAt: number[];
}

export interface Observed {
  readonly series: readonly SampledSeries[];
  readonly lives: readonly ObservedLife[];
}

/** Scrapes every target of a service over all its lives; `up` tells of each whether it answered, as Prometheus has it. */
export function observe(
  events: readonly LifeEvents[],
  columns: readonly Column[],
  plan: ScrapePlan,
): Observed {
  const targets = [...groupBy(events, ({ life }) => life.labels.instance).values()];
  const observed = targets.map((lives) => observeTarget(lives, columns, plan));
  return {
    series: observed.flatMap(({ series }) => series),
    lives: observed.flatMap(({ lives }) => lives),
  };
}

function observeTarget(
  events: readonly LifeEvents[],
  columns: readonly Column[],
  plan: ScrapePlan,
): Observed {
  const series = new Map<string, SampledSeries>();
  const lives = events.map((own) => new ExposedLife(own, columns, series));
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return { series: [], lives: [] };
  const { job, instance } = first.life.labels;
  const up: SampledSeries = { metric: 'up', labels: { job, instance }, times: [], values: [] };
  let index = 0;
  // One scrape more finds the target gone.
  const span = { from: first.life.from, to: last.life.to + plan.intervalMs };
  for (const { at, outcome } of scrapesOf(plan, first.life.labels.instance, span)) {
    while (index < lives.length - 1 && at >= (lives[index] as ExposedLife).ends) index += 1;
    if (outcome === 'stopped') continue;
    const exposed = outcome === 'answered' ? lives[index]?.scrape(at) : undefined;
    add(up, at, exposed ? 1 : at < last.life.to ? 0 : undefined);
    for (const one of series.values()) add(one, at, exposed?.get(one));
  }
  return { series: [...series.values(), up], lives: lives.map((life) => life.observed) };
}

/** Without a value the series is stale, which is said once. */
function add(series: SampledSeries, at: number, value = Number.NaN): void {
  if (Number.isNaN(value) && Number.isNaN(series.values.at(-1) ?? Number.NaN)) return;
  series.times.push(at);
  series.values.push(value);
}

/** A life while it is being scraped, second by second. */
class ExposedLife {
  readonly observed: ObservedLife;
  private second = 0;
  private total = 0;
  private bad = 0;
  private readonly columns: readonly { readonly column: Column; readonly series: SampledSeries }[];

  constructor(events: LifeEvents, columns: readonly Column[], all: Map<string, SampledSeries>) {
    this.observed = { ...events, scrapedAt: [] };
    this.columns = columns.map((column) => {
      const labels = { ...events.life.labels, ...column.labels };
      const key = `${column.metric} ${JSON.stringify(labels)}`;
      const series = all.get(key) ?? { metric: column.metric, labels, times: [], values: [] };
      all.set(key, series);
      return { column, series };
    });
  }

  get ends(): number {
    return this.observed.life.to;
  }

  /** What it exposes at the instant; undefined when it does not live then. */
  scrape(at: number): ReadonlyMap<SampledSeries, number> | undefined {
    const { life, total, bad } = this.observed;
    if (at < life.from || at >= life.to) return undefined;
    for (; life.from + (this.second + 1) * SECOND <= at; this.second += 1) {
      this.total += total[this.second] ?? 0;
      this.bad += bad[this.second] ?? 0;
    }
    this.observed.scrapedAt.push(at);
    const exposed = new Map<SampledSeries, number>();
    for (const { column, series } of this.columns) {
      const value = column.value(this.total, this.bad);
      if (value !== undefined) exposed.set(series, value);
    }
    return exposed;
  }
}
