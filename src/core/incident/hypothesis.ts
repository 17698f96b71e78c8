/** What somebody thinks is the cause, and how long it may be looked at before it is decided. Instants are epoch ms. */
export interface Hypothesis {
  /** Counted from 1 within its incident; `H1` to people. */
  readonly number: number;
  readonly text: string;
  readonly by: string;
  readonly statedAt: number;
  /** When its timebox begins: when it was stated, or, extended, when the first was over (when it was asked for, if that was later). */
  readonly boxFrom: number;
  readonly extended: boolean;
  /** How often its present timebox has reminded. */
  readonly reminded: number;
  readonly outcome: 'open' | 'confirmed' | 'ruled-out';
  /** What was found that decided it. */
  readonly finding: string | undefined;
  readonly decidedAt: number | undefined;
}
