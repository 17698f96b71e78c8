import type { AlertSeverity } from '../slo/alert-policy.js';
import type { AlertChange, AlertState } from './alert-state.js';

/** An alert that somebody else evaluates and reports: it holds the alert of its severity open until it is reported as over. */
export interface OutsideHold {
  readonly severity: AlertSeverity;
  /** Where it comes from, in words. */
  readonly text: string;
}

/** What is reported of one such alert. */
export interface OutsideReport extends OutsideHold {
  /** The alert's identity where it comes from. */
  readonly key: string;
  readonly firing: boolean;
}

/**
 * Takes reports on. The same report again changes nothing, and the end of one alert takes away only what that one holds. What follows
 * for pages and tickets is decided by `advanceAlert`, so that who was first, the daemon or the rules, makes no difference.
 */
export function holdOutside(
  state: AlertState,
  reports: readonly OutsideReport[],
): { readonly state: AlertState; readonly changes: readonly AlertChange[] } {
  const held = new Map(Object.entries(state.outside ?? {}));
  const changes: AlertChange[] = [];
  for (const { key, firing, severity, text } of reports) {
    if (held.has(key) === firing) continue;
    if (firing) held.set(key, { severity, text });
    else held.delete(key);
    changes.push({ kind: firing ? 'outside-fired' : 'outside-cleared', severity, text });
  }
  if (changes.length === 0) return { state, changes };
  return { state: { ...state, outside: Object.fromEntries(held) }, changes };
}

/** Where the alerts come from that hold an alert of this severity open; empty when none does. */
export function heldBy({ outside = {} }: Pick<AlertState, 'outside'>, severity: AlertSeverity): string[] {
  return [
    ...new Set(Object.values(outside).flatMap((hold) => (hold.severity === severity ? [hold.text] : []))),
  ];
}
