import type { SignalCause } from './signal.js';

/** What the daemon's alerts are called in an Alertmanager, which may send them back to us. */
export const ALERT_NAMES: Readonly<Record<SignalCause, string>> = {
  burn: 'FirebreakErrorBudgetBurn',
  blind: 'FirebreakBlind',
  sla: 'FirebreakSlaAtRisk',
  outside: 'FirebreakOutsideAlert',
};
