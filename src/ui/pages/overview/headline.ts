import type { SloRow } from '../../../http/answers.js';
import { counted } from '../../words/numbers.js';
import { countStates } from './view.js';

/** The state of all in a line: `2 of 14 SLOs burning, 1 unknown`. */
export function headline(slos: readonly SloRow[]): string {
  if (slos.length === 0) return 'No SLOs yet';
  const { page, ticket, unknown } = countStates(slos);
  const spent = slos.filter(({ budget }) => budget.exhaustion === 'exhausted').length;
  const burning = page + ticket;
  const none = burning === 0 && unknown === 0;
  return [
    `${none ? 'None' : burning} of ${counted(slos.length, 'SLO')} burning`,
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(spent > 0 ? [`${spent} with ${spent === 1 ? 'its' : 'their'} budget spent`] : []),
  ].join(', ');
}
