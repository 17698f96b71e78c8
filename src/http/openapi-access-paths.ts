import { newToken, rotation } from './openapi-access.js';
import { LIMIT, inPath, query, type Operations } from './openapi-operation.js';
import { listOf, object, reference, text } from './openapi-types.js';

/** Who may do what, and who did. */
export const accessOperations: Operations = {
  '/login': {
    get: {
      summary: 'Log a browser in',
      open: true,
      parameters: [query('return_to', 'a path of the daemon to come back to')],
      answers: {
        '302': ['to the OpenID provider'],
        '404': 'no provider is configured',
        '502': 'the provider does not answer',
      },
    },
  },
  '/login/callback': {
    get: {
      summary: 'Where the provider sends a browser back to',
      open: true,
      answers: {
        '303': ['logged in, with a cookie'],
        '401': 'what came back proves nothing',
        '502': 'the provider does not answer',
      },
    },
  },
  '/login/token': {
    post: {
      summary: 'Log a browser in with a token, which it keeps in a cookie that no script can read',
      open: true,
      body: object({ token: text }),
      answers: {
        '200': ['who that is', reference('Session')],
        '400': 'no token was sent',
        '401': 'it is none of the daemon, or no longer',
      },
    },
  },
  '/api/v1/session': {
    get: {
      summary: 'Who asks, what that one may do, and how to log in',
      open: true,
      answers: { '200': ['the session', reference('Session')] },
    },
  },
  '/logout': {
    post: {
      summary: 'End the login of this browser',
      open: true,
      answers: { '303': ['logged out'] },
    },
  },
  '/api/v1/tokens': {
    get: {
      summary: 'Who may prove himself by a token',
      scope: 'admin',
      answers: { '200': ['all tokens, and nothing of their secrets', listOf('tokens', 'Token')] },
    },
    post: {
      summary: 'Make a token',
      scope: 'admin',
      body: newToken,
      answers: {
        '201': ['the token, and its secret this once', reference('NewToken')],
        '409': 'there is one of this name',
      },
    },
  },
  '/api/v1/tokens/{id}/rotate': {
    post: {
      summary: 'Give a token another secret; the one that it had holds for a while',
      parameters: [inPath('id', 'its id or name')],
      scope: 'admin',
      body: rotation,
      answers: {
        '200': ['the token, and its secret this once', reference('NewToken')],
        '404': 'there is no such token',
        '409': 'it has expired or been revoked',
      },
    },
  },
  '/api/v1/tokens/{id}/revoke': {
    post: {
      summary: 'End a token at once',
      parameters: [inPath('id', 'its id or name')],
      scope: 'admin',
      answers: { '200': ['the token', reference('Token')], '404': 'there is no such token' },
    },
  },
  '/api/v1/audit': {
    get: {
      summary: 'Who changed what, and what was refused, the newest first',
      parameters: [LIMIT],
      scope: 'admin',
      answers: { '200': ['the log', listOf('entries', 'AuditEntry')] },
    },
  },
};
