/** Who is kept informed. */
export const AUDIENCES = ['engineering', 'executives', 'customers'] as const;

export type Audience = (typeof AUDIENCES)[number];

/** What is told first, while it goes on, and when it is over. */
export const MOMENTS = ['first', 'update', 'resolved'] as const;

export type Moment = (typeof MOMENTS)[number];

/** How an audience stands with its updates. Instants are epoch ms. */
export interface AudienceUpdates {
  /** From when the next interval counts: the last update, or the instant at which one was missed. */
  readonly countFrom: number;
  /** What has been said of the update that is next: nothing, that a draft is ready, or that it is due. */
  readonly stage: 'quiet' | 'drafted' | 'due';
  /** How many were sent, and how many in a row were missed. */
  readonly sent: number;
  readonly missed: number;
  readonly firstSentAt: number | undefined;
  readonly lastSentAt: number | undefined;
  /** How often it was said since the end that they have not heard of it; nothing before. */
  readonly allClear?: number;
}
