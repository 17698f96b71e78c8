import { Router } from 'express';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';

/** A copy of the store, while the daemon runs. */
export function backupRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();
  router.post('/api/v1/backup', needs(options, 'admin', 'store.backup'), async (request, response, next) => {
    const copy = await api.backup(actorOf(request, response));
    response.type('application/vnd.sqlite3');
    response.sendFile(
      copy.path,
      { dotfiles: 'allow', cacheControl: false, acceptRanges: false, etag: false, lastModified: false },
      (error: unknown) => {
        copy.remove();
        // Whoever has gone away in the middle is told nothing.
        if (error !== undefined && !response.headersSent) next(error);
      },
    );
  });
  return router;
}
