import type { AlertChange, AlertState } from './alert-state.js';
import type { EndedByHand, OutsideHold } from './outside-hold.js';

/** What is reported of one such alert. */
export interface OutsideReport extends OutsideHold {
  /** The alert's identity where it comes from. */
  readonly key: string;
  readonly firing: boolean;
  /** Set when nobody reported its end, but somebody says that it is over. */
  readonly ended?: EndedByHand;
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
  for (const { key, firing, severity, text, ended } of reports) {
    if (held.has(key) === firing) continue;
    if (firing) held.set(key, { severity, text });
    else held.delete(key);
    if (firing) changes.push({ kind: 'outside-fired', severity, text });
    else changes.push({ kind: 'outside-cleared', severity, text, ...(ended ? { ended } : {}) });
  }
  if (changes.length === 0) return { state, changes };
  return { state: { ...state, outside: Object.fromEntries(held) }, changes };
}
