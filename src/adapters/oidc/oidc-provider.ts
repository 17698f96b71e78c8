import * as oidc from 'openid-client';
import { FirebreakError } from '../../core/errors.js';
import type { Identity, IdentityProvider } from '../../engine/ports.js';

export interface OidcOptions {
  /** https, or http on loopback. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly groupsClaim: string;
  readonly nameClaim: string;
}

const TIMEOUT_SECONDS = 10;

/**
 * An OpenID provider, asked by the authorization code flow with PKCE, state and nonce. ID tokens count only when signed by a key
 * of the provider. It is looked for when somebody first logs in, and again until it answers.
 */
export function createOidcProvider(options: OidcOptions): IdentityProvider {
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = () => {
    found ??= discover(options).catch((error: unknown) => {
      found = undefined;
      throw unreachable(error);
    });
    return found;
  };
  return {
    async begin() {
      const config = await configuration();
      const pending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: options.redirectUri,
        scope: options.scopes.join(' '),
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, pending };
    },

    async finish(query, { state, nonce, verifier }) {
      const config = await configuration();
      const callback = new URL(options.redirectUri);
      callback.search = query;
      try {
        const tokens = await oidc.authorizationCodeGrant(config, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        return identityOf(tokens.claims() ?? {}, options);
      } catch (error) {
        throw refusal(error);
      }
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcOptions): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  return oidc.discovery(url, clientId, clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: [
      // By itself the library trusts the connection and leaves the signature alone.
      oidc.enableNonRepudiationChecks,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; the configuration takes http on loopback only
      ...(url.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ],
  });
}

function identityOf(claims: Readonly<Record<string, unknown>>, options: OidcOptions): Identity {
  const name = oneLine(claims[options.nameClaim]) ?? oneLine(claims['sub']);
  if (name === undefined) throw new FirebreakError('unauthorized', 'the provider does not say who that is');
  const groups = claims[options.groupsClaim];
  const list: unknown[] = Array.isArray(groups) ? groups : [groups];
  return { name, groups: list.filter((group) => typeof group === 'string') };
}

function oneLine(value: unknown): string | undefined {
  return typeof value === 'string' && /^[^\p{Cc}]{1,200}$/u.test(value) ? value : undefined;
}

/** What the provider, or the library that judges its answers, says of them; the answers themselves are in no message. */
function refusal(error: unknown): FirebreakError {
  if (error instanceof FirebreakError) return error;
  const isOfTheWire =
    error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
  if (isOfTheWire) return unreachable(error);
  return new FirebreakError(
    'unauthorized',
    `the login is not proven: ${messageOf(error)}; begin again at /login`,
  );
}

function unreachable(error: unknown): FirebreakError {
  return new FirebreakError('source-unreachable', `the login provider does not answer: ${messageOf(error)}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
