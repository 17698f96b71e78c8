import type { CookieOptions, Request, Response } from 'express';
import type { PendingLogin } from '../../engine/ports.js';
import type { HttpOptions } from '../http-options.js';

const LOGIN_SECONDS = 600;
/** A token that a browser was given is asked for again after a night. */
const TOKEN_SECONDS = 12 * 3600;

/** The cookies: of a session, of a login under way, of a token that was typed in. No script can read them, and no other site has them sent along with a write. */
export function cookies({ secure }: Pick<HttpOptions, 'secure'>) {
  // A name that begins so is taken from this host alone, by HTTPS, so that no neighbour can plant one.
  const prefix = secure ? '__Host-' : '';
  const names = {
    session: `${prefix}firebreak`,
    login: `${prefix}firebreak-login`,
    token: `${prefix}firebreak-token`,
  };
  const attributes: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/' };

  return {
    session: (request: Request) => read(request, names.session),
    giveSession: (response: Response, cookie: string) => response.cookie(names.session, cookie, attributes),
    takeSession: (response: Response) => response.clearCookie(names.session, attributes),

    login: (request: Request) => parsePending(read(request, names.login)),
    giveLogin: (response: Response, login: LoginUnderWay) =>
      response.cookie(names.login, Buffer.from(JSON.stringify(login)).toString('base64url'), {
        ...attributes,
        maxAge: LOGIN_SECONDS * 1000,
      }),
    takeLogin: (response: Response) => response.clearCookie(names.login, attributes),

    token: (request: Request) => {
      const value = read(request, names.token);
      return value === undefined ? undefined : Buffer.from(value, 'base64url').toString();
    },
    giveToken: (response: Response, secret: string) =>
      response.cookie(names.token, Buffer.from(secret).toString('base64url'), {
        ...attributes,
        maxAge: TOKEN_SECONDS * 1000,
      }),
    takeToken: (response: Response) => response.clearCookie(names.token, attributes),
  };
}

/** What the browser itself remembers while its user is with the provider. */
export interface LoginUnderWay extends PendingLogin {
  readonly returnTo: string;
}

function read({ headers: { cookie = '' } }: Request, name: string): string | undefined {
  for (const pair of cookie.split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined && /^[\w-]{1,4000}$/.test(value)) return value;
  }
  return undefined;
}

function parsePending(value: string | undefined): LoginUnderWay | undefined {
  if (value === undefined) return undefined;
  try {
    const login: unknown = JSON.parse(Buffer.from(value, 'base64url').toString());
    return isLogin(login) ? login : undefined;
  } catch {
    return undefined;
  }
}

function isLogin(value: unknown): value is LoginUnderWay {
  if (typeof value !== 'object' || value === null) return false;
  return ['state', 'nonce', 'verifier', 'returnTo'].every(
    (field) => typeof Reflect.get(value, field) === 'string',
  );
}
