import { NumbersTable } from '../../parts/numbers-table.js';
import { orUnknown, percent, rateText } from '../../words/numbers.js';
import { type Point, SIDE_WORDS, SIDES } from './series.js';

/** The numbers of the charts. */
export function Numbers({ points }: { readonly points: readonly Point[] }) {
  return (
    <NumbersTable
      what="stretches"
      rows={points}
      ms={points[0]?.ms ?? 0}
      columns={SIDES.flatMap((side) => [
        [`Burn ${SIDE_WORDS[side]}`, (point: Point) => orUnknown(point[side].burnRate, rateText)] as const,
        [
          `Left ${SIDE_WORDS[side]}`,
          (point: Point) => orUnknown(point[side].budgetRemaining, (left) => percent(left, 4)),
        ] as const,
      ])}
    />
  );
}
