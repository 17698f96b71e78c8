import type { QueryProblem } from '../../promql/expression.js';
import type { Finding, Path } from '../source-document.js';

/** Collects what is wrong under one path of a document. */
export class Findings {
  constructor(
    private readonly path: Path,
    private readonly found: Finding[] = [],
  ) {}

  get list(): readonly Finding[] {
    return this.found;
  }

  get hasErrors(): boolean {
    return this.found.some((finding) => finding.severity !== 'warning');
  }

  /** Adds a finding whose path begins at this one. */
  add(finding: Finding): void {
    this.found.push({ ...finding, path: [...this.path, ...finding.path] });
  }

  /** Adds an error at a value below this path; returns undefined, so that a reader can end with it. */
  error(code: string, below: Path, message: string, mend: string): undefined {
    this.found.push({ code, path: [...this.path, ...below], message, mend });
    return undefined;
  }

  /** Adds a warning, at the name of the property rather than its value, which may be a page of text. */
  warn(code: string, below: Path, message: string, mend: string): void {
    this.found.push({
      code,
      severity: 'warning',
      path: [...this.path, ...below],
      atKey: true,
      message,
      mend,
    });
  }

  /** Adds what is wrong within the text of a query. */
  queryErrors(below: Path, problems: readonly QueryProblem[]): undefined {
    for (const { from, to, message, mend } of problems) {
      this.found.push({
        code: 'promql',
        path: [...this.path, ...below],
        within: { from, to },
        message,
        mend,
      });
    }
    return undefined;
  }

  /** The same collection, further down. */
  under(...below: Path): Findings {
    return new Findings([...this.path, ...below], this.found);
  }
}
