import type { WorstLabel } from '../delivery/signal.js';
import type { LabelledSum } from './recent-bad.js';

/** Labels that tell series apart without telling people anything about what fails. */
const SILENT = new Set(['job']);
const MOST = 3;

/**
 * The label values with the most bad events, at most one per label and three in all. A label that has the same value on all bad
 * events of the SLO's every series says nothing unless others had it too, so labels with a single value over all of `seen` are left out.
 */
export function worstLabels(seen: readonly LabelledSum[]): WorstLabel[] {
  const values = new Map<string, Map<string, number>>();
  let badEvents = 0;
  for (const { labels, bad } of seen) {
    badEvents += bad;
    for (const [label, value] of Object.entries(labels)) {
      if (SILENT.has(label)) continue;
      const counts = values.get(label) ?? new Map<string, number>();
      counts.set(value, (counts.get(value) ?? 0) + bad);
      values.set(label, counts);
    }
  }
  if (badEvents <= 0) return [];
  return [...values]
    .filter(([, counts]) => counts.size > 1)
    .map(([label, counts]) => {
      const [value, bad] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most));
      return { label, value, badEvents: bad, shareOfBad: Math.min(1, bad / badEvents) };
    })
    .filter((worst) => worst.badEvents > 0)
    .sort((a, b) => b.badEvents - a.badEvents || (a.label < b.label ? -1 : 1))
    .slice(0, MOST);
}
