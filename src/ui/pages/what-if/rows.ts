import type { WhatIf } from '../../../http/answers.js';
import { percent, targetText } from '../../words/numbers.js';
import { spanText } from '../../words/times.js';

type Figures = WhatIf['present'];

export interface Row {
  readonly name: string;
  readonly present: string;
  readonly proposed: string;
}

/** What is compared, in words; unknown is a question mark, never a zero. */
export function rowsOf({ present, proposed }: Pick<WhatIf, 'present' | 'proposed'>): readonly Row[] {
  const row = (name: string, text: (figures: Figures) => string): Row => ({
    name,
    present: text(present),
    proposed: text(proposed),
  });
  return [
    row('Promise', ({ target, window }) => `${targetText(target)} over ${window}`),
    row('Pages a month', ({ pagesPerMonth, pages }) => countOf(pagesPerMonth, pages)),
    row('Tickets a month', ({ ticketsPerMonth, tickets }) => countOf(ticketsPerMonth, tickets)),
    row('Deploys blocked for', ({ frozenMs }) => spanText(frozenMs)),
    row('Gate unknown for', ({ unknownMs }) => spanText(unknownMs)),
    row('Budget left at the end', ({ budgetRemaining, budgetCoverage }) =>
      budgetRemaining === null ? '?' : `${percent(budgetRemaining)}, of ${percent(budgetCoverage, 2)} seen`,
    ),
    row('Budget at its lowest', ({ lowest }) => (lowest === null ? '?' : percent(lowest.remaining))),
    ...present.outages.flatMap(({ errorRatio }, index) => [
      row(`Page when ${percent(errorRatio)} fail`, ({ outages }) => afterText(outages[index]?.pageAfterMs)),
      row(`Ticket when ${percent(errorRatio)} fail`, ({ outages }) =>
        afterText(outages[index]?.ticketAfterMs),
      ),
    ]),
  ];
}

function countOf(perMonth: number | null, counted: number): string {
  return perMonth === null ? '?' : `${Number(perMonth.toFixed(1))} (${counted} in this time)`;
}

function afterText(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? 'never' : `after ${spanText(ms)}`;
}
