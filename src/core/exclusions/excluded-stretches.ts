import type { CompositePart } from '../slo/composite.js';
import type { Slo } from '../slo/slo.js';
import { mergeStretches, overlaps, type Stretch } from '../time/stretches.js';
import { type Exclusion, type Selectable, selectsSlo } from './exclusion.js';
import { timesOf } from './times-of.js';

/** A time that is excluded, and by what. */
export interface ExcludedStretch extends Stretch {
  readonly exclusion: Exclusion;
}

type Counted = Selectable & Pick<Slo, 'composite' | 'timeSlices'>;

/**
 * What is excluded of an SLO that reaches into (from, to], exclusion by exclusion. A composite leaves out what is excluded of any part of it;
 * one of which any part is enough goes on while one of them counts, and leaves out what is excluded of all.
 */
export function excludedTimes(
  exclusions: readonly Exclusion[],
  slo: Counted,
  span: Stretch,
): ExcludedStretch[] {
  const { composite } = slo;
  if (exclusions.length === 0) return [];
  if (!composite) return timesOfAny(exclusions, [slo], span);
  const parts = composite.parts.map(selectable);
  if (composite.combine !== 'any-of') return timesOfAny(exclusions, [slo, ...parts], span);
  const byPart = parts.map((part) => timesOfAny(exclusions, [part], span));
  const ofAll = byPart.map((times) => mergeStretches(times)).reduce(overlaps);
  const times = timesOfAny(exclusions, parts, span);
  return [
    ...timesOfAny(exclusions, [slo], span),
    ...times.flatMap((time) => overlaps([time], ofAll).map((common) => ({ ...time, ...common }))),
  ];
}

/** Times that are excluded of an SLO as stretches in order and apart; a slice of time that one of them touches is left out whole. */
export function mergeExcluded(times: readonly Stretch[], { timeSlices }: Pick<Slo, 'timeSlices'>): Stretch[] {
  if (!timeSlices) return mergeStretches(times);
  const { lengthMs } = timeSlices;
  return mergeStretches(
    times.map(({ from, to }) => ({
      from: Math.floor(from / lengthMs) * lengthMs,
      to: Math.ceil(to / lengthMs) * lengthMs,
    })),
  );
}

/** What is excluded of an SLO that reaches into (from, to]: whole times in order and apart. */
export function excludedStretches(exclusions: readonly Exclusion[], slo: Counted, span: Stretch): Stretch[] {
  return mergeExcluded(excludedTimes(exclusions, slo, span), slo);
}

function timesOfAny(exclusions: readonly Exclusion[], of: readonly Selectable[], span: Stretch) {
  const selected = exclusions.filter(({ selects }) => of.some((slo) => selectsSlo(selects, slo)));
  return selected.flatMap((exclusion) => timesOf(exclusion, span).map((time) => ({ ...time, exclusion })));
}

function selectable({ sloId, service, labels }: CompositePart): Selectable {
  return { id: sloId, service, metadata: { labels } };
}
