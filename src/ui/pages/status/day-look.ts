import type { StatusPage } from '../../../http/answers.js';
import { percent } from '../../words/numbers.js';

export type Day = StatusPage['components'][number]['uptime']['days'][number];

/** With less of a day seen than this its bar is hatched: what was not seen may have been bad. */
const WELL_SEEN = 0.9;

/** How a day's bar looks. */
interface DayLook {
  readonly look: 'unseen' | 'good' | 'fair' | 'bad';
  readonly isPartly: boolean;
  readonly text: string;
}

export function dayLook({ day, uptime, coverage }: Day): DayLook {
  if (uptime === null) return { look: 'unseen', isPartly: false, text: `${day}: not seen` };
  const isPartly = coverage !== null && coverage < WELL_SEEN;
  const seen = isPartly ? `, ${percent(coverage)} of that day was seen` : '';
  const text = `${day}: ${percent(uptime, 5)}${seen}`;
  if (uptime >= 0.999) return { look: 'good', isPartly, text };
  return { look: uptime >= 0.99 ? 'fair' : 'bad', isPartly, text };
}
