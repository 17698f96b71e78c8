import { createOidcProvider } from '../../adapters/oidc/oidc-provider.js';
import { nodeSecrets } from '../../adapters/secrets/node-secrets.js';
import type { EnginePorts } from '../../engine/engine-state.js';
import { Logins } from '../../engine/logins.js';
import { TokenBook } from '../../engine/token-book.js';
import type { Settings } from '../config/settings.js';

/** Who may prove himself, and by what. */
export interface Access {
  readonly tokens: TokenBook;
  /** Undefined when no provider is configured. */
  readonly logins: Logins | undefined;
}

export async function openAccess(
  { store, clock, log }: EnginePorts,
  { token, oidc }: Settings['http'],
): Promise<Access> {
  const ports = { store, clock, log, secrets: nodeSecrets };
  const tokens = new TokenBook(ports, token);
  await tokens.refresh();
  return { tokens, logins: oidc && new Logins(ports, createOidcProvider(oidc), oidc) };
}
