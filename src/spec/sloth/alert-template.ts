import type { QueryProblem } from '../../promql/expression.js';

/** The labels of sloth's alert, by name. */
export type Known = Readonly<Record<string, string>>;

/** The places of the templates that Prometheus runs when an alert of sloth's fires. */
const TEMPLATE = /\{\{.*?(?:\}\}|$)/gs;
const LABEL = /^\{\{-?\s*\$labels\.(\w+)\s*-?\}\}$/;

/**
 * Puts in the labels that a text of an alert asks for: they are known now, and here they would have other names. What only the alert of
 * sloth's could tell is a problem.
 */
export function expand(
  text: string,
  known: Known,
):
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] } {
  const problems: QueryProblem[] = [];
  const expanded = text.replace(TEMPLATE, (template, from: number) => {
    const label = LABEL.exec(template)?.[1];
    const value = label === undefined ? undefined : known[label];
    if (value === undefined) {
      problems.push({
        from,
        to: from + template.length,
        message:
          label === undefined
            ? `${template} asks for what an alert of sloth's would tell when it fires`
            : `the alert has no label "${label}"`,
        mend: `write words, or one of {{$labels.${Object.keys(known).sort().join('}}, {{$labels.')}}}`,
      });
    }
    return value ?? '';
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, text: expanded };
}
