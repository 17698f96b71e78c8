import { groupBy } from '../../core/group-by.js';
import { nativeText, selectorText } from '../../core/slo/selector-text.js';
import type { CounterSelector } from '../../core/slo/sli.js';
import { SECOND } from '../../core/time/duration.js';
import type { ReadRequest } from '../../engine/ports.js';
import type { Batch } from './batch.js';

/** Native histograms are looked at this often: as often as most are scraped, and what grew in between is not lost. */
const NATIVE_STEP = 15 * SECOND;

/** True for what Prometheus has to work out at steps, because its raw samples do not tell it. */
export function isStepped({ native, expression }: CounterSelector): boolean {
  return native !== undefined || expression !== undefined;
}

/** One query for each expression, whoever asks for it. */
export function planStepped(requests: readonly Pick<ReadRequest, 'key' | 'selectors'>[]): Batch[] {
  const members = requests.flatMap(({ key, selectors }) =>
    selectors
      .map((selector, index) => ({ key, index, selector }))
      .filter((member) => isStepped(member.selector)),
  );
  const byQuery = groupBy(members, ({ selector }) => `${stepOf(selector)} ${queryOf(selector)}`);
  return [...byQuery.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { selector } = first;
    return [
      {
        selector: queryOf(selector),
        members: same,
        stepMs: stepOf(selector),
        by: [],
        halves: () => undefined,
      },
    ];
  });
}

function queryOf(selector: CounterSelector): string {
  return `(${nativeText(selector, selectorText(selector))})`;
}

function stepOf({ expression }: CounterSelector): number {
  return expression?.stepMs ?? NATIVE_STEP;
}
