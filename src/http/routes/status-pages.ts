import { type Request, Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import { statusFeed } from '../../core/status-page/feed.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';

/** What units show to everybody, to strangers too. */
export function statusPageRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  const find = async (unit: string) => {
    const page = await api.statusPages.page(unit);
    if (!page) throw new FirebreakError('not-found', `there is no status page ${unit}`);
    return page;
  };

  router.get('/api/v1/status-pages', (_request, response) => {
    response.json({ pages: jsonView(api.statusPages.list()) });
  });

  router.get('/api/v1/status-pages/:unit', async (request, response) => {
    response.json(jsonView(await find(request.params.unit)));
  });

  router.get('/status/:unit/feed.xml', async (request, response) => {
    const { unit } = request.params;
    const feed = statusFeed(
      await find(unit),
      `${originOf(request, options)}/status/${encodeURIComponent(unit)}`,
    );
    response.type('application/rss+xml').send(feed);
  });

  // The document is that of every page; only its status says that there is nothing.
  router.use('/status/:unit', (request, response, next) => {
    if (request.path === '/' && !api.statusPages.has(request.params['unit'])) response.status(404);
    next();
  });
  return router;
}

function originOf({ protocol, headers }: Request, { externalUrl }: HttpOptions): string {
  return externalUrl?.replace(/\/+$/, '') ?? `${protocol}://${headers.host}`;
}
