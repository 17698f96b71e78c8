import type { QueryProblem } from '../../promql/expression.js';

/** The places of Go's templates, which sloth runs over a query. */
const TEMPLATE = /\{\{.*?(?:\}\}|$)/gs;
const WINDOW = /^\{\{\s*\.window\s*\}\}$/;

/** What a query asks of sloth beyond the window of a range, such as `{{.window}}` in a metric's name. */
export function templateProblems(text: string): QueryProblem[] {
  return [...text.matchAll(TEMPLATE)].flatMap(({ 0: template, index: from }): QueryProblem[] => {
    const to = from + template.length;
    if (!WINDOW.test(template)) {
      return [
        {
          from,
          to,
          message: `${template} is no variable of sloth's queries: there is only {{.window}}`,
          mend: 'write the value in its place',
        },
      ];
    }
    if (/\[\s*$/.test(text.slice(0, from)) && /^\s*[\]:]/.test(text.slice(to))) return [];
    return [
      {
        from,
        to,
        message: '{{.window}} stands outside of brackets, so that every window asks for something else',
        mend: 'write what is the same for all windows, with [{{.window}}] for the range: the counters, not what is recorded of them',
      },
    ];
  });
}
