import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainSlo } from '../../../src/cli/explain/explanation.js';
import { generateRules } from '../../../src/rules/generate-rules.js';
import { isRecordable } from '../../../src/rules/slices.js';
import type { Problem } from '../../../src/spec/problem.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { reportText } from '../../../src/spec/report/text.js';
import { mutatedText } from '../../support/mutated-text.js';

const FOLDER = new URL('../../fixtures/specs/sound/', import.meta.url);
const FILES = readdirSync(FOLDER).map((name) => ({
  path: name,
  text: readFileSync(new URL(name, FOLDER), 'utf8'),
}));
const PLAIN = (_style: unknown, words: string) => words;

test.each(FILES)('$path is sound as it stands', (file) => {
  const { slos, problems } = readSpecs([file]);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(slos).not.toEqual([]);
});

test('10,000 mutated files over all dialects: none crashes or hangs, and whatever is refused is refused at a place', () => {
  fc.assert(
    fc.property(mutatedText(FILES.map(({ text }) => text)), (text) => {
      const started = performance.now();
      const file = { path: 'mutated.yaml', text };
      const { slos, templates, exclusions, problems } = readSpecs([file]);
      // A file that says nothing at all is told of as well.
      expect(slos.length + templates.length + exclusions.length + problems.length).toBeGreaterThan(0);
      for (const problem of problems) expectPlace(problem, text);
      reportText(problems, [file], PLAIN);
      for (const slo of slos) explainSlo(slo, { traffic: null, byHour: null, reading: null });
      generateRules(slos.filter(isRecordable), { format: 'prometheus', tests: true });
      expect(performance.now() - started).toBeLessThan(1000);
    }),
    { numRuns: 10_000 },
  );
}, 300_000);

function expectPlace(problem: Problem, text: string): void {
  const { code, message, mend, line, column, endLine, endColumn } = problem;
  const lines = text.split(/\r\n|\n/);
  expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(message).not.toBe('');
  expect(mend).not.toBe('');
  expect(line).toBeGreaterThanOrEqual(1);
  expect(line).toBeLessThanOrEqual(lines.length);
  expect(column).toBeGreaterThanOrEqual(1);
  expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
  expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
}
