/** One line of the comparison: kept (' '), removed ('-') or added ('+'). */
interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

const CONTEXT = 3;
/** Beyond this many comparisons, what lies between the common start and end is shown as replaced whole. */
const MOST_COMPARISONS = 4_000_000;

/**
 * What would have to change in a file, as `diff -u` shows it; empty when nothing would.
 * @param before undefined for a file that does not exist yet
 */
export function unifiedDiff(path: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return '';
  const edits = compare(linesOf(before), linesOf(after));
  const from = before === undefined ? '/dev/null' : path;
  const to = after === undefined ? '/dev/null' : path;
  return `--- ${from}\n+++ ${to}\n${hunks(edits).join('')}`;
}

function linesOf(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}

function compare(before: readonly string[], after: readonly string[]): Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const kept = (lines: readonly string[]) => lines.map((line): Edit => ({ sign: ' ', line }));
  return [
    ...kept(before.slice(0, start)),
    ...compareMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...kept(before.slice(before.length - end)),
  ];
}

/** By the longest common subsequence. */
function compareMiddle(before: readonly string[], after: readonly string[]): Edit[] {
  if (before.length * after.length > MOST_COMPARISONS) {
    return [
      ...before.map((line): Edit => ({ sign: '-', line })),
      ...after.map((line): Edit => ({ sign: '+', line })),
    ];
  }
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const same = before[i] === after[j];
      common[i * width + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const [old, now] = [before[i], after[j]];
    if (old !== undefined && old === now) {
      edits.push({ sign: ' ', line: old });
      i++;
      j++;
    } else if (old !== undefined && (now === undefined || at(i + 1, j) >= at(i, j + 1))) {
      edits.push({ sign: '-', line: old });
      i++;
    } else if (now !== undefined) {
      edits.push({ sign: '+', line: now });
      j++;
    }
  }
  return edits;
}

function hunks(edits: readonly Edit[]): string[] {
  const texts: string[] = [];
  let oldLine = 1;
  let newLine = 1;
  let index = 0;
  const advance = (edit: Edit) => {
    if (edit.sign !== '+') oldLine++;
    if (edit.sign !== '-') newLine++;
  };
  while (index < edits.length) {
    const first = edits.findIndex((edit, i) => i >= index && edit.sign !== ' ');
    if (first === -1) break;
    const start = Math.max(index, first - CONTEXT);
    edits.slice(index, start).forEach(advance);
    index = start;
    const hunk = edits.slice(start, hunkEnd(edits, first));
    texts.push(hunkText(hunk, oldLine, newLine));
    hunk.forEach(advance);
    index += hunk.length;
  }
  return texts;
}

/** A hunk goes on while the next change is so near that the lines around both would overlap. */
function hunkEnd(edits: readonly Edit[], firstChange: number): number {
  let last = firstChange;
  for (let i = firstChange; i < edits.length && i - last <= 2 * CONTEXT; i++) {
    if (edits[i]?.sign !== ' ') last = i;
  }
  return Math.min(edits.length, last + CONTEXT + 1);
}

function hunkText(hunk: readonly Edit[], oldLine: number, newLine: number): string {
  const span = (line: number, other: '+' | '-') => {
    const length = hunk.filter((edit) => edit.sign !== other).length;
    return `${length === 0 ? line - 1 : line},${length}`;
  };
  const lines = hunk.map((edit) => `${edit.sign}${edit.line}\n`).join('');
  return `@@ -${span(oldLine, '+')} +${span(newLine, '-')} @@\n${lines}`;
}
