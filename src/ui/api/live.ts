import { useSyncExternalStore } from 'react';
import type { Topic } from '../../http/answers.js';
import { readClock } from '../browser/clock.js';
import { followEvents } from '../browser/event-stream.js';
import { client } from './client.js';

/** Since when what is shown may be old (epoch ms); undefined while changes are told. */
let staleSince: number | undefined;
/** How many components follow, and what ends the stream. */
const watchers = new Set<() => void>();
let close: (() => void) | undefined;

function set(since: number | undefined): void {
  if ((staleSince === undefined) === (since === undefined)) return;
  staleSince = since;
  for (const tell of watchers) tell();
}

/** Keys of queries begin with the noun that they are of: whatever is of a changed one is asked again. */
function refresh(topics: readonly Topic[]): void {
  for (const topic of topics) void client.invalidateQueries({ queryKey: [topic] });
}

/** Asks for everything again. What is under way may be of before, but is not asked for twice at once: it comes first, and once more. */
function refreshAll(): void {
  const underWay = client.getQueryCache().findAll({ fetchStatus: 'fetching' });
  void client.invalidateQueries({ predicate: (query) => !underWay.includes(query) });
  for (const query of underWay) {
    const again = () => void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    query.promise?.then(again, again);
  }
}

function follow(onChange: () => void): () => void {
  watchers.add(onChange);
  close ??= followEvents({
    onOpen: () => {
      set(undefined);
      refreshAll();
    },
    onChange: refresh,
    onSilence: () => set(staleSince ?? readClock()),
  });
  return () => {
    watchers.delete(onChange);
    if (watchers.size > 0) return;
    close?.();
    close = undefined;
  };
}

/** Follows what changes while it is mounted, and says since when nothing is heard any more. */
export function useLive(): number | undefined {
  return useSyncExternalStore(follow, () => staleSince);
}
