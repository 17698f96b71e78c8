import type { Problem, SpecFile } from '../problem.js';

/**
 * Problems as JUnit XML: a suite for each file, and in it a failed case for each problem that fails the command, a passed one with its
 * words for each other, and a passed one where nothing was found.
 */
export function reportJunit(
  problems: readonly Problem[],
  files: readonly SpecFile[],
  fails: (problem: Problem) => boolean,
): string {
  const suites = files.map(({ path }) => {
    const own = problems.filter(({ file }) => file === path);
    const failed = own.filter(fails).length;
    const cases = own.length === 0 ? [passed(path)] : own.map((problem) => told(problem, fails(problem)));
    return `  <testsuite name="${escape(path)}" tests="${cases.length}" failures="${failed}">\n${cases.join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="firebreak">\n${suites.join('')}</testsuites>\n`;
}

function passed(path: string): string {
  return `    <testcase name="no problems" classname="${escape(path)}"/>\n`;
}

function told({ code, severity, message, mend, file, line, column }: Problem, fails: boolean): string {
  const head = `    <testcase name="${escape(`${code} at ${line}:${column}`)}" classname="${escape(file)}" file="${escape(file)}" line="${line}">`;
  const text = `${file}:${line}:${column}: ${message}\nmend: ${mend}`;
  const body = fails
    ? `<failure type="${severity}" message="${escape(message)}">${escape(text)}</failure>`
    : `<system-out>${escape(`${severity}: ${text}`)}</system-out>`;
  return `${head}${body}</testcase>\n`;
}

/** XML 1.0 has no way to write control characters. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uFFFF]/gu, (character) =>
      (character.codePointAt(0) ?? 0) < 32 ? '\uFFFD' : character,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
