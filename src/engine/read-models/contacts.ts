import type { ContactState } from '../../core/oncall/contact-state.js';
import type { DeliveryStatus } from './deliveries.js';

/** One way to reach somebody, and whether it has been shown to arrive. Addresses are not told. */
export interface ContactView {
  readonly person: string;
  readonly fullName: string;
  /** What it is called among the person's: its receiver, and `mail:2` for the second one there. */
  readonly route: string;
  readonly receiver: string;
  readonly state: ContactState;
  /** The same in words. */
  readonly text: string;
  /** Undefined: never, with this address. */
  readonly lastTest: ContactTestView | undefined;
  readonly verified: { readonly at: number; readonly by: string } | undefined;
}

export interface ContactTestView {
  readonly at: number;
  readonly by: string;
  /** Until when its code is taken; undefined when it is not waited for any more. */
  readonly codeUntilAt: number | undefined;
  /** Its message; undefined when that is no longer kept. */
  readonly delivery: DeliveryStatus['state'] | undefined;
  /** The provider's proof. */
  readonly receipt: string | undefined;
  readonly error: string | undefined;
}
