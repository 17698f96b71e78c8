import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { parseDuration } from '../core/time/duration.js';
import { blankComments } from './blank-comments.js';
import type { Expression, Parsed, QueryProblem } from './expression.js';
import { readSelector } from './read-selector.js';
import { withLiteralWindows } from './window-variable.js';

const LONGEST_QUERY = 20_000;
const DEEPEST = 200;

/** Parses PromQL with Prometheus' own grammar; every problem carries offsets into the text as it was given. */
export function parseExpression(given: string): Parsed<Expression> {
  if (given.trim() === '') return failed(0, given.length, 'the query is empty', 'write a PromQL expression');
  if (given.length > LONGEST_QUERY) {
    return failed(0, given.length, `the query is longer than ${LONGEST_QUERY} characters`, 'shorten it');
  }
  const text = withLiteralWindows(blankComments(given));
  const tree = parser.parse(text);
  const problems = syntaxProblems(tree.topNode, text);
  if (problems.length > 0) return { ok: false, problems };
  const reader = new ExpressionReader(text);
  const value = reader.read(tree.topNode.firstChild, 0);
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, value };
}

function failed(from: number, to: number, message: string, mend: string): Parsed<never> {
  return { ok: false, problems: [{ from, to, message, mend }] };
}

function syntaxProblems(top: SyntaxNode, text: string): QueryProblem[] {
  const errors: SyntaxNode[] = [];
  top.cursor().iterate((node) => {
    if (node.type.isError) errors.push(node.node);
  });
  if (errors.length === 0 && top.firstChild) return [];
  const [first] = errors;
  // A literal block ends with a line break: what is missing is missing before it.
  const end = text.trimEnd().length;
  const from = Math.min(first?.from ?? 0, end);
  const to = Math.min(Math.max(first?.to ?? end, from + 1), Math.max(end, from));
  const found = text.slice(from, to).trim();
  const message =
    found === '' && text.slice(from).trim() === ''
      ? 'the query ends too early'
      : `PromQL does not expect ${found === '' ? 'this' : `"${found}"`} here`;
  return [
    {
      from,
      to,
      message,
      mend: 'check brackets, quotes and operators; paste the query into Prometheus to try it',
    },
  ];
}

class ExpressionReader {
  readonly problems: QueryProblem[] = [];

  constructor(private readonly text: string) {}

  read(node: SyntaxNode | null, depth: number): Expression {
    if (!node || depth > DEEPEST) return this.unsupported(node, 'an expression this deep');
    const span = { from: node.from, to: node.to };
    const inner = (child: SyntaxNode | null) => this.read(child, depth + 1);
    switch (node.name) {
      case 'ParenExpr':
        return inner(node.firstChild);
      case 'NumberDurationLiteral':
        return { ...span, kind: 'number', value: Number(this.textOf(node)) };
      case 'StringLiteral':
        return { ...span, kind: 'text' };
      case 'VectorSelector':
        return { ...span, kind: 'selector', selector: this.selector(node), windowMs: undefined };
      case 'MatrixSelector':
        return this.matrix(node);
      case 'FunctionCall':
        return {
          ...span,
          kind: 'call',
          name: this.textOf(node.getChild('FunctionIdentifier')),
          args: this.args(node, depth),
        };
      case 'AggregateExpr':
        return { ...span, kind: 'aggregate', ...this.aggregate(node), args: this.args(node, depth) };
      case 'UnaryExpr':
        return { ...span, kind: 'unary', op: this.textOf(node.firstChild), arg: inner(node.lastChild) };
      case 'BinaryExpr': {
        const sign = this.textOf(node.firstChild?.nextSibling ?? null).toLowerCase();
        const op = node.getChild('BoolModifier') ? `${sign} bool` : sign;
        return { ...span, kind: 'binary', op, left: inner(node.firstChild), right: inner(node.lastChild) };
      }
      case 'SubqueryExpr':
        return this.unsupported(node, 'a subquery');
      case 'OffsetExpr':
        return { ...this.unsupported(node, 'an offset'), of: inner(node.firstChild) };
      case 'StepInvariantExpr':
        return this.unsupported(node, 'an @ modifier');
      default:
        return this.unsupported(node, node.name);
    }
  }

  private matrix(node: SyntaxNode): Expression {
    const vector = node.getChild('VectorSelector');
    const range = node.getChild('DurationExpr');
    if (!vector || !range) return this.unsupported(node, 'this range');
    const windowMs = parseDuration(this.textOf(range));
    if (windowMs === undefined) {
      this.problems.push({
        from: range.from,
        to: range.to,
        message: `"${this.textOf(range)}" is no duration that can be used as a window`,
        mend: 'write a window such as 5m',
      });
    }
    return { from: node.from, to: node.to, kind: 'selector', selector: this.selector(vector), windowMs };
  }

  private selector(node: SyntaxNode) {
    const { selector, problems } = readSelector(node, this.text);
    this.problems.push(...problems);
    return selector;
  }

  private aggregate(node: SyntaxNode) {
    const modifier = node.getChild('AggregateModifier');
    const labels = modifier?.getChild('GroupingLabels')?.getChildren('LabelName') ?? [];
    return {
      op: this.textOf(node.getChild('AggregateOp')),
      grouping: modifier
        ? { by: modifier.getChild('By') !== null, labels: labels.map((label) => this.textOf(label)) }
        : undefined,
    };
  }

  private args(node: SyntaxNode, depth: number): Expression[] {
    const args: Expression[] = [];
    for (
      let child = node.getChild('FunctionCallBody')?.firstChild ?? null;
      child;
      child = child.nextSibling
    ) {
      args.push(this.read(child, depth + 1));
    }
    return args;
  }

  private unsupported(node: SyntaxNode | null, what: string): Expression & { kind: 'unsupported' } {
    return { from: node?.from ?? 0, to: node?.to ?? this.text.length, kind: 'unsupported', what };
  }

  private textOf(node: SyntaxNode | null): string {
    return node ? this.text.slice(node.from, node.to).trim() : '';
  }
}
