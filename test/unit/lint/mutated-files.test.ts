import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseRules } from '../../../src/lint/choose-rules.js';
import { lint } from '../../../src/lint/lint.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { mutatedText } from '../../support/mutated-text.js';
import { readFolder } from './read-folder.js';

const TEXTS = [...readFolder('test/fixtures/lint'), ...readFolder('test/fixtures/specs/sound')].map(
  ({ text }) => text,
);

test('1,000 mutated files of all dialects: every finding has a place in its file', () => {
  const choice = chooseRules(undefined, []);
  if (!choice.ok) throw new Error(choice.message);
  fc.assert(
    fc.property(mutatedText(TEXTS), (text) => {
      const files = [{ path: 'mutated.yaml', text }];
      const read = readSpecs(files);
      // As if a Prometheus had answered nothing, so that live findings are placed as well.
      const live = read.slos.map((slo) => ({ slo, facts: { failure: 'down', retentionMs: 1 } }));
      const lines = text.split(/\r\n|\n/);
      for (const { line, column } of lint({ files, ...read }, { chosen: choice.chosen, live })) {
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
      }
    }),
    { numRuns: 1000 },
  );
}, 120_000);
