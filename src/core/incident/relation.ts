/** The alert of an incident that was merged into another one, as the other has it. */
export interface AttachedAlert {
  /** The incident that was merged; it goes on as the record of its alert. */
  readonly incident: string;
  readonly sloId: string;
  /** Set where a person had declared it. */
  readonly alertKey: string | undefined;
  readonly ended: boolean;
}

/** Whether one of them goes on. */
export function goesOn(attached: readonly AttachedAlert[]): boolean {
  return attached.some(({ ended }) => !ended);
}
