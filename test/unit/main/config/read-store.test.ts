import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../../src/main/config/read-config.js';

const URL_FILE = '/etc/firebreak/postgres-url';

function read(text: string, secret = 'postgres://fire:s3cret@db.example/firebreak\n') {
  return readConfig({
    file: { path: '/etc/firebreak/firebreak.yaml', text },
    fileFolder: '/etc/firebreak',
    workFolder: '/home/me',
    env: {},
    flags: {},
    readSecretFile: (path) => {
      if (path !== URL_FILE) throw new Error('there is no such file');
      return secret;
    },
  });
}

function store(text: string, secret?: string) {
  const { settings, problems } = read(text, secret);
  if (!settings) throw new Error(JSON.stringify(problems));
  return settings.store;
}

function problem(text: string): string {
  const [first] = read(text).problems;
  return `${first?.line}:${first?.column} ${first?.message}; ${first?.mend}`;
}

const withUrl = (url: string) => `store:\n  postgres: {url: "${url}"}\n`;

describe('where state is kept', () => {
  test('in a file, which lies where the configuration says', () => {
    expect(store('store: {path: data/a.db}')).toEqual({ kind: 'sqlite', path: '/etc/firebreak/data/a.db' });
  });

  test('in a database, whose URL a file holds', () => {
    expect(store('store: {postgres: {url_file: postgres-url}}')).toEqual({
      kind: 'postgres',
      host: 'db.example',
      port: 5432,
      database: 'firebreak',
      user: 'fire',
      password: 's3cret',
    });
  });

  test.each([
    ['postgresql://fire@[::1]:6000/f%20b', { host: '::1', port: 6000, database: 'f b' }],
    ['postgres://fire:a%2Fb%40c@db/f', { host: 'db', password: 'a/b@c' }],
    ['postgres://fire@localhost/f?host=/run/postgresql', { host: '/run/postgresql', port: 5432 }],
    ['postgres://fire@db/f?sslmode=disable', { host: 'db' }],
  ])('by the URL %s', (url, expected) => {
    const found = store(withUrl(url));
    expect(found).toMatchObject(expected);
    expect(found).not.toHaveProperty('tls');
  });

  test('encrypted when the URL or the file says so, and then the certificate is checked', () => {
    const checked = { tls: { insecureSkipVerify: false } };
    expect(store(withUrl('postgres://fire@db/f?sslmode=require'))).toMatchObject(checked);
    expect(store('store: {postgres: {url: "postgres://fire@db/f", tls: {}}}')).toMatchObject(checked);
  });
});

describe('a store that cannot be meant', () => {
  test.each([
    ['store: {path: a, postgres: {url: "postgres://fire@db/f"}}', /1:9 path and postgres are both given/],
    ['store: {postgres: {}}', /1:19 "url" is missing; add url or url_file/],
    ['store: {postgres: {url_file: gone}}', /1:30 url cannot be read: there is no such file/],
    [withUrl('mysql://fire@db/f'), /the URL is none of a PostgreSQL; write postgres:/],
    [withUrl('postgres://db/f'), /lacks user, host or database/],
    [withUrl('postgres://fire@db'), /lacks user, host or database/],
    [withUrl('postgres://fire:%zz@db/f'), /broken %-escape/],
    [
      withUrl('postgres://fire@db/f?sslmode=prefer'),
      /would fall back to plain text; take one of disable, require/,
    ],
    [withUrl('postgres://fire@db/f?pool=4'), /parameters that nobody reads: pool; leave them out/],
    ['store: {postgres: {url: "postgres://fire@db/f", tls: {cert_file: a}}}', /"key_file" is missing/],
  ])('is refused: %s', (text, expected) => {
    expect(problem(text)).toMatch(expected);
  });

  test('and its password is not repeated', () => {
    const urls = ['postgres://fire:s3cret@db', 'postgres://fire:s3cret@db/f?x=s3cret', 'fire:s3cret@db/f'];
    for (const url of urls) {
      const { problems } = read(withUrl(url));
      expect(problems.length).toBe(1);
      expect(JSON.stringify(problems.map(({ message, mend }) => [message, mend]))).not.toContain('s3cret');
    }
  });
});
