import { badEventsToFire, probeInterval } from '../../core/burn-rate/bad-events.js';
import { quietestEvents } from '../../core/events/traffic-by-hour.js';
import type { Slo } from '../../core/slo/slo.js';
import { formatDuration, SECOND } from '../../core/time/duration.js';
import type { LiveFacts } from '../live-facts.js';
import type { Finding, Rule } from '../rule.js';

/** Pages that not even a total outage sets off when there is little traffic. */
export const asleepWhenQuiet: Rule = {
  id: 'asleep-when-quiet',
  severity: 'warning',
  title: 'a page that cannot fire at the quietest time of the day',
  explanation:
    'Where the long window of a page holds fewer events than its floor of bad ones, everything may fail and nobody is told. The floor is right, because one failure of a few proves nothing; what is missing are events: synthetic traffic, by a probe.',
  live: { needs: ['hours'], check: checkSlo },
};

function checkSlo(slo: Slo, { hours }: LiveFacts): Finding[] {
  if (!hours) return [];
  return slo.alertPolicies
    .filter(({ severity }) => severity === 'page')
    .flatMap((tier): Finding[] => {
      const events = quietestEvents(hours, tier.longWindow);
      if (events === undefined || badEventsToFire(slo.objective, tier, events) !== undefined) return [];
      const often = formatDuration(Math.floor(probeInterval(tier) / SECOND) * SECOND);
      return [
        {
          slo,
          field: { tier, part: 'min_bad_events' },
          message: `${tier.id} cannot fire at its quietest: ${formatDuration(tier.longWindow)} then hold ${Number(events.toFixed(1))} events, and it takes ${Math.max(1, tier.minBadEvents)} bad ones`,
          mend: `add synthetic traffic: a probe that asks every ${often} or more often`,
        },
      ];
    });
}
