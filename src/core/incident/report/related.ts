import type { Incident } from '../incident.js';

/** The incidents that it belongs with, each by what it is to it; empty where there are none. */
export function relatedFacts({ mergedInto, declared, parent, children, attached }: Incident): {
  readonly name: string;
  readonly text: string;
}[] {
  const named: readonly (readonly [name: string, ids: readonly (string | undefined)[]])[] = [
    ['Merged into', [mergedInto]],
    ['Split off', [declared?.splitFrom]],
    ['Part of', [parent]],
    ['Parts', children],
    ['Merged into this', attached.map(({ incident }) => incident)],
  ];
  return named.flatMap(([name, ids]) => {
    const some = ids.filter((id) => id !== undefined);
    return some.length === 0 ? [] : [{ name, text: some.join(', ') }];
  });
}
