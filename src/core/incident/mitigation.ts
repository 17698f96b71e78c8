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
}
