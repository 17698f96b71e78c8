import { describe, expect, it } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { pollution } from '../../support/hostile-words.js';

const SOUND = `service: shop
slis:
  up: {bad: shop_failed_total, total: shop_total}
slos:
  - {sli: up, target: 99%, window: 30d}
`;
const read = (text: string) => readSpecs([{ path: 'shop.yaml', text }]);
const errors = (text: string) => read(text).problems.filter(({ severity }) => severity === 'error');

it('the file that the others are made from is sound', () => {
  expect(errors(SOUND)).toEqual([]);
});

describe.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
  'the key %s',
  (key) => {
    it.each([
      ['at the top', `${SOUND}${key}: {polluted: yes}\n`],
      ['in an SLI', SOUND.replace('{bad', `{${key}: {polluted: yes}, bad`)],
      ['in an SLO', SOUND.replace('{sli', `{${key}: {polluted: yes}, sli`)],
      ['in place of what is needed', `${key}: {service: shop, slis: {}, slos: []}\n`],
    ])('%s is refused at its place', async (_, text) => {
      expect(await pollution(() => read(text))).toEqual([]);
      const line = text.split('\n').findIndex((each) => each.includes(`${key}:`)) + 1;
      expect(errors(text)).toContainEqual(expect.objectContaining({ code: 'unknown-field', line }));
    });

    it('is a label or the name of an SLI like any other, or refused', async () => {
      const label = SOUND.replace('slis:', `labels: {${key}: mine}\nslis:`);
      const sli = SOUND.replaceAll('up', key);
      for (const text of [label, sli]) {
        expect(await pollution(() => read(text))).toEqual([]);
        const { slos, problems } = read(text);
        expect(slos.length + problems.length).toBeGreaterThan(0);
      }
    });
  },
);

it.each([100, 5000])('%d levels of YAML are refused, not a crash', (levels) => {
  const deep = [
    `${'['.repeat(levels)}${']'.repeat(levels)}`,
    `${'{a: '.repeat(levels)}1${'}'.repeat(levels)}`,
    '- '.repeat(levels),
  ];
  for (const value of deep) {
    expect(errors(`${SOUND}labels: ${value}\n`)).not.toEqual([]);
    expect(errors(value)).not.toEqual([]);
  }
});

it('aliases that multiply are refused', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let index = 1; index < 12; index++) {
    lines.push(`a${index}: &a${index} [${Array.from({ length: 10 }, () => `*a${index - 1}`).join(', ')}]`);
  }
  expect(errors(`${SOUND}${lines.join('\n')}\n`)).not.toEqual([]);
});

it.each(['javascript:alert(1)', 'data:text/html,<script>', 'java\\tscript:x', 'file:///etc/passwd'])(
  'a link to %s is refused',
  (url) => {
    expect(errors(SOUND.replace('slis:', `links: {runbook: "${url}"}\nslis:`))).not.toEqual([]);
  },
);
