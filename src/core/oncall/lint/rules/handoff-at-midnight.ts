import { wallText } from '../../../time/wall-text.js';
import { isAtMidnight } from '../business-hours.js';
import { handoverSubject, ownHandovers } from '../layer-handovers.js';
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
      const { schedule, layer } = live;
      const { timeZone } = schedule;
      const [first, ...others] = ownHandovers(live, roster).filter((each) =>
        isAtMidnight(roster.plan, timeZone, each),
      );
      if (!first) return [];
      return [
        {
          subject: handoverSubject(live, first),
          message: `${layer.name} of ${schedule.id} is handed over at midnight ${timesText(1 + others.length)} in 13 weeks, first from ${first.from} to ${first.to}: ${wallText(timeZone, first.at)} ${timeZone}`,
          mend:
            first.by === 'hours'
              ? 'let the hours of the layer begin and end when both are at work'
              : 'hand over when both are at work: handoff: "10:00"',
        },
      ];
    }),
};
