import type { Layer, Schedule } from '../schedule.js';
import type { Roster } from './rule.js';

/** A layer that has not ended, with its place in its schedule. */
export interface LiveLayer {
  readonly schedule: Schedule;
  readonly layer: Layer;
  readonly index: number;
}

/** The layers of all schedules that somebody still answers by. */
export function liveLayers({ plan, at }: Pick<Roster, 'plan' | 'at'>): LiveLayer[] {
  return [...plan.schedules.values()].flatMap((schedule) =>
    schedule.layers
      .map((layer, index) => ({ schedule, layer, index }))
      .filter(({ layer }) => layer.until === undefined || layer.until > at),
  );
}
