import type { Comparison, SampleMeaning } from '../slo/sli.js';

/** How many events a sample of this value is: 0 or 1, or a share of one. NaN means nothing and is never asked for. */
export function worthOfSample(meaning: SampleMeaning, value: number): number {
  switch (meaning.kind) {
    case 'sample':
      return 1;
    case 'compared':
      return HOLDS[meaning.op](value, meaning.value) ? 1 : 0;
    case 'share':
      return Math.min(1, Math.max(0, value));
  }
}

const HOLDS: Readonly<Record<Comparison, (value: number, limit: number) => boolean>> = {
  '==': (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};
