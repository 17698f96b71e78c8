import type { Slo } from '../slo/slo.js';
import { mergeStretches, type Stretch } from '../time/stretches.js';
import { type Exclusion, selectsSlo } from './exclusion.js';
import { timesOf } from './times-of.js';

/** What is excluded of an SLO that reaches into (from, to]: whole times in order and apart. */
export function excludedStretches(
  exclusions: readonly Exclusion[],
  slo: Pick<Slo, 'id' | 'service' | 'metadata'>,
  span: Stretch,
): Stretch[] {
  const selected = exclusions.filter(({ selects }) => selectsSlo(selects, slo));
  return mergeStretches(selected.flatMap((exclusion) => timesOf(exclusion, span)));
}
