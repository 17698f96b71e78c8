import { Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import { whoAndWhy } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { bodyText, queryLimit, queryText } from '../read-query.js';

const STATES = ['pending', 'delivered', 'failed', 'discarded'] as const;

/** Messages and how far each came; those that were given up are sent again or put aside. */
export function deliveryRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/deliveries', async (request, response) => {
    const state = readState(queryText(request, 'state'));
    const receiver = queryText(request, 'receiver');
    const limit = queryLimit(request, 100, 1000);
    const deliveries = await api.deliveries({
      ...(state === undefined ? {} : { state }),
      ...(receiver === undefined ? {} : { receiver }),
      limit,
    });
    response.json({ deliveries: jsonView(deliveries) });
  });

  router.get('/api/v1/deliveries/given-up', async (_request, response) => {
    const counts = [...(await api.givenUp())];
    response.json({ receivers: counts.map(([receiver, count]) => ({ receiver, count })) });
  });

  router.post(
    '/api/v1/deliveries/replay',
    needs(options, 'operate', 'delivery.replay'),
    async (request, response) => {
      const receiver = bodyText(request.body, 'receiver');
      const { actor, reason } = whoAndWhy(request, response);
      response.json(jsonView(await api.replayReceiver(receiver, reason, actor)));
    },
  );

  router.post(
    '/api/v1/deliveries/:id/replay',
    needs(options, 'operate', 'delivery.replay'),
    async (request, response) => {
      const { actor, reason } = whoAndWhy(request, response);
      response.json(jsonView(await api.replayDelivery(String(request.params['id']), reason, actor)));
    },
  );

  router.post(
    '/api/v1/deliveries/:id/discard',
    needs(options, 'operate', 'delivery.discard'),
    async (request, response) => {
      const { actor, reason } = whoAndWhy(request, response);
      response.json(jsonView(await api.discardDelivery(String(request.params['id']), reason, actor)));
    },
  );
  return router;
}

function readState(text: string | undefined): (typeof STATES)[number] | undefined {
  if (text === undefined) return undefined;
  const state = STATES.find((each) => each === text);
  if (state) return state;
  throw new FirebreakError('invalid-input', `"state" is one of ${STATES.join(', ')}`);
}
