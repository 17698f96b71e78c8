import { type Request, Router } from 'express';
import { DAY } from '../../core/time/duration.js';
import type { NewShareLink } from '../../engine/commands/share-incident.js';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import { limitShared } from '../access/rate-limits.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { readDuration } from '../read-duration.js';
import { optionalBodyText } from '../read-query.js';

const HOLDS = '7d';
const LONGEST = 90 * DAY;

/** A link that was made, with the page that it opens. */
export interface MadeShareLink extends NewShareLink {
  readonly path: string;
  /** Undefined where the daemon does not know how people reach it (`http.external_url`). */
  readonly url: string | undefined;
}

/** Links to what is shared of an incident. Their tokens are in the answers that make them, and nowhere else. */
export function sharedRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.post(
    '/api/v1/incidents/:id/share-links',
    needs(options, 'operate', 'incident.share'),
    async (request: Request, response) => {
      const asked = {
        for: optionalBodyText(request.body, 'for') ?? 'a partner',
        holds: readHolds(request.body),
      };
      const actor = actorOf(request, response, 'by', true);
      const made = await api.makeShareLink(String(request.params['id']), asked, actor);
      const path = `/shared/${made.token}`;
      const url = options.externalUrl === undefined ? undefined : new URL(path, options.externalUrl).href;
      response.status(201).json(jsonView({ ...made, path, url } satisfies MadeShareLink));
    },
  );

  router.get('/api/v1/shared/incidents/:token', limitShared(), async (request: Request, response) => {
    response.json(jsonView(await api.sharedIncident(String(request.params['token']))));
  });
  return router;
}

function readHolds(body: unknown): number {
  return readDuration(optionalBodyText(body, 'expiresIn') ?? HOLDS, 'expiresIn', '7d', LONGEST);
}
