import type { TimeSlices } from '../../core/slo/time-slices.js';
import { DAY, formatDuration, MINUTE } from '../../core/time/duration.js';
import type { Findings } from '../firebreak/findings.js';
import { parseShorthand, shorthandLength } from './duration-shorthand.js';
import type { BudgetingMethod } from './schema.js';

/** What an objective of either version says of slices. */
export interface SliceFields {
  readonly timeSliceTarget?: number;
  /** Minutes, or a duration; v1alpha has no such field. */
  readonly timeSliceWindow?: string | number;
}

/** v1alpha does not say how long a slice is, and its tools cut minutes. */
const ALPHA_LENGTH = MINUTE;

/**
 * How an objective cuts time. `Timeslices`: a slice is good when its ratio is at or over `timeSliceTarget`. `RatioTimeslices`: the mean of the
 * slices' ratios is held against the target.
 * @returns `broken` with the reason in `at`; undefined where events are counted
 */
export function slicesOf(
  objective: SliceFields,
  method: BudgetingMethod,
  { at, alpha }: { readonly at: Findings; readonly alpha: boolean },
): TimeSlices | undefined | 'broken' {
  const useless = (['timeSliceTarget', 'timeSliceWindow'] as const).find(
    (field) => objective[field] !== undefined && !MEANS[field].includes(method),
  );
  if (useless) {
    const message = `${useless} means nothing here: the budgetingMethod is ${method}`;
    at.error('useless-field', [useless], message, 'remove it');
    return 'broken';
  }
  if (method === 'Occurrences') return undefined;
  const lengthMs = alpha ? ALPHA_LENGTH : lengthOf(objective.timeSliceWindow, at);
  const goodShare = method === 'Timeslices' ? shareOf(objective.timeSliceTarget, at) : undefined;
  if (lengthMs === undefined || (method === 'Timeslices' && goodShare === undefined)) return 'broken';
  return { lengthMs, goodShare, withoutTraffic: 'good' };
}

const MEANS: Readonly<Record<keyof SliceFields, readonly BudgetingMethod[]>> = {
  timeSliceTarget: ['Timeslices'],
  timeSliceWindow: ['Timeslices', 'RatioTimeslices'],
};

function lengthOf(given: SliceFields['timeSliceWindow'], at: Findings): number | undefined {
  if (given === undefined) {
    return at.error(
      'missing-field',
      [],
      'slices of time need timeSliceWindow, their length',
      'add timeSliceWindow: 1m',
    );
  }
  const shorthand = parseShorthand(typeof given === 'number' ? `${given}m` : given);
  const lengthMs = shorthand && shorthandLength(shorthand);
  if (lengthMs && DAY % lengthMs === 0) return lengthMs;
  return at.error(
    'bad-slice-length',
    ['timeSliceWindow'],
    `slices of ${given} cannot be cut: a day has to hold a whole number of them, of ${formatDuration(MINUTE)} or more`,
    'write 1m, 5m or 15m',
  );
}

function shareOf(given: number | undefined, at: Findings): number | undefined {
  if (given === undefined) {
    return at.error(
      'missing-field',
      [],
      'Timeslices need timeSliceTarget: how good a slice has to be',
      'add timeSliceTarget: 0.95',
    );
  }
  if (given > 0 && given <= 1) return given;
  return at.error(
    'bad-slice-target',
    ['timeSliceTarget'],
    `${given} is no share of good events`,
    'write a ratio over 0, up to 1: 0.95',
  );
}
