/** Something wrong in a file, where it is, and how to mend it. Lines and columns count from 1; the end is exclusive. */
export interface Problem {
  /** Stable, in kebab-case: what CI filters by. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly mend: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A file as it was read. */
export interface SpecFile {
  readonly path: string;
  readonly text: string;
}
