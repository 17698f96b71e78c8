import { wallText } from '../../../time/wall-text.js';
import { isAtMidnight, isInBusinessHours } from '../business-hours.js';
import { handoverSubject, ownHandovers } from '../layer-handovers.js';
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
      const { schedule, layer } = live;
      const { timeZone } = schedule;
      const all = ownHandovers(live, roster);
      const [first, ...others] = all.filter(
        (each) =>
          !isAtMidnight(roster.plan, timeZone, each) && !isInBusinessHours(roster.plan, timeZone, each),
      );
      if (!first) return [];
      return [
        {
          subject: handoverSubject(live, first),
          message: `${1 + others.length} of ${all.length} handoffs of ${layer.name} of ${schedule.id} in 13 weeks are out of business hours, first from ${first.from} to ${first.to}: ${wallText(timeZone, first.at)} ${timeZone}`,
          mend:
            first.by === 'hours'
              ? 'let the hours of the layer begin and end from Monday to Friday between 09:00 and 17:00: who has a weekend takes over on Friday, and hands back on Monday'
              : 'let turns begin from Monday to Friday between 09:00 and 17:00; turns of days that begin at weekends too become turns of weeks',
        },
      ];
    }),
};
