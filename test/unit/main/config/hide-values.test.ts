import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideValues } from '../../../../src/main/config/hide-values.js';

const shown = (text: string) => hideValues({ path: 'firebreak.yaml', text }).text;

describe('lines of the configuration that are shown', () => {
  it.each([
    ['what the schema knows is shown', 'gate: {on_unknown: sometimes}', 'gate: {on_unknown: sometimes}'],
    ['secrets are not', 'http: {token: hunter2}', 'http: {token: •••••••}'],
    ['nor what is misspelt', 'http: {tokn: hunter2}', 'http: {••••: •••••••}'],
    ['nor what is in the wrong place', 'token: hunter2', 'token: •••••••'],
    ['nor headers', 'prometheus: {headers: {X-Key: abc}}', 'prometheus: {headers: {X-Key: •••}}'],
    ['nor a login within a URL', 'prometheus: {url: http://a:b@c}', 'prometheus: {url: http://•••@c}'],
    ['nor comments', 'retention: 9d # was hunter2', 'retention: 9d • ••• •••••••'],
    [
      'items of lists are',
      'receivers:\n  - name: a\n    slack: {webhook_url: x}',
      'receivers:\n  - name: a\n    slack: {webhook_url: •}',
    ],
    [
      'of what is no YAML, names at the beginning of lines',
      'http:\n  token: "hunter2',
      'http:\n  token: "•••••••',
    ],
    ['a secret that is a name is none', 'http: {token: {hunter2: 1}}', 'http: {token: {•••••••: •}}'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('are as long as they were, so that carets point at the same place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const masked = shown(text);
        expect(masked.length).toBe(text.length);
        expect(masked.split('\n').map(({ length }) => length)).toEqual(
          text.split('\n').map(({ length }) => length),
        );
      }),
    );
  });
});
