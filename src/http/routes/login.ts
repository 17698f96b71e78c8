import { Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import { isSomebody } from '../../core/access/actor.js';
import { type Caller, callerOf, setCaller } from '../access/caller.js';
import { cookies } from '../access/cookies.js';
import type { FailureLimit } from '../access/rate-limits.js';
import { requestIdOf } from '../access/request-id.js';
import { refuseForeignOrigin } from '../access/same-origin.js';
import type { SessionView } from '../access/session-view.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { bodyText, queryText } from '../read-query.js';

/** Browsers log in at an OpenID provider and come back with a code; what proves them from then on is a cookie. */
export function loginRoutes(api: FirebreakApi, options: HttpOptions, failures: FailureLimit): Router {
  const router = Router();
  const jar = cookies(options);
  const logins = () => {
    if (api.logins) return api.logins;
    throw new FirebreakError('not-found', 'nobody can log in here: set http.oidc, or use a token');
  };

  router.get('/login', async (request, response) => {
    const returnTo = ownPath(queryText(request, 'return_to'));
    const { url, pending } = await logins().begin();
    jar.giveLogin(response, { ...pending, returnTo });
    response.redirect(302, url);
  });

  router.get('/login/callback', async (request, response, next) => {
    const login = jar.login(request);
    jar.takeLogin(response);
    try {
      if (!login) {
        throw new FirebreakError(
          'unauthorized',
          'this login was not begun in this browser, or is over: begin again at /login',
        );
      }
      const query = new URL(request.originalUrl, 'http://localhost').search;
      const former = jar.session(request);
      jar.giveSession(response, await logins().finish(query, login, former, requestIdOf(response)));
      response.redirect(303, login.returnTo);
    } catch (error) {
      if (!(error instanceof FirebreakError) || error.code !== 'unauthorized') throw error;
      setCaller(request, { kind: 'refused', why: error.message });
      void failures.count(request, response, (limited?: unknown) => next(limited ?? error));
    }
  });

  router.post('/login/token', async (request, response, next) => {
    refuseForeignOrigin(request, options);
    const secret = bodyText(request.body, 'token');
    const proof = await api.prove(secret);
    if (proof.kind === 'known') {
      jar.giveToken(response, secret);
      response.json(sessionOf({ ...proof, by: 'cookie' }, api, options));
      return;
    }
    setCaller(request, proof);
    void failures.count(request, response, (limited?: unknown) =>
      next(limited ?? new FirebreakError('unauthorized', proof.why)),
    );
  });

  router.get('/api/v1/session', (request, response) => {
    response.json(sessionOf(callerOf(request), api, options));
  });

  router.post('/logout', async (request, response) => {
    refuseForeignOrigin(request, options);
    const cookie = jar.session(request);
    if (cookie !== undefined) await logins().end(cookie, requestIdOf(response));
    jar.takeSession(response);
    jar.takeToken(response);
    response.redirect(303, '/');
  });
  return router;
}

function sessionOf(caller: Caller, { logins }: FirebreakApi, options: HttpOptions): SessionView {
  const known = caller.kind === 'known' ? caller : undefined;
  return {
    name: known?.principal.name ?? null,
    scope: known?.principal.scope ?? null,
    isShared: known !== undefined && !isSomebody(known.principal),
    byCookie: known?.by === 'cookie',
    mayRead: options.openReads || known !== undefined,
    logins: [...(logins ? (['oidc'] as const) : []), ...(options.canWrite ? (['token'] as const) : [])],
    version: options.version,
  };
}

/** A path of our own, or the page: nobody is to be led elsewhere by a link that begins here. */
function ownPath(text = '/'): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : '/';
}
