import { liveLayers } from '../live-layers.js';
import type { OnCallRule } from '../rule.js';

const LEAST = 4;

/** Rotations that leave people no rest. */
export const fewPeople: OnCallRule = {
  code: 'few-people',
  severity: 'error',
  title: 'a rotation of fewer than 4 people',
  explanation:
    'With weekly turns three people are on call every third week, and every leave or illness makes it every second: nobody keeps that up.',
  check: (roster) =>
    liveLayers(roster).flatMap(({ schedule, layer, index }) => {
      const count = new Set(layer.rotation.people).size;
      if (count >= LEAST) return [];
      return [
        {
          subject: ['schedules', schedule.id, 'layers', index, 'rotation', 'people'],
          message: `${count === 1 ? 'one person takes' : `${count} people take`} turns in ${layer.name} of ${schedule.id}, each of them ${count === 1 ? 'all' : `1/${count}`} of the time`,
          mend: `have ${LEAST} people or more take turns: join the rotation with that of another team, or train more`,
        },
      ];
    }),
};
