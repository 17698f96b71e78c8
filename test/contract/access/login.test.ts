import { describe, expect, it } from 'vitest';
import { createOidcProvider } from '../../../src/adapters/oidc/oidc-provider.js';
import { nodeSecrets } from '../../../src/adapters/secrets/node-secrets.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { Logins } from '../../../src/engine/logins.js';
import { MemoryStore } from '../../support/memory-store.js';
import { CLIENT, startOidcProvider } from '../../support/oidc-provider.js';
import { FakeApi } from '../../unit/http/fake-api.js';
import { type Answer, bearer, serveApp } from '../../unit/http/serving.js';

const REDIRECT = 'https://firebreak.example/login/callback';
const ORIGIN = 'https://firebreak.example';
const LIMITS = { idle: HOUR, lifetime: 12 * HOUR };

/** The cookies of one browser. */
class Browser {
  readonly jar = new Map<string, string>();
  /** The headers of its last cookies. */
  set: readonly string[] = [];

  take({ headers }: Answer): void {
    this.set = (headers['set-cookie'] as string[] | undefined) ?? [];
    for (const line of this.set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.jar.delete(name);
      else this.jar.set(name, value);
    }
  }

  headers(): Record<string, string> {
    return { cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}

/** The app with logins over a real provider on loopback, by a clock that the test moves. */
async function stage() {
  const provider = await startOidcProvider(REDIRECT);
  const store = new MemoryStore();
  const time = { now: Date.now() };
  const logged: unknown[] = [];
  const note = (...line: unknown[]) => void logged.push(line);
  const ports = {
    store,
    clock: { now: () => time.now },
    log: { debug: note, info: note, warn: note, error: note },
    secrets: nodeSecrets,
  };
  const client = { issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret };
  const oidc = createOidcProvider({
    ...client,
    redirectUri: REDIRECT,
    scopes: ['openid', 'profile'],
    groupsClaim: 'groups',
    nameClaim: 'preferred_username',
  });
  const api = new FakeApi();
  api.now = () => time.now;
  const grants = { read: ['staff'], operate: ['sre'], admin: ['platform'] };
  api.logins = new Logins(ports, oidc, { grants, limits: LIMITS });
  const served = await serveApp({ secure: true, openReads: false, externalUrl: ORIGIN }, api);
  const browser = new Browser();
  const visit = async (url: string, more: Record<string, string> = {}) => {
    const answer = await served.ask({
      url,
      maxRedirects: 0,
      headers: { ...browser.headers(), accept: 'text/html', ...more },
    });
    browser.take(answer);
    return answer;
  };
  /** From /login to the provider, and where that sends the browser. */
  const askProvider = async (path = '/login') => {
    const { headers } = await visit(path);
    const back = await fetch(String(headers['location']), { redirect: 'manual' });
    const { pathname, search } = new URL(back.headers.get('location') ?? 'none:');
    return pathname + search;
  };
  const logIn = async () => visit(await askProvider());
  const write = (more: Record<string, string> = {}) =>
    served.post(
      '/api/v1/incidents/INC-7/ack',
      {},
      {
        ...browser.headers(),
        host: 'firebreak.example',
        origin: ORIGIN,
        'x-firebreak-csrf': '1',
        ...more,
      },
    );
  return { ...served, api, provider, store, time, logged, browser, visit, askProvider, logIn, write };
}

const code = ({ data }: Answer) => (data as { error: { code: string } }).error.code;

describe('a login', () => {
  it('proves who a browser is, and by which groups it may write', async () => {
    const { visit, askProvider, browser, write, api, store } = await stage();
    expect((await visit('/api/v1/session')).data).toMatchObject({
      mayRead: false,
      logins: ['oidc', 'token'],
    });
    const done = await visit(await askProvider('/login?return_to=%2F%3Fa%3D1'));
    expect([done.status, done.headers['location']]).toEqual([303, '/?a=1']);
    const session = browser.set.find((line) => line.startsWith('__Host-firebreak='));
    expect(session).toMatch(/^__Host-firebreak=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect([...browser.jar.keys()]).toEqual(['__Host-firebreak']);
    expect((await visit('/api/v1/session')).data).toMatchObject({
      name: 'maria',
      scope: 'operate',
      mayRead: true,
    });
    expect((await write()).status).toBe(200);
    expect(api.calls.at(-1)).toEqual(['acknowledge', 'INC-7', 'maria']);
    expect((await visit('/api/v1/tokens')).status).toBe(403);
    expect(await store.audit(9)).toMatchObject([
      { who: 'maria', kind: 'login', scope: 'operate', action: 'login', outcome: 'done' },
    ]);
    const [cookie = ''] = browser.jar.values();
    expect(JSON.stringify(await store.session(nodeSecrets.digest(cookie)))).not.toContain(cookie);
  });

  it.each([
    [['platform', 'sre'], 'admin'],
    [['staff'], 'read'],
  ])('of a member of %j has the scope %s', async (groups, scope) => {
    const { provider, logIn, store } = await stage();
    provider.user = { ...provider.user, groups };
    await logIn();
    expect(await store.audit(1)).toMatchObject([{ scope }]);
  });

  it('of somebody without such a group is refused', async () => {
    const { provider, logIn, browser, store } = await stage();
    provider.user = { sub: 'u-2', groups: ['guests'] };
    const { status, data } = await logIn();
    expect([status, data]).toMatchObject([403, { error: { message: expect.stringContaining('u-2') } }]);
    expect(browser.jar.size).toBe(0);
    expect(await store.audit(9)).toEqual([]);
  });

  it.each([
    'wrong nonce',
    'expired',
    'wrong audience',
    'wrong issuer',
    'alg none',
    'strange key',
    'no ID token',
  ] as const)('with an ID token that has %s proves nothing', async (fault) => {
    const { provider, logIn, browser, store, logged } = await stage();
    provider.fault = fault;
    const answer = await logIn();
    expect([answer.status, code(answer)]).toEqual([401, 'unauthorized']);
    expect(browser.jar.size).toBe(0);
    expect(await store.audit(9)).toEqual([]);
    expect(JSON.stringify([answer.data, logged])).not.toContain(CLIENT.secret);
  });

  it('holds for the browser that began it, for one code, and with its own state', async () => {
    const { visit, askProvider, browser, provider } = await stage();
    const back = await askProvider();
    const begun = browser.jar.get('__Host-firebreak-login') ?? '';
    browser.jar.clear();
    expect((await visit(back)).status).toBe(401);
    browser.jar.set('__Host-firebreak-login', begun);
    expect((await visit(back.replace(/state=[^&]+/, 'state=forged'))).status).toBe(401);
    browser.jar.set('__Host-firebreak-login', begun);
    expect((await visit(back)).status).toBe(303);
    browser.jar.set('__Host-firebreak-login', begun);
    expect((await visit(back)).status).toBe(401);
    expect(provider.refused).toEqual(['code']);
    browser.jar.set('__Host-firebreak-login', 'bm9uc2Vuc2U');
    expect((await visit(await askProvider().then(() => back))).status).toBe(401);
  });

  it('cannot be taken over with the verifier of another', async () => {
    const { visit, askProvider, browser, provider } = await stage();
    const back = await askProvider();
    const login = JSON.parse(
      Buffer.from(browser.jar.get('__Host-firebreak-login') ?? '', 'base64url').toString(),
    ) as Record<string, string>;
    const forged = { ...login, verifier: 'x'.repeat(43) };
    browser.jar.set('__Host-firebreak-login', Buffer.from(JSON.stringify(forged)).toString('base64url'));
    expect((await visit(back)).status).toBe(401);
    expect(provider.refused).toEqual(['PKCE']);
  });

  it('takes a new cookie whatever the browser had: none can be planted, and the old one ends', async () => {
    const { visit, logIn, browser, store } = await stage();
    await logIn();
    const [first = ''] = browser.jar.values();
    await logIn();
    const [second = ''] = browser.jar.values();
    expect(second).not.toBe(first);
    expect(await store.session(nodeSecrets.digest(first))).toBeUndefined();
    browser.jar.set('__Host-firebreak', 'planted-by-a-stranger');
    expect((await visit('/api/v1/slos')).status).toBe(401);
    await logIn();
    expect([...browser.jar.values()]).not.toContain('planted-by-a-stranger');
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'evil', '/a\tb'])(
    'leads to nobody else’s page: %j',
    async (target) => {
      const { visit, askProvider } = await stage();
      const back = await askProvider(`/login?return_to=${encodeURIComponent(target)}`);
      expect((await visit(back)).headers['location']).toBe('/');
    },
  );

  it('that fails too often shuts its address out for a minute', async () => {
    const { visit, get } = await stage();
    for (let n = 0; n < 20; n += 1) expect((await visit('/login/callback?code=x')).status).toBe(401);
    expect((await visit('/login/callback?code=x')).status).toBe(429);
    expect((await get('/api/v1/slos', bearer())).status).toBe(429);
  });
});

describe('a session', () => {
  it('ends when it has not been used for a while', async () => {
    const { visit, logIn, time, store } = await stage();
    await logIn();
    for (let n = 0; n < 3; n += 1) {
      time.now += LIMITS.idle - MINUTE;
      expect((await visit('/api/v1/slos')).status).toBe(200);
    }
    time.now += LIMITS.idle;
    expect((await visit('/api/v1/slos')).status).toBe(401);
    expect(await store.audit(9)).toHaveLength(1);
  });

  it('ends in any case, however much it is used', async () => {
    const { visit, logIn, time } = await stage();
    await logIn();
    const end = time.now + LIMITS.lifetime;
    while (time.now + 50 * MINUTE < end) {
      time.now += 50 * MINUTE;
      expect((await visit('/api/v1/slos')).status).toBe(200);
    }
    time.now = end;
    expect((await visit('/api/v1/slos')).status).toBe(401);
  });

  it('ends with a logout by a page of our own, and only so', async () => {
    const { ask, visit, logIn, browser, store } = await stage();
    await logIn();
    const cookie = browser.headers();
    const logOut = (origin: string) =>
      ask({
        method: 'post',
        url: '/logout',
        maxRedirects: 0,
        headers: { ...cookie, host: 'firebreak.example', origin },
      });
    expect((await logOut('https://evil.example')).status).toBe(403);
    expect((await visit('/api/v1/slos')).status).toBe(200);
    const out = await logOut(ORIGIN);
    expect([out.status, out.headers['location']]).toEqual([303, '/']);
    expect((await visit('/api/v1/slos', cookie)).status).toBe(401);
    expect(await store.audit(1)).toMatchObject([{ who: 'maria', action: 'logout' }]);
  });

  it('holds while the store is gone, for those seen before', async () => {
    const { visit, logIn, store } = await stage();
    await logIn();
    await visit('/api/v1/slos');
    store.session = async () => {
      throw new Error('connection refused');
    };
    expect((await visit('/api/v1/slos')).status).toBe(200);
  });

  it.each([
    ['without the header', { 'x-firebreak-csrf': '' }, 200],
    ['from another site', { origin: 'https://evil.example' }, 403],
    ['from a page without an origin', { origin: 'null' }, 403],
    ['by plain HTTP', { origin: 'http://firebreak.example' }, 403],
    ['said by the browser to be of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['said by the browser to be of a neighbour', { 'sec-fetch-site': 'same-site' }, 403],
    ['from its own page', { 'sec-fetch-site': 'same-origin' }, 200],
  ])('writes %s: %j gives %d', async (_, headers, status) => {
    const { logIn, write, api } = await stage();
    await logIn();
    expect((await write(headers)).status).toBe(status);
    expect(api.calls.filter(([name]) => name === 'acknowledge')).toHaveLength(status === 200 ? 1 : 0);
  });

  it('does not write where either proof is missing, and a token needs neither', async () => {
    const { logIn, post, browser } = await stage();
    await logIn();
    const url = '/api/v1/incidents/INC-7/ack';
    const own = { ...browser.headers(), host: 'firebreak.example' };
    expect((await post(url, {}, { ...own, origin: ORIGIN })).status).toBe(403);
    expect((await post(url, {}, { ...own, 'x-firebreak-csrf': '1' })).status).toBe(403);
    expect((await post(url, {}, { ...own, ...bearer('operate-secret') })).status).toBe(200);
    expect((await post(url, {}, { ...own, ...bearer('wrong'), 'x-firebreak-csrf': '1' })).status).toBe(401);
  });
});

it('a provider that is away is told as that, and found when it is back', async () => {
  const { visit, api } = await stage();
  const quiet = () => undefined;
  const away = createOidcProvider({
    issuer: 'http://127.0.0.1:1',
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    redirectUri: REDIRECT,
    scopes: ['openid'],
    groupsClaim: 'groups',
    nameClaim: 'sub',
  });
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const ports = { store: new MemoryStore(), clock: { now: () => 0 }, log, secrets: nodeSecrets };
  const grants = { read: ['*'], operate: [], admin: [] };
  const before = api.logins;
  api.logins = new Logins(ports, away, { grants, limits: LIMITS });
  expect((await visit('/login')).status).toBe(502);
  api.logins = before;
  expect((await visit('/login')).status).toBe(302);
});
