import type { AlertChange, AlertState } from './alert-state.js';
import type { OutsideHold } from './outside-hold.js';

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
