import { groupBy } from '../core/group-by.js';
import type { Slo } from '../core/slo/slo.js';
import { placeFields } from '../spec/fields/place-fields.js';
import type { Problem, SpecFile } from '../spec/problem.js';
import type { LiveSlo } from './live-facts.js';
import { foldGroups } from './fold-groups.js';
import type { Finding, Rule, RuleWords } from './rule.js';
import { ALL_RULES, PROMETHEUS_FAILED, RULES, UNCHOOSABLE } from './rules.js';
import { applySuppressions, type Suppressible } from './suppressions.js';

/** Files as they were read, with what was wrong with them. */
export interface Linted {
  readonly files: readonly SpecFile[];
  readonly slos: readonly Slo[];
  readonly problems: readonly Problem[];
}

/** The ids of the rules that are looked for, and what a Prometheus holds of the SLOs, where one was asked. */
export interface LookedFor {
  readonly chosen: ReadonlySet<string>;
  readonly live?: readonly LiveSlo[];
}

/** Every finding, in the order of the files. Errors of reading are always among them: what could not be read was not looked at. */
export function lint({ files, slos, problems }: Linted, { chosen, live }: LookedFor): Problem[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const place = placeFields(files);
  const rules = RULES.filter(({ id }) => chosen.has(id));
  const found = rules.flatMap((rule) => [
    ...(rule.check?.(slos) ?? []).map((finding) => placed(rule, finding, place)),
    ...foldGroups(checkLive(rule, live ?? [])).map((finding) => placed(rule, finding, place)),
  ]);
  const failures = foldGroups((live ?? []).flatMap(failureOf)).map((each) =>
    placed(PROMETHEUS_FAILED, each, place),
  );
  const told = [...warnings.map((problem) => ({ problem, sloLine: undefined })), ...found];
  // Whether a suppression is of use can be told only when all of its rule was looked at.
  const unsure = RULES.filter((rule) => rule.live && (!live || failures.length > 0)).map(({ id }) => id);
  const left = applySuppressions(told, files, { known: SUPPRESSIBLE, chosen, unsure: new Set(unsure) });
  const all = [...errors, ...failures.map(({ problem }) => problem), ...left];
  return inOrder(withoutRepetition(all), files);
}

const SUPPRESSIBLE = new Set(ALL_RULES.map(({ id }) => id).filter((id) => !UNCHOOSABLE.has(id)));

function checkLive({ live }: Rule, slos: readonly LiveSlo[]): Finding[] {
  return slos.flatMap(({ slo, facts }) => live?.check(slo, facts) ?? []);
}

function failureOf({ slo, facts: { failure } }: LiveSlo): Finding[] {
  if (failure === undefined) return [];
  const message = `Prometheus does not say what it has of ${slo.id}: ${failure}`;
  return [{ slo, field: 'slo', message, mend: 'check the URL, and that it answers' }];
}

function placed(
  { id, severity }: RuleWords,
  { slo, field, message, mend }: Finding,
  place: ReturnType<typeof placeFields>,
): Suppressible {
  const problem = place(slo, field, { code: id, severity, message, mend });
  return { problem, sloLine: problem.file === slo.source.file ? slo.source.line : undefined };
}

/** What several SLOs share (an owner, an indicator) is told once. */
function withoutRepetition(problems: readonly Problem[]): Problem[] {
  const key = ({ code, file, line, column, message }: Problem) =>
    `${code} ${file}:${line}:${column} ${message}`;
  return [...groupBy(problems, key).values()].flatMap(([first]) => first ?? []);
}

function inOrder(problems: readonly Problem[], files: readonly SpecFile[]): Problem[] {
  const order = new Map(files.map(({ path }, index) => [path, index]));
  const rank = ({ file }: Problem) => order.get(file) ?? files.length;
  return [...problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}
