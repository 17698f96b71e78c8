import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { chooseRules } from '../../../src/lint/choose-rules.js';
import { ALL_RULES } from '../../../src/lint/rules.js';
import { lintFiles, readFolder } from './read-folder.js';

const FILES = readFolder('test/fixtures/lint');
const nobody = FILES.filter(({ path }) => path === 'nobody.yaml');
const suppressed = FILES.filter(({ path }) => path === 'suppressed.yaml');

describe('choosing rules', () => {
  it('looks for those that are selected, less those that are ignored', () => {
    expect(lintFiles(nobody, { select: ['no-owner'] })).toHaveLength(1);
    expect(lintFiles(nobody, { ignore: ['no-owner', 'no-runbook'] })).toEqual([]);
    expect(lintFiles(nobody, { select: ['no-owner', 'no-runbook'], ignore: ['no-owner'] })).toHaveLength(1);
  });

  it('knows of every id whether there is such a rule', () => {
    expect(chooseRules(['no-ownr'], [])).toEqual({
      ok: false,
      message: 'there is no rule no-ownr: did you mean "no-owner"?',
    });
  });

  it('lets no error of reading be ignored', () => {
    expect(chooseRules(undefined, ['target-full'])).toMatchObject({ ok: false });
    const full = FILES.filter(({ path }) => path === 'target-full.yaml');
    expect(lintFiles(full, { select: ['no-owner'] })).toHaveLength(1);
  });

  it('calls no suppression useless whose rule was not looked for', () => {
    expect(lintFiles(suppressed, { ignore: ['no-owner', 'short-window-too-short'] })).toEqual([]);
  });
});

describe('every rule', () => {
  it('has an id of its own and words that tell why it is there', () => {
    expect(new Set(ALL_RULES.map(({ id }) => id)).size).toBe(ALL_RULES.length);
    for (const { id, explanation } of ALL_RULES) expect(explanation.length, id).toBeGreaterThan(30);
  });

  it('stands in docs/lint.md with its severity', () => {
    const docs = readFileSync(new URL('../../../docs/lint.md', import.meta.url), 'utf8');
    const missing = ALL_RULES.filter(({ id, severity }) => !docs.includes(`| \`${id}\` | ${severity} |`));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it('is there for each warning of reading: add its words to src/lint/reading-rules.ts and docs/lint.md', () => {
    const spec = fileURLToPath(new URL('../../../src/spec/', import.meta.url));
    const sources = readdirSync(spec, { recursive: true, encoding: 'utf8' });
    const codes = sources
      // An incident policy is no SLO file, and not linted.
      .filter((name) => name.endsWith('.ts') && !name.startsWith('incident-policy/'))
      .flatMap((name) => [...readFileSync(spec + name, 'utf8').matchAll(/\.warn\(\s*'([a-z-]+)'/g)])
      .map(([, code]) => code);
    const known = new Set<string | undefined>(ALL_RULES.map(({ id }) => id));
    expect(codes.length).toBeGreaterThan(5);
    expect([...new Set(codes)].filter((code) => !known.has(code))).toEqual([]);
  });
});
