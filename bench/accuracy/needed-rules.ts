import { parse, stringify } from 'yaml';

/** A PromQL string, which may hold braces and escaped quotes. */
const STRING = String.raw`"(?:[^"\\]|\\.)*"`;

interface RecordedRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Partial<RecordedRule>[] }[];
}

export interface NeededRules {
  readonly text: string;
  /** The names of its groups, in order. */
  readonly groups: readonly string[];
}

/**
 * A rule file without what one recorded series does not rest on: alerts, other windows. promtool evaluates every group at every
 * interval, and 35 days have a hundred thousand of them.
 */
export function neededRules(text: string, wanted: string): NeededRules {
  const file = parse(text) as RuleFile;
  const rules = file.groups.flatMap((group) => group.rules).filter(isRecording);
  const needed = new Set<Partial<RecordedRule>>();
  const need = (rule: RecordedRule) => {
    if (needed.has(rule)) return;
    needed.add(rule);
    for (const other of rules) if (mentions(rule.expr, other)) need(other);
  };
  for (const rule of rules) if (rule.record === wanted) need(rule);
  const groups = file.groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => needed.has(rule)) }))
    .filter((group) => group.rules.length > 0);
  return { text: stringify({ groups }), groups: groups.map(({ name }) => name) };
}

function isRecording(rule: Partial<RecordedRule>): rule is RecordedRule {
  return rule.record !== undefined && rule.expr !== undefined;
}

/** True when the expression selects what the rule records, as far as `=` and `!=` tell. */
function mentions(expression: string, { record, labels = {} }: RecordedRule): boolean {
  const name = new RegExp(`(?<![\\w:])${record}(?![\\w:])(?:\\s*\\{((?:[^"}]|${STRING})*)\\})?`, 'g');
  const matcher = new RegExp(`(\\w+)\\s*(=|!=)\\s*(${STRING})`, 'g');
  return [...expression.matchAll(name)].some(([, matchers = '']) =>
    [...matchers.matchAll(matcher)].every(([, label = '', op, value = '']) => {
      // A label that the rule does not set may come from what it reads.
      if (labels[label] === undefined) return true;
      return (labels[label] === JSON.parse(value)) === (op === '=');
    }),
  );
}
