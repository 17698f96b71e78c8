import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

/** The project's own configuration, without the rules that need types: those would want the files to exist. */
const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  overrideConfig: [
    { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked },
    { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ],
});

/** The rules that a line breaks in a file of this path. */
async function broken(path: string, line: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: path });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const HIDDEN: readonly (readonly [line: string, rule: string])[] = [
  ['export const now = Date.now();', 'no-restricted-properties'],
  ['export const { now } = Date;', 'no-restricted-properties'],
  ['export const today = new Date();', 'no-restricted-syntax'],
  ['export const today = Date();', 'no-restricted-syntax'],
  ['export const dice = Math.random();', 'no-restricted-properties'],
  ['export const id = crypto.randomUUID();', 'no-restricted-globals'],
  ['export const home = process.env.HOME;', 'no-restricted-properties'],
  ['export const { env } = process;', 'no-restricted-properties'],
  [`import { env } from 'node:process';\nexport const home = env;`, 'no-restricted-imports'],
  ['setTimeout(() => undefined, 1);', 'no-restricted-globals'],
  ['setInterval(() => undefined, 1);', 'no-restricted-globals'],
  ['export const at = performance.now();', 'no-restricted-globals'],
  [
    `import { setTimeout as wait } from 'node:timers/promises';\nexport const w = wait;`,
    'no-restricted-imports',
  ],
  [`export const answer = fetch('http://localhost');`, 'no-restricted-globals'],
  [`export const answer = globalThis.fetch('http://localhost');`, 'no-restricted-globals'],
];
const AXIOS = `import axios from 'axios';\nexport const a = axios;`;

describe('clock, chance, environment and network', () => {
  it.each(HIDDEN)('refuses %s', async (line, rule) => {
    for (const room of ['core', 'engine', 'http', 'cli', 'spec'])
      expect(await broken(`src/${room}/x.ts`, line), room).toEqual([rule]);
  });

  const free = HIDDEN.filter(([line]) => !line.includes('= fetch('));
  it.each(free)('leaves adapters, main and tests free to write %s', async (line) => {
    for (const path of ['src/adapters/x/x.ts', 'src/main/x.ts', 'test/unit/x.test.ts'])
      expect(await broken(path, line), path).toEqual([]);
  });

  it('lets every room read a date that it was given', async () => {
    expect(await broken('src/core/x.ts', 'export const read = (at: number) => new Date(at);')).toEqual([]);
  });
});

describe('fetch', () => {
  it.each(['src/adapters/x/x.ts', 'src/main/x.ts'])('is refused in %s', async (path) => {
    expect(await broken(path, `export const answer = fetch('http://localhost');`)).toEqual([
      'no-restricted-globals',
    ]);
  });
});

describe('axios', () => {
  it.each(['src/core/x.ts', 'src/cli/x.ts', 'src/main/x.ts'])('is refused in %s', async (path) => {
    expect(await broken(path, AXIOS)).toEqual(['no-restricted-imports']);
  });

  it('is what adapters talk with', async () => {
    expect(await broken('src/adapters/x/x.ts', AXIOS)).toEqual([]);
  });
});
