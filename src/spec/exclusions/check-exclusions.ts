import { type Exclusion, selectsSlo } from '../../core/exclusions/exclusion.js';
import type { Slo } from '../../core/slo/slo.js';
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
export function warnOfNoSlo(found: readonly FoundExclusion[], slos: readonly Slo[]): Problem[] {
  const ids = slos.map(({ id }) => id);
  return found.flatMap(({ exclusion: { id, selects }, place }): Problem[] => {
    const warning = { ...place, severity: 'warning' as const };
    const unknown = (selects.slos ?? []).filter((slo) => !ids.includes(slo));
    if (unknown.length > 0) {
      return unknown.map((slo) => ({
        ...warning,
        code: 'unknown-slo',
        message: `"${id}" names ${slo}, which no file defines`,
        mend: suggestion(slo, ids),
      }));
    }
    if (slos.some((slo) => selectsSlo(selects, slo))) return [];
    const mend = 'check service and labels; an SLO has to meet all of them';
    return [{ ...warning, code: 'selects-nothing', message: `"${id}" excludes time of no SLO`, mend }];
  });
}
