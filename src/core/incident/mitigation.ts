/** What is done so that users are served again, before the cause is known; mission.md C6. */
export const MITIGATION_KINDS = ['rollback', 'scale', 'failover', 'flag', 'other'] as const;

export type MitigationKind = (typeof MITIGATION_KINDS)[number];

/** What the SLI showed at an instant, over its shortest window (ms); ratio and coverage are shares (0-1). */
export type SliSight =
  | {
      readonly kind: 'measured';
      readonly windowMs: number;
      readonly badEvents: number;
      readonly totalEvents: number;
      readonly errorRatio: number;
      readonly coverage: number;
    }
  | { readonly kind: 'no-traffic'; readonly windowMs: number; readonly coverage: number }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A rollback that a hook was asked for. */
export interface RollbackRun {
  /** The receiver that is the hook. */
  readonly receiver: string;
  readonly reason: string;
  /** To which version; undefined: to whatever was out before. */
  readonly version: string | undefined;
  /** What was out then, where that was known. */
  readonly from: string | undefined;
  /** It is not sent after this instant. */
  readonly expiresAt: number;
  /**
   * `taken` says that the hook has it, not that the service is back: that is told by a deploy and the SLI. `unknown`: given up, and an
   * attempt may have arrived.
   */
  readonly outcome: 'asked' | 'taken' | 'failed' | 'unknown';
  readonly endedAt: number | undefined;
}

export interface Mitigation {
  /** Counted from 1 within its incident; `M1` to people. */
  readonly number: number;
  readonly what: MitigationKind;
  readonly text: string;
  readonly by: string;
  readonly at: number;
  readonly before: SliSight;
  /** Over the first window that lies wholly after it; undefined until there is one. */
  readonly after: SliSight | undefined;
  /** Undefined for what people do themselves. */
  readonly rollback: RollbackRun | undefined;
}
