import { expect, test } from 'vitest';
import { UsageError } from '../../../../src/cli/exit-codes.js';
import { rulerOptions, sourceOptions } from '../../../../src/main/cli/source-options.js';

const address = { url: 'http://p', headers: { 'X-Scope-OrgID': 'team' } };
const read = (path: string) => {
  if (path === '/token') return 'from-the-file\n';
  if (path === '/empty') return '\n';
  throw new Error('there is no such file');
};

test('commands ask with their headers and the environment’s token', () => {
  const plain = { url: 'http://p', timeoutMs: 30_000, headers: { 'X-Scope-OrgID': { text: 'team' } } };
  expect(sourceOptions(address, {}, read)).toEqual(plain);
  expect(sourceOptions(address, { FIREBREAK_PROMETHEUS_BEARER_TOKEN: 'abc' }, read)).toEqual({
    ...plain,
    credentials: { kind: 'bearer', token: { text: 'abc' } },
  });
  expect(sourceOptions(address, { FIREBREAK_PROMETHEUS_BEARER_TOKEN_FILE: '/token' }, read)).toEqual({
    ...plain,
    credentials: { kind: 'bearer', token: { text: 'from-the-file', file: '/token' } },
  });
});

test.each([
  [{ FIREBREAK_PROMETHEUS_BEARER_TOKEN_FILE: '/nowhere' }, 'cannot be read: there is no such file'],
  [{ FIREBREAK_PROMETHEUS_BEARER_TOKEN_FILE: '/empty' }, '/empty is empty'],
  [
    { FIREBREAK_PROMETHEUS_BEARER_TOKEN: 'abc', FIREBREAK_PROMETHEUS_BEARER_TOKEN_FILE: '/token' },
    'are both set',
  ],
])('%j is refused', (env, words) => {
  const ask = () => sourceOptions(address, env, read);
  expect(ask).toThrow(UsageError);
  expect(ask).toThrow(words);
});

test('a ruler gets its own token, never that of Prometheus', () => {
  const env = { FIREBREAK_PROMETHEUS_BEARER_TOKEN: 'of-prometheus' };
  const plain = { url: 'http://p', timeoutMs: 30_000, headers: { 'X-Scope-OrgID': 'team' } };
  expect(rulerOptions(address, env, read)).toEqual(plain);
  expect(rulerOptions(address, { ...env, FIREBREAK_RULER_BEARER_TOKEN_FILE: '/token' }, read)).toEqual({
    ...plain,
    headers: { 'X-Scope-OrgID': 'team', authorization: 'Bearer from-the-file' },
  });
});
