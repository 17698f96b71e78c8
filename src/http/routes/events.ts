import { type Response, Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import type { Topic } from '../../engine/changes.js';
import type { FirebreakApi } from '../firebreak-api.js';

/** As many pages may look at once; each is a connection that stays. */
const MOST_FOLLOWERS = 500;

/**
 * `GET /api/v1/events`: tells by server-sent events which nouns have changed, and a beat every ten seconds, by which those who look know
 * that silence is silence. What changed is asked of the other routes.
 */
export function eventRoutes(api: FirebreakApi): Router {
  const router = Router();
  let followers = 0;
  router.get('/api/v1/events', (request, response) => {
    if (followers >= MOST_FOLLOWERS) {
      throw new FirebreakError(
        'too-many-requests',
        `${MOST_FOLLOWERS} already follow: ask again later, or poll`,
      );
    }
    response.setHeader('Content-Type', 'text/event-stream');
    // Or a proxy like nginx keeps what is meant for now.
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    send(response, 'hello', []);
    followers += 1;
    const stop = api.changes.follow((topics) =>
      send(response, topics.length === 0 ? 'beat' : 'changed', topics),
    );
    request.once('close', () => {
      followers -= 1;
      stop();
    });
  });
  return router;
}

function send(response: Response, event: string, topics: readonly Topic[]): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(topics)}\n\n`);
}
