import {
  createToken,
  giveNewSecret,
  type NewSecret,
  revokeToken,
} from '../../engine/commands/change-tokens.js';
import { tokenView } from '../../engine/queries/token-view.js';
import type { NewTokenView } from '../../engine/read-models.js';
import type { TokenBook } from '../../engine/token-book.js';
import type { FirebreakApi } from '../../http/firebreak-api.js';

type TokenApi = Pick<FirebreakApi, 'prove' | 'tokens' | 'createToken' | 'rotateToken' | 'revokeToken'>;

/** Answers what HTTP asks about tokens. */
export function tokenApi(book: TokenBook): TokenApi {
  const { clock } = book.ports;
  const shown = ({ token, secret }: NewSecret): NewTokenView => ({
    token: tokenView(token, clock.now()),
    secret,
  });
  return {
    prove: (secret) => book.prove(secret),
    tokens: () => book.list().map((token) => tokenView(token, clock.now())),
    createToken: async (asked, actor) => shown(await createToken(book, asked, actor)),
    rotateToken: async (which, graceMs, actor) => shown(await giveNewSecret(book, which, graceMs, actor)),
    revokeToken: async (which, actor) => tokenView(await revokeToken(book, which, actor), clock.now()),
  };
}
