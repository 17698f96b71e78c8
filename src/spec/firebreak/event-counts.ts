import { selectorText } from '../../core/slo/selector-text.js';
import type { CounterTerm, EventCount } from '../../core/slo/sli.js';

/** `count` less `taken`; what is added and taken cancels out. */
export function minus(count: EventCount, taken: EventCount): EventCount {
  const rest: CounterTerm[] = [...count];
  for (const term of taken) {
    const opposite: CounterTerm = { ...term, sign: term.sign === 1 ? -1 : 1 };
    const at = rest.findIndex(
      (each) => each.sign === term.sign && selectorText(each.selector) === selectorText(term.selector),
    );
    if (at === -1) rest.push(opposite);
    else rest.splice(at, 1);
  }
  return rest;
}

/** True when both count the same events. */
export function sameCount(a: EventCount, b: EventCount): boolean {
  return minus(a, b).length === 0;
}
