import type { IncidentSli } from '../../../../http/answers.js';
import { percent } from '../../../words/numbers.js';

type Seen = Extract<IncidentSli, { kind: 'seen' }>;

/** What is drawn: seconds since the epoch, and the share of failing events there; null where nothing was seen. */
export interface Chart {
  readonly seconds: readonly number[];
  readonly ratios: readonly (number | null)[];
  /** The chart in words. */
  readonly label: string;
}

/** A step of which less than this share was seen says nothing. */
const LEAST_SEEN = 0.5;

export function chartOf({ points, sloId }: Pick<Seen, 'points' | 'sloId'>): Chart {
  const ratios = points.map(({ badEvents, totalEvents, coverage }) =>
    coverage < LEAST_SEEN || totalEvents <= 0 ? null : Math.min(1, Math.max(0, badEvents / totalEvents)),
  );
  const seen = ratios.filter((ratio) => ratio !== null);
  const last = seen.at(-1);
  return {
    seconds: points.map(({ at }) => Date.parse(at) / 1000),
    ratios,
    label:
      last === undefined
        ? `Nothing was seen of ${sloId}`
        : `Share of failing events of ${sloId}: highest ${percent(Math.max(...seen))}, last ${percent(last)}`,
  };
}
