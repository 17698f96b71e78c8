import type { StatusPage } from '../../../http/answers.js';
import { percent } from '../../words/numbers.js';

export type Day = StatusPage['components'][number]['uptime']['days'][number];

/** With less of a day seen than this its bar is hatched: what was not seen may have been bad. */
const WELL_SEEN = 0.9;

const GRADE_WORDS = {
  good: 'as promised',
  fair: 'less than promised',
  bad: 'much less than promised',
} as const;

/** How a day's bar looks. */
interface DayLook {
  readonly look: 'unseen' | 'good' | 'fair' | 'bad';
  readonly isPartly: boolean;
  readonly text: string;
}

export function dayLook({ day, uptime, coverage, grade }: Day): DayLook {
  if (uptime === null || grade === null) return { look: 'unseen', isPartly: false, text: `${day}: not seen` };
  const isPartly = coverage !== null && coverage < WELL_SEEN;
  const seen = isPartly ? `, ${percent(coverage)} of that day was seen` : '';
  const text = `${day}: ${percent(uptime, 5)}, ${GRADE_WORDS[grade]}${seen}`;
  return { look: grade, isPartly, text };
}
