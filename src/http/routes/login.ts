import { Router } from 'express';
import { FirebreakError } from '../../core/errors.js';
import { setCaller } from '../access/caller.js';
import { cookies } from '../access/cookies.js';
import type { FailureLimit } from '../access/rate-limits.js';
import { requestIdOf } from '../access/request-id.js';
import { refuseForeignOrigin } from '../access/same-origin.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { queryText } from '../read-query.js';

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

  router.post('/logout', async (request, response) => {
    refuseForeignOrigin(request, options);
    const cookie = jar.session(request);
    if (cookie !== undefined) await logins().end(cookie, requestIdOf(response));
    jar.takeSession(response);
    response.redirect(303, '/');
  });
  return router;
}

/** A path of our own, or the page: nobody is to be led elsewhere by a link that begins here. */
function ownPath(text = '/'): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : '/';
}
