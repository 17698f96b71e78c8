import { type Actor, actorText } from '../../core/access/actor.js';
import { type AuditAction, type AuditEntry, auditEntry } from '../../core/access/audit-entry.js';
import type { Scope } from '../../core/access/scope.js';
import { rotateToken, type Token, tokenState } from '../../core/access/token.js';
import { FirebreakError } from '../../core/errors.js';
import type { TokenBook } from '../token-book.js';

export interface AskedToken {
  readonly name: string;
  readonly scope: Scope;
  /** Undefined for one that never expires. */
  readonly lifetimeMs: number | undefined;
}

/** A token, and its secret, which is told this once and kept by nobody here. */
export interface NewSecret {
  readonly token: Token;
  readonly secret: string;
}

export async function createToken(book: TokenBook, asked: AskedToken, actor: Actor): Promise<NewSecret> {
  const { clock, secrets } = book.ports;
  const { name, scope, lifetimeMs } = asked;
  const id = secrets.newId();
  const secret = secretOf(id, book);
  const token = await book.change(
    (tokens) => {
      if (tokens.some((each) => each.name === name && each.revokedAt === undefined))
        throw new FirebreakError(
          'conflict',
          `there is a token ${name} already: rotate it, or revoke it first`,
        );
      const createdAt = clock.now();
      return {
        id,
        name,
        scope,
        digest: secrets.digest(secret),
        previous: undefined,
        createdAt,
        createdBy: actorText(actor),
        expiresAt: lifetimeMs === undefined ? undefined : createdAt + lifetimeMs,
        revokedAt: undefined,
        lastUsedAt: undefined,
      };
    },
    told(actor, 'token.create'),
  );
  return { token, secret };
}

/** Gives a token another secret; the one that it had holds for `graceMs` more. */
export async function giveNewSecret(
  book: TokenBook,
  which: string,
  graceMs: number,
  actor: Actor,
): Promise<NewSecret> {
  const { clock, secrets } = book.ports;
  let secret = '';
  const token = await book.change(
    (tokens) => {
      const now = clock.now();
      const before = find(tokens, which);
      const state = tokenState(before, now);
      if (state !== 'valid')
        throw new FirebreakError('conflict', `the token ${before.name} is ${state}: make a new one`);
      secret = secretOf(before.id, book);
      return rotateToken(before, secrets.digest(secret), now, graceMs);
    },
    told(actor, 'token.rotate'),
  );
  return { token, secret };
}

/** Ends a token at once; one that has been revoked stays as it is. */
export function revokeToken(book: TokenBook, which: string, actor: Actor): Promise<Token> {
  return book.change(
    (tokens) => {
      const token = find(tokens, which);
      return { ...token, previous: undefined, revokedAt: token.revokedAt ?? book.ports.clock.now() };
    },
    told(actor, 'token.revoke'),
  );
}

function secretOf(id: string, { ports }: TokenBook): string {
  return `fb_${id}_${ports.secrets.newSecret()}`;
}

/** By its id, or by the name of the one that has not been revoked. */
function find(tokens: readonly Token[], which: string): Token {
  const named = tokens.find(({ name, revokedAt }) => name === which && revokedAt === undefined);
  const token = tokens.find(({ id }) => id === which) ?? named;
  if (!token) throw new FirebreakError('not-found', `there is no token ${which}`);
  return token;
}

function told(actor: Actor, action: AuditAction): (token: Token, at: number) => AuditEntry {
  return ({ id, name, scope }, at) =>
    auditEntry(actor, { action, target: name }, at, { outcome: 'done', detail: `${id}, ${scope}` });
}
