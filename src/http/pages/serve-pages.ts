import { join } from 'node:path';
import express, { Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import type { HttpOptions } from '../http-options.js';
import { isLost, isPage } from './page-paths.js';

/** What is built has its hash in its name, so that a browser may keep it for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The pages: one document for every address, and what it loads. Nothing in them is secret; what they show is asked of the API. */
export function pageRoutes({ pages }: HttpOptions): Router {
  const router = Router();
  router.use(
    '/assets',
    pages === undefined
      ? (_request, _response, next) => next()
      : express.static(join(pages, 'assets'), {
          index: false,
          redirect: false,
          cacheControl: false,
          setHeaders: (response) => response.setHeader('Cache-Control', FOR_EVER),
        }),
  );
  router.use((request, response, next) => {
    const isKnown = isPage(request);
    if (!isKnown && (pages === undefined || !isLost(request))) {
      next();
      return;
    }
    if (pages === undefined) throw new FirebreakError('not-found', 'the pages are not built: npm run build');
    response.setHeader('Cache-Control', 'no-cache');
    response.status(isKnown ? 200 : 404);
    response.sendFile('index.html', { root: pages, cacheControl: false }, (error?: Error) => {
      if (error) next(error);
    });
  });
  return router;
}
