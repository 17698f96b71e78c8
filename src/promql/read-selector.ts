import type { SyntaxNode } from '@lezer/common';
import type { CounterSelector, Matcher } from '../core/slo/sli.js';
import type { QueryProblem } from './expression.js';
import { compilePattern } from './pattern.js';
import { unquote } from './unquote.js';

/** Reads `name{label="value", …}`; the metric may also be given as `{__name__="name"}`. */
export function readSelector(
  node: SyntaxNode,
  text: string,
): { selector: CounterSelector; problems: readonly QueryProblem[] } {
  const problems: QueryProblem[] = [];
  const slice = (part: SyntaxNode | null) => (part ? text.slice(part.from, part.to) : '');
  let metric = slice(node.getChild('Identifier'));
  const matchers: Matcher[] = [];
  for (const child of node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []) {
    const label = slice(child.getChild('LabelName'));
    const op = matchOp(slice(child.getChild('MatchOp')));
    const value = unquote(slice(child.getChild('StringLiteral')));
    if (op === '=~' || op === '!~') problems.push(...patternProblems(child, value));
    if (label === '__name__' && op === '=' && metric === '') metric = value;
    else if (label === '__name__') {
      problems.push(at(child, 'one metric must be named', 'write the metric’s name before the braces'));
    } else matchers.push({ label, op, value });
  }
  for (const child of node.getChild('LabelMatchers')?.getChildren('QuotedLabelMatcher') ?? []) {
    problems.push(at(child, 'quoted label names are not supported', 'use plain label names'));
  }
  if (metric === '') {
    problems.push(at(node, 'no metric is named', 'write the metric’s name before the braces'));
  }
  return { selector: { metric, matchers }, problems };
}

function matchOp(text: string): Matcher['op'] {
  return text === '!=' || text === '=~' || text === '!~' ? text : '=';
}

function patternProblems(node: SyntaxNode, text: string): QueryProblem[] {
  const pattern = compilePattern(text);
  if (pattern.ok) return [];
  return [
    at(node, `this regular expression is not valid: ${pattern.message}`, 'Prometheus takes RE2 syntax'),
  ];
}

function at(node: SyntaxNode, message: string, mend: string): QueryProblem {
  return { from: node.from, to: node.to, message, mend };
}
