import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { between, type Random } from '../../traffic/random.js';
import type { Outage } from '../traffic.js';

export type TroubleKind =
  | 'source-gone'
  | 'source-late'
  | 'scrapes-missing'
  | 'store-refuses'
  | 'pager-refuses'
  | 'pager-dies'
  | 'clock-ahead'
  | 'clock-behind';

/** Something that is wrong from `from` (inclusive) to `to`; epoch ms. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly from: number;
  readonly to: number;
}

/** How long each lasts at most, and how often it comes in a day. */
const HABITS: Readonly<Record<TroubleKind, { readonly most: number; readonly perDay: number }>> = {
  'source-gone': { most: 12 * MINUTE, perDay: 10 },
  'source-late': { most: 10 * MINUTE, perDay: 6 },
  'scrapes-missing': { most: 5 * MINUTE, perDay: 6 },
  'store-refuses': { most: 10 * MINUTE, perDay: 10 },
  'pager-refuses': { most: HOUR, perDay: 8 },
  'pager-dies': { most: 10 * MINUTE, perDay: 8 },
  'clock-ahead': { most: 10 * MINUTE, perDay: 2 },
  'clock-behind': { most: 10 * MINUTE, perDay: 2 },
};

/** What goes wrong in a day; troubles of different kinds overlap as chance has it. */
export function troublesOf(from: number, random: Random): Trouble[] {
  return (Object.keys(HABITS) as TroubleKind[]).flatMap((kind) => {
    const { most, perDay } = HABITS[kind];
    return Array.from({ length: perDay }, () => {
      const begins = from + between(random, 0, DAY - most);
      return { kind, from: begins, to: begins + between(random, MINUTE, most) };
    });
  });
}

/** Longer than a service can be out of sight, so that each has to be paged. */
const OUTAGE = { least: 75 * MINUTE, most: 120 * MINUTE };
/** Longer than the windows of the slow page tier take to empty, so that each has to be an alert of its own. */
const PAUSE = { least: 3 * HOUR, most: 8 * HOUR };

/** The outages of some services in a day; the last of them is over some hours before its end. */
export function outagesOf(services: readonly string[], from: number, random: Random): Outage[] {
  return services.flatMap((service) => {
    const outages: Outage[] = [];
    let at = from + between(random, HOUR, PAUSE.most);
    while (at + OUTAGE.most < from + DAY - 3 * HOUR) {
      const to = at + between(random, OUTAGE.least, OUTAGE.most);
      outages.push({ service, from: Math.round(at), to: Math.round(to) });
      at = to + between(random, PAUSE.least, PAUSE.most);
    }
    return outages;
  });
}
