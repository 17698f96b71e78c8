import type { Layer, Schedule, Stretch, WeeklyHours } from '../../src/core/oncall/schedule.js';
import type { Wall } from './oncall-oracle.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** What a wall shows at the beginning of each hour, as far as handoffs and hours of layers ask. */
export class WallHours {
  private readonly passed = new Map<number, Int32Array>();

  constructor(
    private readonly wall: Wall,
    readonly from: number,
    readonly count: number,
  ) {}

  /** For each hour the last day on which the wall has shown this time (ms after midnight), or a later one. */
  lastDays(afterMidnight: number): Int32Array {
    const known = this.passed.get(afterMidnight);
    if (known) return known;
    const days = Int32Array.from({ length: this.count }, (_, hour) =>
      this.wall.lastDayPast(afterMidnight / MINUTE, this.from + hour * HOUR),
    );
    this.passed.set(afterMidnight, days);
    return days;
  }
}

/** Who answers in an hour and who is told as well: places in the list of people, and a bit for each of them; nobody is -1. */
export interface HourlyAnswers {
  readonly answering: Int8Array;
  /** In no order. */
  readonly shadows: Uint8Array;
}

/**
 * Works a schedule out hour by hour, by painting what holds over a row of hours; stretches are on whole or half hours, and hold in an hour that
 * they have at its beginning. Nothing is shared with what it judges.
 */
export function hourly(schedule: Schedule, hours: WallHours, people: readonly string[]): HourlyAnswers {
  const { from, count } = hours;
  const place = new Map(people.map((name, index) => [name, index]));
  const placeOf = (name: string) => place.get(name) ?? -1;
  const paint = ({ from: begin, to: end }: Stretch, stroke: (hour: number) => void) => {
    const last = Math.min(count, Math.ceil((end - from) / HOUR));
    for (let hour = Math.max(0, Math.ceil((begin - from) / HOUR)); hour < last; hour += 1) stroke(hour);
  };
  const answering = new Int8Array(count).fill(-1);
  const away = new Uint8Array(count);
  for (const leave of schedule.leaves) {
    const bit = 1 << placeOf(leave.person);
    paint(leave, (hour) => {
      away[hour] = (away[hour] ?? 0) | bit;
    });
  }
  const standIns = people.map((name) => orderOfAsking(schedule, name).map(placeOf));
  const layers = schedule.layers.map((layer) => turns(layer, hours, people));
  for (let hour = 0; hour < count; hour += 1) {
    const absent = away[hour] ?? 0;
    for (let layer = layers.length - 1; layer >= 0 && answering[hour] === -1; layer -= 1) {
      const turn = layers[layer]?.[hour] ?? -1;
      if (turn === -1) continue;
      if ((absent & (1 << turn)) === 0) answering[hour] = turn;
      else answering[hour] = standIns[turn]?.find((each) => (absent & (1 << each)) === 0) ?? -1;
    }
  }
  for (const override of schedule.overrides) {
    const person = placeOf(override.person);
    paint(override, (hour) => {
      answering[hour] = person;
    });
  }
  const shadows = new Uint8Array(count);
  for (const shadow of schedule.shadows) {
    const [person, followed] = [placeOf(shadow.person), placeOf(shadow.of)];
    if (person === followed) continue;
    paint(shadow, (hour) => {
      const isThere = ((away[hour] ?? 0) & (1 << person)) === 0;
      if (answering[hour] === followed && isThere) shadows[hour] = (shadows[hour] ?? 0) | (1 << person);
    });
  }
  return { answering, shadows };
}

/** Whom to ask when somebody is away: each cover, and before the next one all that stands behind it. Somebody who was asked is not asked again. */
function orderOfAsking({ covers }: Schedule, person: string): string[] {
  const order: string[] = [];
  const ask = (name: string) => {
    for (const cover of covers[name] ?? []) {
      if (cover === person || order.includes(cover)) continue;
      order.push(cover);
      ask(cover);
    }
  };
  ask(person);
  return order;
}

/** Whose turn a layer says it is, hour by hour; -1 for nobody's. */
function turns({ rotation, hours, until }: Layer, wall: WallHours, people: readonly string[]): Int8Array {
  const { from, days, handoff } = rotation;
  const first = Date.UTC(from.year, from.month, from.day) / DAY;
  const passed = wall.lastDays(handoff);
  const inTurn = rotation.people.map((name) => people.indexOf(name));
  const open = hours.length === 0 ? undefined : openHours(hours, wall);
  const end = until === undefined ? wall.count : Math.ceil((until - wall.from) / HOUR);
  const found = new Int8Array(wall.count).fill(-1);
  for (let hour = 0; hour < Math.min(end, wall.count); hour += 1) {
    const since = (passed[hour] ?? 0) - first;
    if (since < 0 || (open && open[hour] === 0)) continue;
    found[hour] = inTurn[Math.floor(since / days) % inTurn.length] ?? -1;
  }
  return found;
}

function openHours(hours: readonly WeeklyHours[], wall: WallHours): Uint8Array {
  const open = new Uint8Array(wall.count);
  for (const { weekdays, from, to } of hours) {
    const [begun, ended] = [wall.lastDays(from), wall.lastDays(to)];
    const overNight = to <= from ? 1 : 0;
    for (let hour = 0; hour < wall.count; hour += 1) {
      // Of the days that have begun, those whose end has not been shown yet.
      for (let day = (ended[hour] ?? 0) - overNight + 1; day <= (begun[hour] ?? 0); day += 1)
        // 1 January 1970 was a Thursday.
        if (weekdays.includes((day + 4) % 7)) open[hour] = 1;
    }
  }
  return open;
}
