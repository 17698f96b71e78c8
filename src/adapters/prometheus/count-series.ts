import type { WeightedSelector } from '../../core/events/weighted-selectors.js';
import type { TileRequest } from '../../engine/ports.js';
import type { Ask } from './ask.js';
import { planGroups } from './group-plan.js';
import { inParallel } from './in-parallel.js';
import { seriesCount } from './tile-query.js';

/** Counts the series that a raw read of each set of counters would bring; keys for which a query failed are left out. */
export async function countSeries(
  requests: readonly Pick<TileRequest, 'key' | 'counters'>[],
  ask: Ask,
  at: number,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map(requests.map(({ key }) => [key, 0]));
  const wanted = requests.flatMap(({ key, counters }) =>
    widest(counters).map(({ selector }) => ({ key, selector, watched: selector })),
  );
  await inParallel(planGroups(wanted), async (group) => {
    const answer = await ask(seriesCount(group), at);
    if (answer.kind === 'failed') {
      for (const key of [...group.members.values()].flat()) counts.delete(key);
      return;
    }
    for (const { metric, value } of answer.series) {
      const keys = group.members.get(group.by === undefined ? '' : (metric[group.by] ?? '')) ?? [];
      for (const key of keys) {
        const known = counts.get(key);
        if (known !== undefined) counts.set(key, known + Number(value?.[1] ?? 0));
      }
    }
  });
  return counts;
}

/** Bad events on the total's own metric are among the series of the total. */
function widest(counters: readonly WeightedSelector[]): WeightedSelector[] {
  const totals = counters.filter(({ total }) => total !== 0);
  const metrics = new Set(totals.map(({ selector }) => selector.metric));
  return [
    ...totals,
    ...counters.filter(({ total, selector }) => total === 0 && !metrics.has(selector.metric)),
  ];
}
