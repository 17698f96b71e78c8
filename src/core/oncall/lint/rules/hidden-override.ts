import { mergeStretches, without } from '../../../time/stretches.js';
import type { OnCallRule } from '../rule.js';
import { stretchText } from '../words.js';

/** Overrides that never hold. */
export const hiddenOverride: OnCallRule = {
  code: 'hidden-override',
  severity: 'warning',
  title: 'an override that never holds',
  explanation:
    'Of several overrides at once the last in the list holds. One whose whole time later ones have does nothing: it was written twice, or somebody counts on it.',
  check: ({ plan, at }) =>
    [...plan.schedules.values()].flatMap(({ id, timeZone, overrides }) =>
      overrides.flatMap((override, index) => {
        const later = overrides.slice(index + 1);
        if (override.to <= at || without([override], mergeStretches(later)).length > 0) return [];
        const holders = later.filter(({ from, to }) => from < override.to && to > override.from);
        const names = [...new Set(holders.map(({ person }) => person))];
        return [
          {
            subject: ['schedules', id, 'overrides', index],
            message: `the override of ${override.person} in ${id} never holds: later in the list ${names.join(' and ')} ${names.length === 1 ? 'has' : 'have'} all of ${stretchText(timeZone, override)}`,
            mend: 'take it out, or put it after those that it is to hold over',
          },
        ];
      }),
    ),
};
