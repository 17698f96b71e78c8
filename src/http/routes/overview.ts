import { Router } from 'express';
import { answerPieces, listPieces } from '../answer-list.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { KeptAnswer } from '../kept-answer.js';
import { queryText } from '../read-query.js';

/** Every SLO in a row, for lists of thousands. */
export function overviewRoutes(api: FirebreakApi): Router {
  const router = Router();
  const pieces = (service?: string) =>
    listPieces(
      'slos',
      api.slos(service),
      api.turn,
      { at: api.now(), advisoryEnvironments: api.advisoryEnvironments() },
      api.sloRow,
    );
  const all = new KeptAnswer(api, pieces);
  const end = api.changes.follow((topics) => {
    if (!topics.includes('slos')) return;
    // What has run once is ready for the first who asks.
    all.prepare();
    end();
  });
  router.use((request, _response, next) => {
    // A browser that has just begun to load the page asks for this next.
    if (request.method === 'GET' && request.path === '/') all.prepare();
    next();
  });
  router.get('/api/v1/overview', async (request, response) => {
    const service = queryText(request, 'service');
    if (service !== undefined || request.acceptsEncodings('gzip') === false) {
      await answerPieces(response, pieces(service));
      return;
    }
    const packed = await all.packed();
    response.type('json').vary('Accept-Encoding').setHeader('Content-Encoding', 'gzip');
    response.end(packed);
  });
  return router;
}
