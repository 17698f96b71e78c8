import { SECOND } from '../../core/time/duration.js';
import type { Output } from '../context.js';
import { columns } from '../text/columns.js';
import { aboutDuration, count, plural } from '../text/quantities.js';
import type { FiringEvents, LowTraffic, TierTraffic } from './low-traffic.js';

/** What few events do, for people. */
export function lowTrafficText(low: LowTraffic, output: Output): string {
  const dim = (cell: string, row: number) => (row === 0 ? output.paint('dim', cell) : cell);
  const head = [
    'TIER',
    'BAD EVENTS THAT FIRE IT',
    ...(low.traffic ? ['IN THE MEDIAN', 'IN THE QUIETEST'] : []),
  ];
  const rows = low.tiers.map((tier) => [
    tier.id,
    `more than ${tier.badPerHourlyEvent} N, ${Math.max(1, tier.minBadEvents)} or more`,
    ...(low.traffic ? [firing(tier.median), firing(tier.quietest)] : []),
  ]);
  const table = low.tiers.length === 0 ? '' : columns([head, ...rows], dim);
  return `${sentence(low)}\n${table}${low.tiers.map((tier) => hint(tier, output)).join('')}`;
}

function sentence({ traffic, burnOfOneFailure }: LowTraffic): string {
  if (!traffic) {
    return `at N events an hour one failure is a ${times(burnOfOneFailure)}/N burn over 1h: ${times(burnOfOneFailure / 10)} at 10 events, ${times(burnOfOneFailure / 1000)} at 1,000`;
  }
  const hour = `${String(traffic.quietestHour).padStart(2, '0')}:00`;
  const rates = `N = ${few(traffic.medianEvents)} events an hour in the median, ${few(traffic.quietestEvents)} at ${hour} UTC, the quietest (${traffic.hoursKnown} of the last 168 h known)`;
  return `${rates}\none failure at ${hour} is a ${times(traffic.burnOfOneFailure)} burn over 1h`;
}

function firing(events: FiringEvents | null): string {
  if (!events) return 'unknown';
  return events.bad === null
    ? `never, of ${few(events.events)}`
    : `${count(events.bad)} of ${few(events.events)}`;
}

function hint({ id, quietest, minBadEvents, probeIntervalSeconds }: TierTraffic, output: Output): string {
  if (!quietest || probeIntervalSeconds === null) return '';
  const floor = plural(Math.max(1, minBadEvents), 'bad event');
  const often = aboutDuration(probeIntervalSeconds * SECOND);
  return `${output.paint('yellow', `${id} sleeps in its quietest time`)}: ${few(quietest.events)} events, and it takes ${floor}. Add synthetic traffic: a probe that asks every ${often} or more often\n`;
}

/** Counts below ten with one decimal: 0.4 events an hour are not none. */
function few(events: number): string {
  return events < 10 ? String(Number(events.toFixed(1))) : count(events);
}

function times(burn: number): string {
  return burn < 10 ? `${Number(burn.toPrecision(2))}x` : `${count(burn)}x`;
}
