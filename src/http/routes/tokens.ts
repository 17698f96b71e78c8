import { type Request, Router } from 'express';
import { type Scope, SCOPES } from '../../core/access/scope.js';
import { FirebreakError } from '../../core/errors.js';
import { DAY } from '../../core/time/duration.js';
import { actorOf } from '../access/caller.js';
import { needs } from '../access/needs.js';
import type { FirebreakApi } from '../firebreak-api.js';
import type { HttpOptions } from '../http-options.js';
import { jsonView } from '../json-view.js';
import { readDuration } from '../read-duration.js';
import { bodyText, optionalBodyText } from '../read-query.js';

const LIFETIME = '90d';
const GRACE = '24h';
const LONGEST_GRACE = 30 * DAY;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/;

/** Who may prove himself by a token. Secrets are in the answers that make them, and nowhere else. */
export function tokenRoutes(api: FirebreakApi, options: HttpOptions): Router {
  const router = Router();

  router.get('/api/v1/tokens', needs(options, 'admin'), (_request, response) => {
    response.json({ tokens: jsonView(api.tokens()) });
  });

  router.post('/api/v1/tokens', needs(options, 'admin', 'token.create'), async (request, response) => {
    const asked = {
      name: readName(request.body),
      scope: readScope(request.body),
      lifetimeMs: readLifetime(request.body),
    };
    response.status(201).json(jsonView(await api.createToken(asked, actorOf(request, response))));
  });

  router.post(
    '/api/v1/tokens/:id/rotate',
    needs(options, 'admin', 'token.rotate'),
    async (request, response) => {
      const none = optionalBodyText(request.body, 'grace') === '0';
      const grace = none ? 0 : bodyDuration(request.body, 'grace', GRACE);
      if (grace > LONGEST_GRACE)
        throw new FirebreakError('invalid-input', 'an old secret holds for at most 30d more');
      const actor = actorOf(request, response);
      response.json(jsonView(await api.rotateToken(whichOf(request), grace, actor)));
    },
  );

  router.post(
    '/api/v1/tokens/:id/revoke',
    needs(options, 'admin', 'token.revoke'),
    async (request, response) => {
      response.json(jsonView(await api.revokeToken(whichOf(request), actorOf(request, response))));
    },
  );
  return router;
}

function whichOf(request: Request): string {
  return String(request.params['id']);
}

function readName(body: unknown): string {
  const name = bodyText(body, 'name');
  if (NAME.test(name)) return name;
  throw new FirebreakError('invalid-input', '"name" is letters, digits, ".", "_", "@" and "-"');
}

function readScope(body: unknown): Scope {
  const text = bodyText(body, 'scope');
  const scope = SCOPES.find((each) => each === text);
  if (scope) return scope;
  throw new FirebreakError('invalid-input', `"scope" is one of ${SCOPES.join(', ')}`);
}

/** Undefined for `never`. */
function readLifetime(body: unknown): number | undefined {
  const never = optionalBodyText(body, 'expires_in') === 'never';
  return never ? undefined : bodyDuration(body, 'expires_in', LIFETIME);
}

function bodyDuration(body: unknown, field: string, otherwise: string): number {
  return readDuration(optionalBodyText(body, field) ?? otherwise, field, '24h or 90d');
}
