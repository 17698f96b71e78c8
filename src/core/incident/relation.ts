/** The alert of an incident that was merged into another one, as the other has it. */
export interface AttachedAlert {
  /** The incident that was merged; it goes on as the record of its alert. */
  readonly incident: string;
  readonly sloId: string;
  /** Set where a person had declared it. */
  readonly alertKey: string | undefined;
  readonly ended: boolean;
  /** What its SLI shows since its alert ended; undefined before, and where no SLI of ours watches it: its end counts then. */
  readonly recovery?: AttachedRecovery | undefined;
}

/** Seen without a break `since` (epoch ms), or not, with what is missing. */
export interface AttachedRecovery {
  readonly since: number | undefined;
  readonly code: string;
  readonly text: string;
}

/** Whether one of them goes on. */
export function goesOn(attached: readonly AttachedAlert[]): boolean {
  return attached.some(({ ended }) => !ended);
}
