import { Router } from 'express';
import { callerOf } from '../access/caller.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { overviewPage } from './page.js';

/** Beyond these the list is for the command line. */
const MOST_FAILED = 10;
const MOST_PROOF = 1_000;

const UNREAD = { incidents: [], failed: [], deadLetters: 0, proof: [] };

async function readStored(api: FirebreakApi) {
  const incidents = await api.incidents({ open: true, limit: 100 });
  const failed = await api.deliveries({ state: 'failed', refreshes: false, limit: MOST_FAILED });
  const ids = incidents.map(({ id }) => id);
  const proof =
    ids.length === 0
      ? []
      : await api.deliveries({ incidents: ids, refreshes: false, news: false, limit: MOST_PROOF });
  return { incidents, failed, deadLetters: await api.deadLetters(), proof };
}

/** `GET /`: every SLO by what needs attention, as a page without a script. */
export function overviewRoutes(api: FirebreakApi): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    // A store that is gone is what the page has to tell of.
    const stored = await readStored(api).catch(() => undefined);
    const caller = callerOf(request);
    const page = overviewPage({
      account: api.logins && { name: caller.kind === 'known' ? caller.principal.name : undefined },
      ...(stored ?? UNREAD),
      isUnread: stored === undefined,
      now: api.now(),
      daemon: api.daemon(),
      slos: api.slos(),
      gate: (service) => api.gate(service, undefined),
    });
    response.type('html').send(page);
  });
  return router;
}
