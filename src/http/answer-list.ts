import { once } from 'node:events';
import type { Response } from 'express';
import type { FirebreakApi } from './firebreak-api.js';
import { jsonView } from './json-view.js';

/** So many items are written at a time; whatever else there is to do has its turn in between. */
const AT_ONCE = 100;

/**
 * `{name: […], …rest}` as text, piece by piece: thousands of SLOs are tens of megabytes, which as one text would hold up evaluation for
 * seconds.
 * @param view what is answered of an item; it is made when its turn has come
 */
export async function* listPieces<Item>(
  name: string,
  items: readonly Item[],
  turn: FirebreakApi['turn'],
  rest: Readonly<Record<string, unknown>> = {},
  view: (item: Item) => unknown = (item) => item,
): AsyncGenerator<string, void, undefined> {
  let piece = `{${JSON.stringify(name)}:[`;
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE).map((item) => JSON.stringify(jsonView(view(item))));
    piece += `${from === 0 ? '' : ','}${some.join(',')}`;
    if (from + AT_ONCE >= items.length) break;
    yield piece;
    piece = '';
    await turn();
  }
  // As one object: what is an instant is told by its name.
  const others = JSON.stringify(jsonView(rest)).slice(1, -1);
  yield `${piece}]${others === '' ? '' : `,${others}`}}`;
}

/** Answers a list piece by piece. Ends early when nobody reads any more. */
export async function answerPieces(response: Response, pieces: AsyncIterable<string>): Promise<void> {
  response.type('json');
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

/** Resolves when more can be written, or nobody reads any more. */
async function drained(response: Response): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  over.abort();
}

/** Answers `{name: […], …rest}` piece by piece. */
export async function answerList(
  response: Response,
  name: string,
  items: readonly unknown[],
  turn: FirebreakApi['turn'],
  rest: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await answerPieces(response, listPieces(name, items, turn, rest));
}
