import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSpecs } from '../../src/spec/read-specs.js';
import { reportText } from '../../src/spec/report/text.js';

/** File, code, line, column, how many sound SLOs still load, message. */
export type BrokenFile = readonly [string, string, number, number, number, string];

/** Holds a folder of files that are broken in one way each to what is told of them; the two lists have to be the same. */
export function testBrokenFiles(folder: string, expected: readonly BrokenFile[]): void {
  test('every fixture is expected, and every expectation has its fixture', () => {
    expect(expected.map(([name]) => `${name}.yaml`)).toEqual(readdirSync(folder).sort());
  });

  test.each(expected)('%s: %s at %i:%i', (name, code, line, column, sound, message) => {
    const file = { path: `${name}.yaml`, text: readFileSync(join(folder, `${name}.yaml`), 'utf8') };
    const { slos, problems } = readSpecs([file]);
    expect(problems.map((problem) => [problem.code, problem.line, problem.column, problem.message])).toEqual([
      [code, line, column, message],
    ]);
    expect(slos).toHaveLength(sound);
    expect(problems[0]?.mend).not.toBe('');
    const shown = reportText(problems, [file], (_style, text) => text);
    expect(shown).toContain(`${file.path}:${line}:${column}: ${problems[0]?.severity ?? ''} [${code}]`);
    expect(shown).toContain('^');
  });
}
