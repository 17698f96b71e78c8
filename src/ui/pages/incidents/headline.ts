import { counted } from '../../words/numbers.js';

interface Seen {
  readonly open: number;
  readonly unacknowledged: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
  /** By the filters only some are looked at: the count is of those. */
  readonly isNarrowed: boolean;
}

/** How many are open, of those that are looked at: `2 incidents open, 1 not acknowledged`. */
export function headline({ open, unacknowledged, isMore, isNarrowed }: Seen): string {
  const parts = [
    `${counted(open, 'incident')}${isMore ? ' and more' : ''} open`,
    ...(unacknowledged > 0 ? [`${unacknowledged} not acknowledged`] : []),
    ...(isNarrowed ? ['by these filters'] : []),
  ];
  return parts.join(', ');
}
