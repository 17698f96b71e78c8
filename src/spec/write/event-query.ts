import { selectorText } from '../../core/slo/selector-text.js';
import type { EventCount } from '../../core/slo/sli.js';

/** The window does not matter: the counters do. */
const WINDOW = '5m';

/** PromQL that counts these events, in their order; undefined when not all of them are growth of plain counters. */
export function eventQuery(count: EventCount): string | undefined {
  const plain = count.every(
    ({ selector: { meaning, native, expression } }) => !meaning && !native && !expression,
  );
  if (!plain || count.length === 0) return undefined;
  return count
    .map(({ sign, selector }, index) => {
      const operator = sign === -1 ? '- ' : index > 0 ? '+ ' : '';
      return `${operator}sum(rate(${selectorText(selector)}[${WINDOW}]))`;
    })
    .join(' ');
}
