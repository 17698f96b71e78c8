import { type ExcludedStretch, excludedTimes, mergeExcluded } from '../core/exclusions/excluded-stretches.js';
import type { Exclusion } from '../core/exclusions/exclusion.js';
import type { Slo } from '../core/slo/slo.js';
import { windowReach } from '../core/slo/slo-window.js';
import { DAY } from '../core/time/duration.js';
import type { Stretch } from '../core/time/stretches.js';

/** What is excluded of an SLO around an instant. */
export interface ExcludedTime {
  /** In order and apart, from the beginning of its windows to the end of a calendar period. */
  readonly stretches: readonly Stretch[];
  /** The same time by what excludes it. */
  readonly times: readonly ExcludedStretch[];
}

export const NOTHING_EXCLUDED: ExcludedTime = { stretches: [], times: [] };

/** What was last worked out of an SLO, and for what: asked at every evaluation of thousands of them, it changes once in a while. */
export interface KnownExcludedTime extends ExcludedTime {
  readonly of: readonly Exclusion[];
  /** It serves from here on, for so long. */
  readonly from: number;
}

const SERVES = DAY;

/**
 * The excluded time of an SLO, worked out anew only when it has to be.
 * @param known what this gave back last time of the same text of the SLO
 */
export function excludedTime(
  known: KnownExcludedTime | undefined,
  slo: Slo,
  exclusions: readonly Exclusion[],
  at: number,
): KnownExcludedTime {
  if (known?.of === exclusions && known.from <= at && at < known.from + SERVES) return known;
  const reach = Math.max(
    ...[slo.objective, slo.sla?.objective].flatMap((of) => (of ? [windowReach(of.sloWindow)] : [])),
  );
  // A slot begins before its window does.
  const span = { from: at - reach - SERVES, to: at + reach + SERVES };
  const times = excludedTimes(exclusions, slo, span);
  if (times.length === 0) return nothingOf(exclusions, at);
  return { of: exclusions, from: at, times, stretches: mergeExcluded(times, slo) };
}

const nothing = new WeakMap<readonly Exclusion[], KnownExcludedTime>();

/** SLOs that have nothing excluded are thousands, and share what is known of them. */
function nothingOf(exclusions: readonly Exclusion[], from: number): KnownExcludedTime {
  const before = nothing.get(exclusions);
  if (before?.from === from) return before;
  const known = { ...NOTHING_EXCLUDED, of: exclusions, from };
  nothing.set(exclusions, known);
  return known;
}

/** The excluded time that an instant lies in, the longest of them; undefined when it counts. */
export function excludedNow({ times }: ExcludedTime, at: number): ExcludedTime['times'][number] | undefined {
  return times
    .filter(({ from, to }) => from < at && at <= to)
    .reduce<ExcludedTime['times'][number] | undefined>(
      (last, next) => (last && last.to >= next.to ? last : next),
      undefined,
    );
}

/** When the last excluded time ended, up to an instant. */
export function lastExcludedEnd({ stretches }: ExcludedTime, at: number): number | undefined {
  return stretches.findLast(({ to }) => to <= at)?.to;
}
