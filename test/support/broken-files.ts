import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSpecs } from '../../src/spec/read-specs.js';
import { reportText } from '../../src/spec/report/text.js';

/** File, code, line, column, how many sound SLOs still load, message. */
export type BrokenFile = readonly [string, string, number, number, number, string];

/** What a folder has to break: each is expected, and nothing else is. */
export function fixturesIn(folder: string): readonly string[] {
  return readdirSync(folder).sort();
}

/** Holds files that are broken in one way each to what is told of them. */
export function testBrokenFiles(folder: string, expected: readonly BrokenFile[]): void {
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
