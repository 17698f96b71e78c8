const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What wall clocks of a zone are ahead of UTC (ms) at an instant. */
function offsetOf(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(at / 1000) * 1000;
}

/** What clocks and calendars of a zone show, as controls have it: `2026-11-28T14:05`. */
export function wallOf(zone: string, at: number): string {
  return new Date(at + offsetOf(zone, at)).toISOString().slice(0, 16);
}

/** When clocks of a zone show this; where they skip it, as long after as they skip. Undefined for what is no time. */
export function instantOf(zone: string, wall: string): number | undefined {
  const read = Date.parse(`${wall}Z`);
  if (!Number.isFinite(read)) return undefined;
  const before = read - offsetOf(zone, read - DAY);
  return offsetOf(zone, before) === offsetOf(zone, read - DAY) ? before : read - offsetOf(zone, before);
}

/** The beginnings of the days of a zone within a time. */
export function midnights(zone: string, from: number, until: number): readonly number[] {
  const first = Date.parse(`${wallOf(zone, from).slice(0, 10)}T00:00Z`);
  const count = Math.ceil((until - from) / DAY) + 2;
  return Array.from({ length: count }, (_, day) =>
    instantOf(zone, new Date(first + day * DAY).toISOString().slice(0, 16)),
  ).filter((at) => at !== undefined && at >= from && at < until) as readonly number[];
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Sat 28`. */
export function dayText(zone: string, at: number): string {
  const wall = new Date(at + offsetOf(zone, at));
  return `${WEEKDAYS[wall.getUTCDay()] ?? ''} ${wall.getUTCDate()}`;
}

/** `Sat 2026-11-28 14:05`. */
export function wallText(zone: string, at: number): string {
  const wall = new Date(at + offsetOf(zone, at));
  return `${WEEKDAYS[wall.getUTCDay()] ?? ''} ${wall.toISOString().slice(0, 16).replace('T', ' ')}`;
}

/** The zone of whoever looks. */
export function zoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What clocks of a zone show besides UTC: `15:05 here`, with the weekday where it is another; undefined where they show UTC. */
export function besideUtc(zone: string, at: number): string | undefined {
  return beside('UTC', zone, at);
}

/** The same besides the clocks of another zone than UTC. */
export function beside(shown: string, zone: string, at: number): string | undefined {
  const [wall, read] = [wallText(zone, at), wallText(shown, at)];
  if (wall === read) return undefined;
  const time = wall.slice(-5);
  return wall.slice(0, 3) === read.slice(0, 3) ? `${time} here` : `${wall.slice(0, 3)} ${time} here`;
}
