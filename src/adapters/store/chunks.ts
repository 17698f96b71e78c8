/** Rows of one INSERT: enough to be fast, and their values stay far below SQLite's limit of 32,766. */
const CHUNK = 500;

export function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += CHUNK) yield items.slice(from, from + CHUNK);
}
