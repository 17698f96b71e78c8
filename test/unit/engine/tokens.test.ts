import { describe, expect, it } from 'vitest';
import { nodeSecrets } from '../../../src/adapters/secrets/node-secrets.js';
import { CONFIGURED } from '../../../src/core/access/actor.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { createToken, giveNewSecret, revokeToken } from '../../../src/engine/commands/change-tokens.js';
import { tokenView } from '../../../src/engine/queries/token-view.js';
import { TokenBook } from '../../../src/engine/token-book.js';
import { tokenActor } from '../../support/actors.js';
import { MemoryStore } from '../../support/memory-store.js';

const ADMIN = tokenActor('maria', { scope: 'admin' });
const START = Date.UTC(2026, 10, 28);

/** A book on a store, by a clock that the test moves; `compared` counts the comparisons of digests. */
function open(configured?: string, store = new MemoryStore()) {
  const time = { now: START, compared: 0 };
  const quiet = () => undefined;
  const secrets = {
    ...nodeSecrets,
    same: (a: string, b: string) => {
      time.compared += 1;
      return nodeSecrets.same(a, b);
    },
  };
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const book = new TokenBook({ store, clock: { now: () => time.now }, log, secrets }, configured);
  const create = (name: string, lifetimeMs: number | undefined = 90 * DAY) =>
    createToken(book, { name, scope: 'operate', lifetimeMs }, ADMIN);
  return { book, store, time, create };
}

const known = (name: string) => ({ kind: 'known', principal: { kind: 'token', name, scope: 'operate' } });
const refused = (why: string) => ({ kind: 'refused', why: expect.stringContaining(why) });

describe('a token', () => {
  it('proves who somebody is, here and after a restart, and of its secret only a digest is kept', async () => {
    const { book, store, create } = open();
    const { secret, token } = await create('ci');
    expect(secret).toMatch(/^fb_[a-z0-9]{10}_[\w-]{43}$/);
    expect(await book.prove(secret)).toEqual(known('ci'));
    const again = open(undefined, store).book;
    await again.refresh();
    expect(await again.prove(secret)).toEqual(known('ci'));
    const kept = JSON.stringify([await store.tokens(), await store.audit(9)]);
    expect(kept).not.toContain(secret.slice(-20));
    expect(JSON.stringify(tokenView(token, START))).not.toContain(token.digest);
  });

  it.each([
    ['another secret', (secret: string) => `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`],
    ['a part of it', (secret: string) => secret.slice(0, -1)],
    ['its id alone', (secret: string) => secret.slice(0, 14)],
    ['another id', (secret: string) => secret.replace(/^fb_./, 'fb_-')],
    ['its digest', (secret: string) => nodeSecrets.digest(secret)],
    ['nothing', () => ''],
  ])('is not proven by %s', async (_, change) => {
    const { book, create } = open('configured');
    const { secret } = await create('ci');
    expect(await book.prove(change(secret))).toEqual(refused('no token'));
  });

  it('holds until it expires, and not at that instant', async () => {
    const { book, time, create } = open();
    const { secret } = await create('ci', HOUR);
    time.now = START + HOUR - 1;
    expect(await book.prove(secret)).toEqual(known('ci'));
    time.now = START + HOUR;
    expect(await book.prove(secret)).toEqual(refused('the token ci has expired'));
    await expect(giveNewSecret(book, 'ci', HOUR, ADMIN)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('may last for ever', async () => {
    const { book, time, create } = open();
    const { secret } = await createToken(book, { name: 'a', scope: 'operate', lifetimeMs: undefined }, ADMIN);
    await create('b');
    time.now = START + 5000 * DAY;
    expect(await book.prove(secret)).toEqual(known('a'));
  });

  it('holds with both secrets for a while after a rotation, then with the new one', async () => {
    const { book, time, create } = open();
    const first = await create('ci');
    const second = await giveNewSecret(book, 'ci', HOUR, ADMIN);
    expect(second.token.id).toBe(first.token.id);
    time.now = START + HOUR - 1;
    for (const { secret } of [first, second]) expect(await book.prove(secret)).toEqual(known('ci'));
    expect(tokenView(second.token, time.now).oldSecretEndsAt).toBe(START + HOUR);
    time.now = START + HOUR;
    expect(await book.prove(first.secret)).toEqual(refused('no token'));
    expect(await book.prove(second.secret)).toEqual(known('ci'));
    expect(tokenView(second.token, time.now).oldSecretEndsAt).toBeUndefined();
    const third = await giveNewSecret(book, first.token.id, 0, ADMIN);
    expect(await book.prove(second.secret)).toEqual(refused('no token'));
    expect(await book.prove(third.secret)).toEqual(known('ci'));
  });

  it('that is revoked ends at once, with its old secret, and its name can be given again', async () => {
    const { book, create } = open();
    const first = await create('ci');
    await expect(create('ci')).rejects.toMatchObject({ code: 'conflict' });
    const second = await giveNewSecret(book, 'ci', HOUR, ADMIN);
    await revokeToken(book, 'ci', ADMIN);
    expect(await book.prove(first.secret)).toEqual(refused('no token'));
    expect(await book.prove(second.secret)).toEqual(refused('the token ci has been revoked'));
    await expect(giveNewSecret(book, first.token.id, 0, ADMIN)).rejects.toMatchObject({ code: 'conflict' });
    await expect(revokeToken(book, 'ci', ADMIN)).rejects.toMatchObject({ code: 'not-found' });
    expect(await book.prove((await create('ci')).secret)).toEqual(known('ci'));
  });

  it('is in the audit log with whoever made, rotated and revoked it', async () => {
    const { book, store, create } = open();
    await create('ci');
    await giveNewSecret(book, 'ci', HOUR, ADMIN);
    await revokeToken(book, 'ci', ADMIN);
    const line = { who: 'maria', target: 'ci', outcome: 'done', detail: expect.stringContaining('operate') };
    expect(await store.audit(9)).toMatchObject([
      { ...line, action: 'token.revoke' },
      { ...line, action: 'token.rotate' },
      { ...line, action: 'token.create' },
    ]);
  });

  it('that could not be stored does not hold', async () => {
    const { book, store, create } = open();
    const { secret } = await create('ci');
    store.failNextCommits(2);
    await expect(create('other')).rejects.toThrow('locked');
    await expect(revokeToken(book, 'ci', ADMIN)).rejects.toThrow('locked');
    expect(book.list().map(({ name, revokedAt }) => [name, revokedAt])).toEqual([['ci', undefined]]);
    expect(await book.prove(secret)).toEqual(known('ci'));
  });

  it('tells to ten minutes when it was used last', async () => {
    const { book, store, time, create } = open();
    const { secret } = await create('ci');
    const used = async () => (await store.tokens()).map(({ lastUsedAt }) => lastUsedAt);
    await book.prove(`${secret}x`);
    expect(await used()).toEqual([undefined]);
    await book.prove(secret);
    time.now = START + 10 * MINUTE - 1;
    await book.prove(secret);
    expect(await used()).toEqual([START]);
    await giveNewSecret(book, 'ci', HOUR, ADMIN);
    time.now = START + 10 * MINUTE;
    await book.prove(secret);
    expect(await used()).toEqual([time.now]);
  });
});

describe('several replicas', () => {
  it('know at once what another has made, and with the next reading what it has revoked', async () => {
    const { book, store, create } = open();
    const other = open(undefined, store);
    await other.book.refresh();
    other.time.now += SECOND;
    const { secret } = await create('ci');
    expect(await other.book.prove(secret)).toEqual(known('ci'));
    await revokeToken(book, 'ci', ADMIN);
    await other.book.refresh();
    expect(await other.book.prove(secret)).toEqual(refused('revoked'));
  });

  it('ask the store for unknown tokens once a second at most, and hold to what they know when it is gone', async () => {
    const { book, store, time, create } = open();
    const { secret } = await create('ci');
    let asked = 0;
    store.tokens = async () => {
      asked += 1;
      throw new Error('connection refused');
    };
    for (let n = 0; n < 20; n += 1) await book.prove('fb_stranger_x');
    expect(asked).toBe(0);
    time.now += SECOND;
    for (let n = 0; n < 20; n += 1) await book.prove('fb_stranger_x');
    expect(asked).toBe(1);
    expect(await book.prove(secret)).toEqual(known('ci'));
  });
});

describe('the configured token', () => {
  it('is an admin who is nobody in particular', async () => {
    const { book } = open('a token');
    expect(await book.prove('a token')).toEqual({ kind: 'known', principal: CONFIGURED });
    expect(await book.prove('a token ')).toEqual(refused('no token'));
    expect(await open().book.prove('undefined')).toEqual(refused('no token'));
  });
});

it('a secret that is wrong is compared as often as one that is right, whatever of it is wrong', async () => {
  const { book, time, create } = open('configured');
  const { secret } = await create('ci');
  const comparisons = async (text: string) => {
    time.compared = 0;
    await book.prove(text);
    return time.compared;
  };
  expect(await comparisons(secret)).toBe(2);
  expect(await comparisons(`${secret.slice(0, -1)}!`)).toBe(2);
  expect(await comparisons('fb_stranger_x')).toBe(2);
  expect(await comparisons('nonsense')).toBe(2);
});

it('digests are compared by the whole, and only equal ones are the same', () => {
  const [a, b] = [nodeSecrets.digest('a'), nodeSecrets.digest('b')];
  expect([nodeSecrets.same(a, a), nodeSecrets.same(a, b), nodeSecrets.same(a, a.slice(1))]).toEqual([
    true,
    false,
    false,
  ]);
});
