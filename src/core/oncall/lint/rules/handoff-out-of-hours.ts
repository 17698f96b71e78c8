import { wallText, wallTime } from '../../../time/wall-text.js';
import { isInBusinessHours } from '../business-hours.js';
import { handoversOf } from '../handovers.js';
import { liveLayers } from '../live-layers.js';
import type { OnCallRule } from '../rule.js';

/** Handovers before or after work, and at weekends; those at midnight are another rule's. */
export const handoffOutOfHours: OnCallRule = {
  code: 'handoff-out-of-hours',
  severity: 'warning',
  title: 'a handoff out of business hours',
  explanation:
    'Who goes tells who comes what is open, and both check that pages arrive: that is work of Monday to Friday, 09:00 to 17:00 by the clocks of the schedule, or of both people.',
  check: (roster) =>
    liveLayers(roster).flatMap((live) => {
      const { schedule, layer, index } = live;
      const { timeZone } = schedule;
      const all = handoversOf(live, roster);
      const late = all.filter(
        (each) => wallTime(timeZone, each.at).time !== 0 && !isInBusinessHours(roster.plan, timeZone, each),
      );
      const [first] = late;
      if (!first) return [];
      return [
        {
          subject: ['schedules', schedule.id, 'layers', index, 'rotation', 'handoff'],
          message: `${late.length} of ${all.length} handoffs of ${layer.name} of ${schedule.id} in 13 weeks are out of business hours, first from ${first.from} to ${first.to}: ${wallText(timeZone, first.at)} ${timeZone}`,
          mend: 'let turns begin from Monday to Friday between 09:00 and 17:00; turns of days that begin at weekends too become turns of weeks',
        },
      ];
    }),
};
