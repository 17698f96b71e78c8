import type { SloHistory } from '../../../http/answers.js';
import { NumbersTable } from '../../parts/numbers-table.js';
import { orUnknown, percent, rateText } from '../../words/numbers.js';
import { spanText } from '../../words/times.js';
import { bandOfSteps } from './bands.js';

/** The numbers of the charts, to the event. */
export function Numbers({ history }: { readonly history: SloHistory }) {
  const { steps, tiers, stepMs } = history;
  const bands = bandOfSteps(history);
  const left = (ratio: number) => percent(ratio, 4);
  return (
    <NumbersTable
      what="steps"
      rows={steps}
      ms={stepMs}
      columns={[
        ['Budget left', (step) => orUnknown(step.leftOfPresent, left)],
        ['As of then', (step) => orUnknown(step.remaining, left)],
        ['Band', (_, index) => bands[index] ?? '?'],
        ...tiers.map(
          ({ policyId, longWindowMs, shortWindowMs, long, short }) =>
            [
              `${policyId}: ${spanText(longWindowMs)} / ${spanText(shortWindowMs)}`,
              (_: unknown, index: number) =>
                `${orUnknown(long[index], rateText)} / ${orUnknown(short[index], rateText)}`,
            ] as const,
        ),
      ]}
    />
  );
}
