import type { Slo } from '../core/slo/slo.js';
import { placeFields } from '../spec/fields/place-fields.js';
import type { Problem, SpecFile } from '../spec/problem.js';
import { READING_RULES } from './reading-rules.js';
import type { Finding, RuleWords } from './rule.js';
import { ALL_RULES, STATIC_RULES } from './rules.js';
import { applySuppressions, type Suppressible } from './suppressions.js';

/** Files as they were read, with what was wrong with them. */
export interface Linted {
  readonly files: readonly SpecFile[];
  readonly slos: readonly Slo[];
  readonly problems: readonly Problem[];
}

/**
 * Every finding, in the order of the files. Errors of reading are always among them: what could not be read was not looked at.
 * @param chosen the ids of the rules that are looked for
 */
export function lint({ files, slos, problems }: Linted, chosen: ReadonlySet<string>): Problem[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const place = placeFields(files);
  const found = STATIC_RULES.filter(({ id }) => chosen.has(id)).flatMap((rule) =>
    rule.check(slos).map((finding) => placed(rule, finding, place)),
  );
  const suppressible = [
    ...warnings.map((problem) => ({ problem, sloLine: undefined })),
    ...withoutRepetition(found),
  ];
  const left = applySuppressions(suppressible, files, { known: SUPPRESSIBLE, active: chosen });
  return inOrder([...errors, ...left], files);
}

/** An error of reading cannot be let pass. */
const ERRORS_OF_READING = new Set(
  READING_RULES.filter(({ severity }) => severity === 'error').map(({ id }) => id),
);
const SUPPRESSIBLE = new Set(ALL_RULES.map(({ id }) => id).filter((id) => !ERRORS_OF_READING.has(id)));

function placed(
  { id, severity }: RuleWords,
  { slo, field, message, mend }: Finding,
  place: ReturnType<typeof placeFields>,
): Suppressible {
  const problem = place(slo, field, { code: id, severity, message, mend });
  return { problem, sloLine: problem.file === slo.source.file ? slo.source.line : undefined };
}

/** What several SLOs share (an owner, an indicator) is told once. */
function withoutRepetition(found: readonly Suppressible[]): Suppressible[] {
  const first = new Map<string, Suppressible>();
  for (const each of found) {
    const { code, file, line, column, message } = each.problem;
    const key = `${code} ${file}:${line}:${column} ${message}`;
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()];
}

function inOrder(problems: readonly Problem[], files: readonly SpecFile[]): Problem[] {
  const order = new Map(files.map(({ path }, index) => [path, index]));
  const rank = ({ file }: Problem) => order.get(file) ?? files.length;
  return [...problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}
