/** A way to what a finding is about, as on-call files have it: `['schedules', 'primary', 'layers', 0]`. */
export type Subject = readonly (string | number)[];

/** An error lets a page go unanswered or breaks what D1 asks for; a warning is unwise; a hint could be better. */
export type OnCallSeverity = 'error' | 'warning' | 'hint';

/** What a rule found in a plan. */
export interface OnCallFinding {
  /** The rule's, stable. */
  readonly code: string;
  readonly severity: OnCallSeverity;
  readonly subject: Subject;
  /** With the figures it rests on. */
  readonly message: string;
  readonly mend: string;
}
