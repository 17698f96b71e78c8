import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../../src/cli/text/unified-diff.js';

const numbered = (length: number) => Array.from({ length }, (_, index) => `line ${index + 1}`);
const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

describe('unifiedDiff', () => {
  it('is empty when nothing would change', () => {
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
  });

  it('shows a change with three lines around it', () => {
    const before = numbered(20);
    const after = before.with(9, 'changed');
    expect(unifiedDiff('f.yaml', text(before), text(after))).toBe(
      '--- f.yaml\n+++ f.yaml\n@@ -7,7 +7,7 @@\n line 7\n line 8\n line 9\n-line 10\n+changed\n line 11\n line 12\n line 13\n',
    );
  });

  it('shows changes that are far apart in hunks of their own', () => {
    const before = numbered(40);
    const diff = unifiedDiff('f', text(before), text(before.with(4, 'a').with(34, 'b')));
    expect(diff.match(/^@@.*@@$/gm)).toEqual(['@@ -2,7 +2,7 @@', '@@ -32,7 +32,7 @@']);
  });

  it('shows a file that is new and one that should go', () => {
    expect(unifiedDiff('f', undefined, 'a\nb\n')).toBe('--- /dev/null\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n');
    expect(unifiedDiff('f', 'a\n', undefined)).toBe('--- f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n');
  });

  it('still tells what changed in files too long to compare line by line', () => {
    const before = numbered(3000);
    const diff = unifiedDiff('f', text(before), text(before.map((line) => `${line}!`)));
    expect(diff.split('\n').filter((line) => line.startsWith('+line'))).toHaveLength(3000);
  });

  it('is taken by git apply, which then makes the new file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'firebreak-diff-'));
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 25 });
    try {
      fc.assert(
        fc.property(lines, lines, (before, after) => {
          const file = join(folder, 'file');
          writeFileSync(file, text(before));
          const diff = unifiedDiff('file', text(before), text(after));
          if (diff !== '')
            execFileSync('git', ['apply', '-p0', '-'], { cwd: folder, input: diff, stdio: 'pipe' });
          expect(readFileSync(file, 'utf8')).toBe(text(after));
        }),
        { numRuns: 100 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
