/** Queries under way at once. */
const CONCURRENCY = 4;

/** Runs the work with a few items under way at once, in order of the list. */
export async function inParallel<T>(work: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = [...work];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, work.length) }, worker));
}
