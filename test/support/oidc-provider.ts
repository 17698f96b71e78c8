import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { onTestFinished } from 'vitest';

export const CLIENT = { id: 'firebreak', secret: 'client-secret-of-the-test' };

type Fault =
  | 'wrong nonce'
  | 'expired'
  | 'wrong audience'
  | 'wrong issuer'
  | 'alg none'
  | 'strange key'
  | 'no ID token';

interface Grant {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string;
}

/**
 * An OpenID provider whose user is always logged in and always willing. It enforces what the protocol has clients prove: their
 * secret, the redirect URI, PKCE by S256, and a code that is used once; and it can be made to lie in its ID tokens.
 */
export async function startOidcProvider(redirectUri: string) {
  const keys = await generateKeyPair('RS256');
  const strange = await generateKeyPair('RS256');
  const grants = new Map<string, Grant>();
  const provider = {
    issuer: '',
    user: { sub: 'u-1', preferred_username: 'maria', groups: ['sre'] } as JWTPayload,
    fault: undefined as Fault | undefined,
    /** What clients were refused for. */
    refused: [] as string[],
  };

  const idToken = (nonce: string): Promise<string> | string | undefined => {
    const { fault, user, issuer } = provider;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...user,
      iss: fault === 'wrong issuer' ? 'http://127.0.0.1:1' : issuer,
      aud: fault === 'wrong audience' ? 'another-client' : CLIENT.id,
      nonce: fault === 'wrong nonce' ? 'another' : nonce,
      iat: fault === 'expired' ? now - 7200 : now,
      exp: fault === 'expired' ? now - 3600 : now + 300,
    };
    if (fault === 'no ID token') return undefined;
    if (fault === 'alg none') return new UnsecuredJWT(claims).encode();
    const key = fault === 'strange key' ? strange.privateKey : keys.privateKey;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key);
  };

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const asked = query.get('redirect_uri');
    if (asked !== redirectUri || query.get('client_id') !== CLIENT.id)
      return refuse(response, 'redirect_uri or client_id');
    if (query.get('code_challenge_method') !== 'S256') return refuse(response, 'PKCE');
    const code = randomBytes(16).toString('hex');
    grants.set(code, {
      redirectUri: asked,
      challenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce') ?? '',
    });
    const back = new URL(redirectUri);
    back.search = new URLSearchParams({ code, state: query.get('state') ?? '' }).toString();
    response.writeHead(302, { location: back.href }).end();
  };

  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await bodyOf(request));
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (secretOf(request, form) !== CLIENT.secret) return refuse(response, 'client secret');
    if (!grant) return refuse(response, 'code');
    if (form.get('redirect_uri') !== grant.redirectUri) return refuse(response, 'redirect_uri');
    if (challenge !== grant.challenge) return refuse(response, 'PKCE');
    json(response, {
      access_token: 'unused',
      token_type: 'Bearer',
      expires_in: 300,
      id_token: await idToken(grant.nonce),
    });
  };

  const refuse = (response: ServerResponse, why: string) => {
    provider.refused.push(why);
    json(response, { error: 'invalid_grant', error_description: why }, 400);
  };

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', provider.issuer);
    if (pathname === '/.well-known/openid-configuration') json(response, metadata(provider.issuer));
    else if (pathname === '/authorize') authorize(searchParams, response);
    else if (pathname === '/token') void token(request, response);
    else if (pathname === '/jwks') {
      void exportJWK(keys.publicKey).then((key) =>
        json(response, { keys: [{ ...key, kid: 'k1', alg: 'RS256', use: 'sig' }] }),
      );
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}

function metadata(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  };
}

/** By either of the two ways that clients have. */
function secretOf({ headers }: IncomingMessage, form: URLSearchParams): string | undefined {
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) return form.get('client_secret') ?? undefined;
  return decodeURIComponent(Buffer.from(basic, 'base64').toString().split(':', 2)[1] ?? '');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
