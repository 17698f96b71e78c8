import { expect, it } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { reportText } from '../../../src/spec/report/text.js';

const plain = (_style: unknown, words: string) => words;

it('a file’s line cannot steer the terminal that it is shown on', () => {
  const file = { path: 'a.yaml', text: 'service: x # \u001b[31mred\u001b]0;title\u0007\tend\n' };
  const text = reportText(readSpecs([file]).problems, [file], plain);
  expect(text).toContain('service: x # \ufffd[31mred\ufffd]0;title\ufffd end');
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
});

it('nesting without end is told for what it is', () => {
  const file = { path: 'a.yaml', text: '['.repeat(20_000) };
  expect(readSpecs([file]).problems[0]).toMatchObject({ code: 'yaml-too-deep', line: 1 });
});
