import type { AlertSeverity } from '../slo/alert-policy.js';

/** An alert that somebody else evaluates and reports: it holds the alert of its severity open until it is reported as over. */
export interface OutsideHold {
  readonly severity: AlertSeverity;
  /** Where it comes from, in words. */
  readonly text: string;
}

/** Who said that nobody will report the end of an alert any more, and why. */
export interface EndedByHand {
  readonly by: string;
  readonly reason: string;
}

/** Where the alerts come from that hold an alert of this severity open; empty when none does. */
export function heldBy(
  { outside = {} }: { readonly outside?: Readonly<Record<string, OutsideHold>> },
  severity: AlertSeverity,
): string[] {
  return [
    ...new Set(Object.values(outside).flatMap((hold) => (hold.severity === severity ? [hold.text] : []))),
  ];
}
