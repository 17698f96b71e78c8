import { DAY, HOUR, parseDuration } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import type { Complaints, ReadSecret } from './reading.js';
import type { OidcSpec } from './schema-http.js';
import { isLoopback, type OidcSettings } from './settings.js';

const PATH = ['http', 'oidc'];

/** The provider at which browsers log in; undefined when something is wrong with it, which is in `problems`. */
export function readOidc(
  spec: OidcSpec,
  externalUrl: string | undefined,
  secret: ReadSecret,
  problems: Complaints,
): OidcSettings | undefined {
  const { issuer, grants } = spec;
  const given = { text: spec.client_secret, file: spec.client_secret_file };
  const clientSecret = secret(given, PATH, 'client_secret');
  if (clientSecret === undefined && given.file === undefined) {
    problems.at(PATH, '"client_secret" is missing', 'add client_secret_file');
  }
  if (externalUrl === undefined) {
    problems.at(PATH, 'the provider has to know where to send browsers back', 'set http.external_url');
  }
  if (!isSafe(issuer)) {
    const mend = 'use https';
    problems.at([...PATH, 'issuer'], 'whoever is on the way to the issuer could say who people are', mend);
  }
  const limits = {
    idle: lasting(spec.session_idle, 'session_idle', 8 * HOUR, problems),
    lifetime: lasting(spec.session_lifetime, 'session_lifetime', DAY, problems),
  };
  if (clientSecret === undefined || externalUrl === undefined) return undefined;
  return {
    issuer,
    clientId: spec.client_id,
    clientSecret,
    redirectUri: `${externalUrl.replace(/\/+$/, '')}/login/callback`,
    scopes: spec.scopes ?? ['openid', 'profile'],
    groupsClaim: spec.groups_claim ?? 'groups',
    nameClaim: spec.name_claim ?? 'preferred_username',
    grants: { read: grants.read ?? [], operate: grants.operate ?? [], admin: grants.admin ?? [] },
    limits,
  };
}

function isSafe(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || isLoopback(hostname);
}

function lasting(given: string | undefined, field: string, otherwise: number, problems: Complaints): number {
  const ms = parseDuration(given ?? '');
  if (given !== undefined && ms === undefined) {
    problems.at([...PATH, field], `"${given}" is no duration`, durationMend(given, 'write 30m, 8h or 1d'));
  }
  return ms ?? otherwise;
}
