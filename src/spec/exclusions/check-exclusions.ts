import { checkSelection } from '../../core/exclusions/check-selection.js';
import { correctsFuture } from '../../core/exclusions/corrects-future.js';
import type { Exclusion } from '../../core/exclusions/exclusion.js';
import type { Slo } from '../../core/slo/slo.js';
import type { SloTemplate } from '../../core/slo/slo-template.js';
import { suggestion } from '../closest.js';
import type { FoundExclusion } from '../dialect.js';
import type { Problem } from '../problem.js';

/** The first exclusion of an id stands; later ones are told where it is. */
export function uniqueExclusions(found: readonly FoundExclusion[]): {
  readonly exclusions: readonly Exclusion[];
  readonly problems: readonly Problem[];
} {
  const first = new Map<string, FoundExclusion>();
  const problems = found.flatMap((each): Problem[] => {
    const earlier = first.get(each.exclusion.id);
    if (!earlier) {
      first.set(each.exclusion.id, each);
      return [];
    }
    const { file, line } = earlier.place;
    return [
      {
        ...each.place,
        code: 'duplicate-exclusion',
        message: `"${each.exclusion.id}" is defined already, in ${file}:${line}`,
        mend: 'give this one another id, or remove one of the two',
      },
    ];
  });
  return { exclusions: [...first.values()].map(({ exclusion }) => exclusion), problems };
}

/** Warns of SLOs that are not there, and of what selects none at all. */
export function warnOfNoSlo(
  found: readonly FoundExclusion[],
  slos: readonly Slo[],
  templates: readonly SloTemplate[],
): Problem[] {
  const ids = [...slos.map(({ id }) => id), ...templates.map(({ slo }) => slo.id)];
  return found.flatMap(({ exclusion: { id, selects }, place }): Problem[] => {
    const warning = { ...place, severity: 'warning' as const };
    const { unknown, meetsNone } = checkSelection(selects, slos, templates);
    if (unknown.length > 0) {
      return unknown.map((slo) => ({
        ...warning,
        code: 'unknown-slo',
        message: `"${id}" names ${slo}, which no file defines`,
        mend: suggestion(slo, ids),
      }));
    }
    const mend = 'check service and labels; an SLO has to meet all of them';
    const message = `"${id}" excludes time of no SLO`;
    return meetsNone ? [{ ...warning, code: 'selects-nothing', message, mend }] : [];
  });
}

/** Warns of corrections of what is still to come: nobody knows yet what there will be to correct. */
export function warnOfFuture(found: readonly FoundExclusion[], now: number): Problem[] {
  return found.flatMap(({ exclusion, place }): Problem[] => {
    const future = correctsFuture(exclusion, now);
    if (future === undefined) return [];
    const message = `"${exclusion.id}" ${future}`;
    const mend = 'end it by now, or write it as maintenance, which is planned';
    return [{ ...place, severity: 'warning', code: 'future-correction', message, mend }];
  });
}
