import type { Slo } from '../core/slo/slo.js';
import type { Problem } from '../spec/problem.js';

/** Something about an SLO as a problem of its file. */
export function problemOf(
  slo: Slo,
  severity: Problem['severity'],
  code: string,
  message: string,
  mend: string,
): Problem {
  const { file, line, column } = slo.source;
  return {
    code,
    severity,
    message: `${slo.id}: ${message}`,
    mend,
    file,
    line,
    column,
    endLine: line,
    endColumn: column + 1,
  };
}
