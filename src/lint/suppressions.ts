import type { Problem, SpecFile } from '../spec/problem.js';
import type { RuleWords } from './rule.js';
import { INVALID_SUPPRESSION, UNUSED_SUPPRESSION } from './suppression-rules.js';

/** A comment that lets findings pass. Lines count from 1. */
interface Suppression {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** The line whose findings it is about. */
  readonly about: number;
  readonly rules: readonly string[];
  readonly reason: string;
}

/** A finding with the line where its SLO begins: beside that, a comment is about the whole SLO. */
export interface Suppressible {
  readonly problem: Problem;
  readonly sloLine: number | undefined;
}

export interface Rules {
  /** Those that can be suppressed. */
  readonly known: ReadonlySet<string>;
  readonly chosen: ReadonlySet<string>;
  /** Those that were not wholly looked for: a suppression of theirs may be of use another time. */
  readonly unsure: ReadonlySet<string>;
}

const COMMENT = /(?:^|\s)(#\s*firebreak-lint-disable-(next-line|line)\b([^:\n]*)(?::(.*))?)$/;

/** What is left of the findings, and what is wrong with the comments that let the others pass. */
export function applySuppressions(
  findings: readonly Suppressible[],
  files: readonly SpecFile[],
  { known, chosen, unsure }: Rules,
): Problem[] {
  const suppressions = files.flatMap(readSuppressions);
  const faults = suppressions.flatMap((suppression) => {
    const fault = faultOf(suppression, known);
    return fault === undefined ? [] : [problemAt(suppression, INVALID_SUPPRESSION, ...fault)];
  });
  const valid = suppressions.filter((suppression) => faultOf(suppression, known) === undefined);
  const used = new Set<string>();
  const left = findings.filter((finding) => {
    const by = valid.filter((suppression) => isAbout(suppression, finding));
    for (const suppression of by) used.add(useOf(suppression, finding.problem.code));
    return by.length === 0;
  });
  const unused = valid.flatMap((suppression) =>
    suppression.rules
      .filter((rule) => chosen.has(rule) && !unsure.has(rule) && !used.has(useOf(suppression, rule)))
      .map((rule) =>
        problemAt(
          suppression,
          UNUSED_SUPPRESSION,
          `there is no finding of ${rule} here to suppress`,
          'remove the comment, or put it beside the line or the SLO that it is about',
        ),
      ),
  );
  return [...left.map(({ problem }) => problem), ...faults, ...unused].filter(
    ({ code }) => chosen.has(code) || !known.has(code),
  );
}

/** Comments are looked for line by line: so they are found within queries too, and in the files of every tool. */
function readSuppressions({ path, text }: SpecFile): Suppression[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((content, index) => {
    const match = COMMENT.exec(content);
    if (!match) return [];
    const [, comment = '', where, rules = '', reason = ''] = match;
    return [
      {
        file: path,
        line: index + 1,
        column: content.length - comment.length + 1,
        length: comment.length,
        about: where === 'line' ? index + 1 : lineAfter(lines, index),
        rules: rules.split(',').map((rule) => rule.trim()),
        reason: reason.trim(),
      },
    ];
  });
}

/** The next line that is neither empty nor a comment, so that several comments can stand above one line. */
function lineAfter(lines: readonly string[], index: number): number {
  const after = lines.findIndex((line, at) => at > index && !/^\s*(#.*)?$/.test(line));
  return after === -1 ? lines.length : after + 1;
}

function faultOf({ rules, reason }: Suppression, known: ReadonlySet<string>): [string, string] | undefined {
  const unknown = rules.find((rule) => !known.has(rule));
  if (unknown !== undefined) {
    const what =
      unknown === '' ? 'this names no rule' : `there is no rule "${unknown}" that can be suppressed`;
    return [what, 'firebreak lint --rules lists them'];
  }
  return reason === ''
    ? [
        'this suppression gives no reason',
        `write it behind a colon: ${rules.join(', ')}: why it is right here`,
      ]
    : undefined;
}

function isAbout({ file, about, rules }: Suppression, { problem, sloLine }: Suppressible): boolean {
  return (
    file === problem.file && rules.includes(problem.code) && (about === problem.line || about === sloLine)
  );
}

function useOf({ file, line }: Suppression, rule: string): string {
  return `${file}:${line} ${rule}`;
}

function problemAt(
  { file, line, column, length }: Suppression,
  { id, severity }: RuleWords,
  message: string,
  mend: string,
): Problem {
  return { code: id, severity, message, mend, file, line, column, endLine: line, endColumn: column + length };
}
