import { once } from 'node:events';
import type { Response } from 'express';
import type { FirebreakApi } from './firebreak-api.js';
import { jsonView } from './json-view.js';

/** So many items are written at a time; whatever else there is to do has its turn in between. */
const AT_ONCE = 100;

/**
 * Answers `{name: […], …rest}` piece by piece: thousands of SLOs are tens of megabytes, which as one text would hold up evaluation for
 * seconds. Ends early when nobody reads any more.
 * @param view what is answered of an item; it is made when its turn has come
 */
export async function answerList<Item>(
  response: Response,
  name: string,
  items: readonly Item[],
  turn: FirebreakApi['turn'],
  rest: Readonly<Record<string, unknown>> = {},
  view: (item: Item) => unknown = (item) => item,
): Promise<void> {
  response.type('json');
  let piece = `{${JSON.stringify(name)}:[`;
  for (let from = 0; from < items.length && !response.destroyed; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE).map((item) => JSON.stringify(jsonView(view(item))));
    piece += `${from === 0 ? '' : ','}${some.join(',')}`;
    if (from + AT_ONCE >= items.length) break;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    piece = '';
    await turn();
  }
  // As one object: what is an instant is told by its name.
  const others = JSON.stringify(jsonView(rest)).slice(1, -1);
  response.end(`${piece}]${others === '' ? '' : `,${others}`}}`);
}
