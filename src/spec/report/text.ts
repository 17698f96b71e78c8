import type { Problem, SpecFile } from '../problem.js';

/** A problem, or what is told like one. */
export type Tellable = Omit<Problem, 'severity'> & { readonly severity: Problem['severity'] | 'hint' };

export type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'cyan', text: string) => string;

/** Problems for people: place, line, caret, what is wrong, how to mend it. */
export function reportText(problems: readonly Tellable[], files: readonly SpecFile[], paint: Paint): string {
  const lines = new Map(files.map((file) => [file.path, file.text.split(/\r?\n/)]));
  return problems
    .map((problem) => one(problem, lines.get(problem.file)?.[problem.line - 1], paint))
    .join('\n');
}

const COLOURS = { error: 'red', warning: 'yellow', hint: 'cyan' } as const;

function one(problem: Tellable, source: string | undefined, paint: Paint): string {
  const place = paint('bold', `${problem.file}:${problem.line}:${problem.column}`);
  const severity = paint(COLOURS[problem.severity], problem.severity);
  const head = `${place}: ${severity} ${paint('dim', `[${problem.code}]`)} ${problem.message}`;
  const mend = `      ${paint('cyan', 'mend:')} ${problem.mend}`;
  if (source === undefined) return `${head}\n${mend}\n`;
  const shown = printable(source).slice(0, 200);
  const width =
    problem.endLine === problem.line ? problem.endColumn - problem.column : shown.length - problem.column + 1;
  const caret = `${' '.repeat(problem.column - 1)}${'^'.repeat(Math.max(1, Math.min(width, 80)))}`;
  const number = String(problem.line).padStart(4);
  return `${head}\n${number} | ${shown}\n     | ${paint('red', caret)}\n${mend}\n`;
}

/** A file must not steer the terminal that its lines are shown on. */
function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, (control) => (control === '\t' ? ' ' : '\ufffd'));
}
