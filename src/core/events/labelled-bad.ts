import type { Series } from './series.js';

/** Bad events by label set and sample, for naming what fails; sets without bad events are there as well, once. */
export interface LabelledBad {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: number;
  readonly bad: number;
}

/** Sums bad events over the counters of one label set, so that total − good cancels where nothing failed. */
export class LabelledSums {
  private readonly sets = new Map<string, LabelledSet>();

  /** The set that a series belongs to: its labels without those that tell counters of one thing apart. */
  of(series: Series): LabelledSet {
    const { __name__: _name, le: _le, ...labels } = series.labels;
    const key = JSON.stringify(labels);
    const known = this.sets.get(key) ?? {
      labels,
      sums: new Map<number, number>(),
      lastSeen: Number.NEGATIVE_INFINITY,
    };
    this.sets.set(key, known);
    return known;
  }

  list(): LabelledBad[] {
    return [...this.sets.values()].flatMap(({ labels, sums, lastSeen }) => {
      const list = [...sums].map(([at, bad]) => ({ labels, at, bad }));
      if (Number.isFinite(lastSeen) && !sums.has(lastSeen)) list.push({ labels, at: lastSeen, bad: 0 });
      return list;
    });
  }
}

interface LabelledSet {
  readonly labels: LabelledBad['labels'];
  readonly sums: Map<number, number>;
  /** The last sample that added events of any kind; −∞ before the first. */
  lastSeen: number;
}
