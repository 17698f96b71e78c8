import type { SloHistory } from '../../../http/answers.js';
import type { ChartMark } from '../../parts/chart-data.js';

/** A stretch in which the budget was in one band of its policy, or `unknown`. */
export interface BandStretch {
  readonly band: string;
  /** Null when it began before the time that is shown. */
  readonly from: string | null;
  /** Null when it goes on at its end. */
  readonly to: string | null;
  /** Undefined for `unknown`, and for a band that the policy has no longer. */
  readonly known: SloHistory['bands'][number] | undefined;
}

type Recorded = Pick<SloHistory, 'bands' | 'bandBefore' | 'bandChanges'>;

/** As it was recorded, the newest first; nothing where nothing was recorded. */
export function bandStretches({ bands, bandBefore, bandChanges }: Recorded): readonly BandStretch[] {
  const begins = [...(bandBefore === null ? [] : [{ band: bandBefore, at: null }]), ...bandChanges] as const;
  return begins
    .map(({ band, at }, index) => ({
      band,
      from: at,
      to: begins[index + 1]?.at ?? null,
      known: bands.find(({ id }) => id === band),
    }))
    .reverse();
}

/** Where the budget came into another band. */
export function bandMarks({ bandChanges }: Pick<SloHistory, 'bandChanges'>): readonly ChartMark[] {
  return bandChanges.map(({ at, band }) => ({ at: Date.parse(at), label: band, colour: '--ticket' }));
}

/** The band at the end of each step; null where none was recorded yet. */
export function bandOfSteps({
  steps,
  bandBefore,
  bandChanges,
}: Pick<SloHistory, 'steps' | 'bandBefore' | 'bandChanges'>): readonly (string | null)[] {
  let next = 0;
  let band = bandBefore;
  return steps.map(({ at }) => {
    for (; ; next++) {
      const change = bandChanges[next];
      if (!change || Date.parse(change.at) > Date.parse(at)) return band;
      band = change.band;
    }
  });
}
