import type { Layer, Schedule, WeeklyHours } from '../../src/core/oncall/schedule.js';

const HALF_HOUR = 1_800_000;
const DAY = 86_400_000;
/** No zone sets its clocks back by more. */
const LOOK_BACK = 4;

/** What the wall of a zone shows every half hour: the day as a number, and the minute of it. Asked of Intl, half hour by half hour. */
export class Wall {
  private readonly days: Int32Array;
  private readonly minutes: Int32Array;

  constructor(
    readonly timeZone: string,
    private readonly from: number,
    to: number,
  ) {
    const count = Math.ceil((to - from) / HALF_HOUR);
    this.days = new Int32Array(count);
    this.minutes = new Int32Array(count);
    const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    for (let i = 0; i < count; i += 1) {
      const shown = format.format(from + i * HALF_HOUR);
      const [, day = '', month = '', year = '', hour = '', minute = ''] =
        /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+)$/.exec(shown) ?? [];
      this.days[i] = Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY;
      this.minutes[i] = Number(hour) * 60 + Number(minute);
    }
  }

  /** The half hours around every setting of its clocks. */
  changes(): number[] {
    const found: number[] = [];
    for (let i = 6; i < this.days.length - 6; i += 1) {
      const shown = (index: number) => (this.days[index] ?? 0) * 1_440 + (this.minutes[index] ?? 0);
      if (shown(i) - shown(i - 1) === 30) continue;
      for (let near = i - 6; near <= i + 6; near += 1) found.push(this.from + near * HALF_HOUR);
    }
    return found;
  }

  /** The last day on which the wall has shown this minute, or a later one, by an instant on a half hour: what was shown once stays passed when clocks go back. */
  lastDayPast(minute: number, at: number): number {
    const now = Math.round((at - this.from) / HALF_HOUR);
    let last = Number.NEGATIVE_INFINITY;
    for (let i = Math.max(0, now - LOOK_BACK); i <= now; i += 1) {
      last = Math.max(last, (this.days[i] ?? 0) - ((this.minutes[i] ?? 0) >= minute ? 0 : 1));
    }
    return last;
  }
}

/** Who is told besides the one who answers. */
export function oracleShadows(schedule: Schedule, answering: string | undefined, at: number): string[] {
  const told: string[] = [];
  for (const { person, of, from, to } of schedule.shadows) {
    const isThere = !schedule.leaves.some(
      (leave) => leave.person === person && leave.from <= at && at < leave.to,
    );
    const follows = of === answering && person !== of && from <= at && at < to;
    if (follows && isThere && !told.includes(person)) told.push(person);
  }
  return told;
}

/** Who answers, by counting handoffs on the wall; times are on whole or half hours of it. */
export function oracle(schedule: Schedule, wall: Wall, at: number): string | undefined {
  const during = ({ from, to }: { from: number; to: number }) => from <= at && at < to;
  const overrides = schedule.overrides.filter(during);
  const taken = overrides[overrides.length - 1];
  if (taken) return taken.person;
  const away = new Set(schedule.leaves.filter(during).map(({ person }) => person));
  for (let i = schedule.layers.length - 1; i >= 0; i -= 1) {
    const person = turn(schedule.layers[i] as Layer, wall, at);
    if (person === undefined) continue;
    // Breadth does not matter: the chain is asked in its order, each name with all that stands behind it.
    const asked: string[] = [];
    const standIn = (name: string): string | undefined => {
      if (asked.includes(name)) return undefined;
      asked.push(name);
      if (!away.has(name)) return name;
      for (const next of schedule.covers[name] ?? []) {
        const found = standIn(next);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const answer = standIn(person);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function turn({ rotation, hours, until }: Layer, wall: Wall, at: number): string | undefined {
  if (until !== undefined && until <= at) return undefined;
  if (hours.length > 0 && !hours.some((each) => isOpen(each, wall, at))) return undefined;
  const { from, handoff, days, people } = rotation;
  const first = Date.UTC(from.year, from.month, from.day) / DAY;
  const last = wall.lastDayPast(handoff / 60_000, at);
  return last < first ? undefined : people[Math.floor((last - first) / days) % people.length];
}

function isOpen({ weekdays, from, to }: WeeklyHours, wall: Wall, at: number): boolean {
  const opened = wall.lastDayPast(from / 60_000, at);
  const closed = wall.lastDayPast(to / 60_000, at);
  const overNight = to <= from ? 1 : 0;
  // Of the days that have begun, those whose end has not been shown yet.
  for (let day = closed - overNight + 1; day <= opened; day += 1) {
    if (weekdays.includes(new Date(day * DAY).getUTCDay())) return true;
  }
  return false;
}
