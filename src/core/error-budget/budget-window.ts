import { formatDuration } from '../time/duration.js';
import type { BudgetReading } from './reading.js';

/** The window of a budget as figures name it: `30d`, `calendar month (Europe/Berlin)`. */
export function budgetWindow({ windowMs, period }: Pick<BudgetReading, 'windowMs' | 'period'>): string {
  return period?.window ?? formatDuration(windowMs);
}
