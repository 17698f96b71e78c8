import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const CRUISER = join(REPOSITORY, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CONFIG = join(REPOSITORY, '.dependency-cruiser.cjs');

interface Summary {
  readonly violations: readonly {
    readonly rule: { readonly name: string };
    readonly from: string;
    readonly to: string;
  }[];
  readonly totalCruised: number;
}

/** Cruises `src` of a folder with the project's rules. */
function cruise(folder: string): Promise<Summary> {
  return new Promise((resolve, reject) => {
    const args = [CRUISER, 'src', '--config', CONFIG, '--output-type', 'json'];
    // The exit code counts the violations; only an answer that is no JSON is an error here.
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 }, (_error, stdout, stderr) => {
      try {
        resolve((JSON.parse(stdout) as { summary: Summary }).summary);
      } catch {
        reject(new Error(`dependency-cruiser gave no report: ${stderr}${stdout}`));
      }
    });
  });
}

const lines = ({ violations }: Summary) =>
  violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();

describe('the real source', () => {
  it('keeps the direction of dependencies', { timeout: 60_000 }, async () => {
    const summary = await cruise(REPOSITORY);
    expect(summary.totalCruised).toBeGreaterThan(50);
    expect(lines(summary)).toEqual([]);
  });
});

const PACKAGES = ['axios', 'yaml', 'ajv', 'kysely', '@lezer/common'];

/** A house in which everything is allowed. */
const CLEAN: Record<string, string> = {
  'src/core/a.ts': `import type { B } from './b.js'; export type A = B;`,
  'src/core/b.ts': 'export type B = string;',
  'src/promql/parse.ts': `import '../core/a.js'; import '@lezer/common';`,
  'src/spec/read.ts': `import '../core/a.js'; import '../promql/parse.js'; import 'yaml'; import 'ajv';`,
  'src/rules/generate.ts': `import '../core/a.js'; import '../spec/read.js'; import 'yaml';`,
  'src/lint/judge.ts': `import '../core/a.js'; import '../rules/generate.js'; import '../spec/read.js';`,
  'src/engine/ports.ts': `import '../core/a.js';`,
  'src/engine/evaluate.ts': `import './ports.js'; import '../core/a.js';`,
  'src/adapters/store/store.ts': `import '../../engine/ports.js'; import './sql.js'; import 'kysely'; import 'node:fs';`,
  'src/adapters/store/sql.ts': `import '../../core/a.js';`,
  'src/adapters/prometheus/client.ts': `import 'axios';`,
  'src/adapters/outgoing/send.ts': `import 'node:https';`,
  'src/adapters/pager/pager.ts': `import '../outgoing/send.js';`,
  'src/http/app.ts': `import '../engine/evaluate.js'; export interface Answer { ok: boolean }`,
  'src/cli/program.ts': `import '../rules/generate.js'; import '../lint/judge.js'; import 'node:path';`,
  'src/ui/page.ts': `import type { Answer } from '../http/app.js'; export type Shown = Answer;`,
  'src/main/main.ts': `import '../cli/program.js'; import '../adapters/store/store.js'; import '../http/app.js';`,
  'test/support/double.ts': 'export const double = 1;',
  'src/spec/y.ts': 'export const y = 1;',
  'src/rules/y.ts': 'export const y = 1;',
};

/** By rule: files that break it and no other, each with what it imports, as written and as found. */
const PLANTED: Record<string, readonly (readonly [from: string, line: string, to: string])[]> = {
  'core-imports-core-only': [
    ['src/core/x-engine.ts', `import '../engine/ports.js';`, 'src/engine/ports.ts'],
    ['src/core/x-node.ts', `import 'node:fs';`, 'fs'],
    ['src/core/x-package.ts', `import 'yaml';`, 'node_modules/yaml/index.js'],
    ['src/core/x-type.ts', `import type { R } from '../spec/read.js';`, 'src/spec/read.ts'],
  ],
  'promql-imports-core-and-grammar': [
    ['src/promql/x-spec.ts', `import '../spec/y.js';`, 'src/spec/y.ts'],
    ['src/promql/x-node.ts', `import 'fs';`, 'fs'],
  ],
  'spec-imports-core-promql-and-readers': [
    ['src/spec/x-rules.ts', `import '../rules/y.js';`, 'src/rules/y.ts'],
    ['src/spec/x-node.ts', `import 'node:path';`, 'path'],
  ],
  'rules-import-core-promql-spec': [
    ['src/rules/x-engine.ts', `import '../engine/ports.js';`, 'src/engine/ports.ts'],
  ],
  'lint-imports-core-promql-spec-rules': [
    ['src/lint/x-engine.ts', `import '../engine/ports.js';`, 'src/engine/ports.ts'],
    ['src/lint/x-package.ts', `import 'yaml';`, 'node_modules/yaml/index.js'],
  ],
  'engine-imports-core-only': [
    ['src/engine/x-node.ts', `import 'node:crypto';`, 'crypto'],
    ['src/engine/x-rules.ts', `import '../rules/y.js';`, 'src/rules/y.ts'],
  ],
  'adapters-stand-alone': [
    ['src/adapters/pager/x.ts', `import '../store/sql.js';`, 'src/adapters/store/sql.ts'],
    ['src/adapters/store/x.ts', `import '../../engine/evaluate.js';`, 'src/engine/evaluate.ts'],
  ],
  'http-and-cli-know-no-adapter': [
    ['src/http/x.ts', `import '../adapters/store/sql.js';`, 'src/adapters/store/sql.ts'],
    ['src/cli/x.ts', `import '../http/app.js';`, 'src/http/app.ts'],
  ],
  'ui-talks-to-the-api-only': [
    ['src/ui/x-core.ts', `import type { A } from '../core/a.js';`, 'src/core/a.ts'],
  ],
  'ui-takes-types-only': [['src/ui/x-app.ts', `import '../http/app.js';`, 'src/http/app.ts']],
  'nothing-imports-main': [['src/y/x-main.ts', `import '../main/main.js';`, 'src/main/main.ts']],
  'src-imports-src-and-packages-only': [
    ['src/main/x.ts', `import '../../test/support/double.js';`, 'test/support/double.ts'],
  ],
  'requests-leave-by-one-door': [
    ['src/main/x-axios.ts', `import type { A } from 'axios';`, 'node_modules/axios/index.js'],
    ['src/adapters/pager/x-axios.ts', `import 'axios';`, 'node_modules/axios/index.js'],
    ['src/adapters/pager/x-http.ts', `import 'node:http';`, 'http'],
    ['src/adapters/pager/x-net.ts', `import 'net';`, 'net'],
  ],
  'no-cycles': [
    ['src/main/ring-1.ts', `import type { B } from './ring-2.js'; export type A = B;`, 'src/main/ring-2.ts'],
  ],
};
const ROWS = Object.entries(PLANTED).flatMap(([rule, files]) =>
  files.map((file) => [rule, ...file] as const),
);

describe('a house with one broken rule per file', () => {
  let folder: string;
  let found: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firebreak-house-'));
    const files = {
      ...CLEAN,
      ...Object.fromEntries(PACKAGES.map((name) => [`node_modules/${name}/index.js`, 'export default 1;'])),
      ...Object.fromEntries(
        PACKAGES.map((name) => [
          `node_modules/${name}/package.json`,
          JSON.stringify({ name, main: 'index.js' }),
        ]),
      ),
      'package.json': JSON.stringify({
        type: 'module',
        dependencies: Object.fromEntries(PACKAGES.map((name) => [name, '*'])),
      }),
      ...Object.fromEntries(ROWS.map(([, from, line]) => [from, line])),
      // Closes the ring, which is reported once, at its first file.
      'src/main/ring-2.ts': `import type { A } from './ring-1.js'; export type B = A;`,
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    found = lines(await cruise(folder));
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(ROWS)('%s: no %s with %s', (rule, from, _line, to) => {
    expect(found.filter((line) => line.includes(` ${from} ->`))).toEqual([`${rule}: ${from} -> ${to}`]);
  });

  it('has no other complaint', () => {
    expect(found).toHaveLength(ROWS.length);
  });

  it('holds every rule to account', async () => {
    const { default: config } = (await import(CONFIG)) as {
      default: { forbidden: { name: string; comment: string }[] };
    };
    expect(new Set(Object.keys(PLANTED))).toEqual(new Set(config.forbidden.map(({ name }) => name)));
    for (const { comment } of config.forbidden) expect(comment.length).toBeGreaterThan(40);
  });
});
