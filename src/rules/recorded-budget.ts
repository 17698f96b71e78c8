import type { Sla, Slo } from '../core/slo/slo.js';

/**
 * Whether rules can record what is left of the budget. PromQL knows no time zones: where a calendar period begins, only the daemon can
 * tell, and a budget over another window would be wrong by what lies between.
 */
export function isRecordedBudget({ objective }: Pick<Slo, 'objective'>): boolean {
  return objective.sloWindow.kind === 'rolling';
}

/** The SLA whose budget rules record; undefined where there is none, or one whose window keeps to the calendar. */
export function recordedSla({ sla }: Pick<Slo, 'sla'>): Sla | undefined {
  return sla && isRecordedBudget(sla) ? sla : undefined;
}
