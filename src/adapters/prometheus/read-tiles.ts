import { groupBy } from '../../core/group-by.js';
import { HOUR } from '../../core/time/duration.js';
import type { TileOutcome, TileRequest } from '../../engine/ports.js';
import type { Ask, AskRange } from './ask.js';
import { type GroupedQuery, planGroups } from './group-plan.js';
import { inParallel } from './in-parallel.js';
import type { QueryAnswer, RawSeries } from './read-answer.js';
import { coarseTile, exactTile, newestSample, samplesIn } from './tile-query.js';
import { TileSums } from './tile-sums.js';

/** A query covers at most this many tiles: five days of hours, an hour of half minutes. */
const MOST_TILES = 120;

/** Tiles older than this are complete, whenever they are asked for. */
const SETTLED = 6 * HOUR;

interface Asking {
  readonly ask: Ask;
  readonly askRange: AskRange;
  readonly now: () => number;
}

/** One counter of a request. */
interface Part {
  readonly sums: TileSums;
  readonly index: number;
}

/** Reads tiles with few range queries: requests over the same grid share them, as far as their counters differ in one label only. */
export async function readTiles(
  requests: readonly TileRequest[],
  asking: Asking,
): Promise<ReadonlyMap<string, TileOutcome>> {
  const sums = new Map(requests.map((request) => [request.key, new TileSums(request)]));
  const grids = groupBy(requests, ({ from, to, tileMs, precision }) =>
    JSON.stringify([from, to, tileMs, precision]),
  );
  const work = [...grids.values()].flatMap((grid) => planGrid(grid, sums));
  let down: Extract<QueryAnswer, { kind: 'failed' }> | undefined;
  await inParallel(work, async ({ grid, group }) => {
    const scrapeMs =
      grid.precision.kind === 'coarse' && !down ? await scrapeInterval(group, grid, asking) : 0;
    if (isUnsettled(grid, group, asking) && !down) await findNewest(group, grid, asking);
    for (const span of spansOf(grid)) {
      // What one query has waited for in vain, the others need not wait for.
      const answer = down ?? (await asking.askRange(queryText(group, grid, scrapeMs), span));
      if (answer.kind === 'failed' && answer.reason === 'source-unreachable') down = answer;
      hand(answer, group);
      if (answer.kind === 'failed') break;
    }
  });
  return new Map([...sums].map(([key, own]) => [key, own.outcome()]));
}

function planGrid(grid: readonly TileRequest[], sums: ReadonlyMap<string, TileSums>) {
  const [first] = grid;
  if (!first) return [];
  const wanted = grid.flatMap(({ key, counters }) => {
    const own = sums.get(key);
    if (!own) return [];
    const total = counters.find((counter) => counter.total > 0)?.selector;
    return counters.map(({ selector }, index) => {
      const watched = first.precision.kind === 'exact' ? (total ?? selector) : selector;
      return { key: { sums: own, index }, selector, watched };
    });
  });
  return planGroups<Part>(wanted).map((group) => ({ grid: first, group }));
}

/** The ends of the tiles, in pieces. */
function spansOf({ from, to, tileMs }: TileRequest): { from: number; to: number; step: number }[] {
  const spans = [];
  for (let begin = from; begin < to; begin += MOST_TILES * tileMs) {
    spans.push({ from: begin + tileMs, to: Math.min(begin + MOST_TILES * tileMs, to), step: tileMs });
  }
  return spans;
}

/** An estimate may be off, and what is long past does not change; the total's own query asks for all counters of an SLI. */
function isUnsettled({ precision, to }: TileRequest, group: GroupedQuery<Part>, { now }: Asking): boolean {
  return precision.kind === 'exact' && group.selector === group.watched && now() - to < SETTLED;
}

/** Asks at the present and at every tile: the present may be one that this clock only believes in. */
async function findNewest(group: GroupedQuery<Part>, grid: TileRequest, asking: Asking): Promise<void> {
  const query = newestSample(group);
  const answers = [await asking.ask(query, asking.now())];
  for (const span of spansOf(grid)) answers.push(await asking.askRange(query, span));
  for (const answer of answers) {
    // Without this answer the tiles cannot be trusted to be complete.
    if (answer.kind === 'failed') hand(answer, group);
    else for (const series of answer.series) handNewest(series, group);
  }
}

function handNewest({ metric, value, values }: RawSeries, { by, members }: GroupedQuery<Part>): void {
  const [, newest] = value ?? values?.at(-1) ?? [];
  for (const { sums } of members.get(by === undefined ? '' : (metric[by] ?? '')) ?? []) {
    if (newest !== undefined) sums.seen(Number(newest) * 1000);
  }
}

/** From how many samples the newest hour has; 0 (tiles as they are) when it has none. */
async function scrapeInterval(
  group: GroupedQuery<Part>,
  { to }: TileRequest,
  { ask }: Asking,
): Promise<number> {
  const answer = await ask(samplesIn(group.selector, HOUR), to);
  const samples = answer.kind === 'answered' ? Number(answer.series[0]?.value?.[1] ?? 0) : 0;
  return samples > 0 ? Math.ceil(HOUR / samples) : 0;
}

function queryText(group: GroupedQuery<Part>, { precision, tileMs }: TileRequest, scrapeMs: number): string {
  return precision.kind === 'coarse'
    ? coarseTile(group, tileMs, scrapeMs)
    : exactTile(group, tileMs, precision.staleAfter);
}

function hand(answer: QueryAnswer, { by, members }: GroupedQuery<Part>): void {
  if (answer.kind === 'failed') {
    for (const { sums } of [...members.values()].flat()) sums.fail(answer);
    return;
  }
  for (const { metric, values } of answer.series) {
    for (const { sums, index } of members.get(by === undefined ? '' : (metric[by] ?? '')) ?? []) {
      sums.add(index, values ?? []);
    }
  }
}
