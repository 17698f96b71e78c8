import { describe, expect, it } from 'vitest';
import { hideSecrets, hideWithin, namesSecret } from '../../../src/core/hide-secrets.js';

describe('hideSecrets', () => {
  it('takes a secret out wherever it stands, also as JSON and in a URL', () => {
    const hide = hideSecrets(['p"ss w/rd']);
    const url = 'https://x/?key=p%22ss%20w%2Frd&more=1';
    expect(hide(`p"ss w/rd, ${JSON.stringify({ key: 'p"ss w/rd' })}, ${url}`)).toBe(
      '…, {"key":"…"}, https://x/?key=…&more=1',
    );
  });

  it('leaves nothing of a secret that has another one within it', () => {
    expect(hideSecrets(['hunter2', 'hunter2-and-more'])('hunter2-and-more hunter2')).toBe('… …');
  });

  it('lets texts be that are too short to be told from words', () => {
    expect(hideSecrets(['', 'team'])('the team')).toBe('the team');
  });
});

describe('hideWithin', () => {
  const hide = hideSecrets(['hunter2']);

  it('goes through lists, objects, their names, and errors', () => {
    const error = new Error('no hunter2');
    const { hunter2: inName, ...rest } = hideWithin(
      { a: ['hunter2', 1, null], b: { c: 'x hunter2' }, hunter2: true, error, at: undefined },
      hide,
    ) as Record<string, unknown>;
    expect(inName).toBeUndefined();
    expect(rest).toMatchObject({ a: ['…', 1, null], b: { c: 'x …' }, '…': true, at: undefined });
    expect(rest['error']).toMatch(/^Error: no …\n/);
  });

  it('leaves the value itself as it is', () => {
    const value = { a: 'hunter2' };
    hideWithin(value, hide);
    expect(value).toEqual({ a: 'hunter2' });
  });
});

it.each([
  ['Authorization', true],
  ['X-Api-Key', true],
  ['Cookie', true],
  ['X-Scope-OrgID', false],
])('%s names a secret: %s', (name, secret) => {
  expect(namesSecret(name)).toBe(secret);
});
