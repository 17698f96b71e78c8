/** What a running daemon finds about the plan in force, which files alone do not show. */
export interface StandingFinding {
  /** Stable, in kebab-case. */
  readonly code: string;
  readonly severity: 'warning';
  /** The person or service it is about. */
  readonly subject: string;
  readonly message: string;
  readonly mend: string;
}
