import { zoneHere } from '../../words/zone.js';

const CLOCKS = ['utc', 'schedule', 'local'] as const;

/** By whose clocks the calendar is shown; UTC unless the address says another. */
type Clocks = (typeof CLOCKS)[number];

export function clocksOf(params: URLSearchParams): Clocks {
  return CLOCKS.find((clocks) => clocks === params.get('clocks')) ?? 'utc';
}

export function withClocks(params: URLSearchParams, clocks: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (clocks === 'utc') next.delete('clocks');
  else next.set('clocks', clocks);
  return next;
}

/** The zone whose clocks a schedule is shown by. */
export function zoneOf(clocks: Clocks, ofSchedule: string): string {
  if (clocks === 'utc') return 'UTC';
  return clocks === 'schedule' ? ofSchedule : zoneHere();
}
