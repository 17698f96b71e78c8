import { wallText, wallTime } from '../../../time/wall-text.js';
import { isInBusinessHours } from '../business-hours.js';
import { handoversOf } from '../handovers.js';
import { liveLayers } from '../live-layers.js';
import type { OnCallRule } from '../rule.js';
import { timesText } from '../words.js';

/** Handovers while both are asleep. */
export const handoffAtMidnight: OnCallRule = {
  code: 'handoff-at-midnight',
  severity: 'error',
  title: 'a handoff at midnight',
  explanation:
    'At midnight nobody tells the next what is going on, and whoever is paged a minute before or after does not know whether it is theirs.',
  check: (roster) =>
    liveLayers(roster).flatMap((live) => {
      const { schedule, layer, index } = live;
      const { timeZone } = schedule;
      const [first, ...others] = handoversOf(live, roster).filter(
        (each) => wallTime(timeZone, each.at).time === 0 && !isInBusinessHours(roster.plan, timeZone, each),
      );
      if (!first) return [];
      return [
        {
          subject: ['schedules', schedule.id, 'layers', index, 'rotation', 'handoff'],
          message: `${layer.name} of ${schedule.id} is handed over at midnight ${timesText(1 + others.length)} in 13 weeks, first from ${first.from} to ${first.to}: ${wallText(timeZone, first.at)} ${timeZone}`,
          mend: 'hand over when both are at work: handoff: "10:00"',
        },
      ];
    }),
};
