import type { ClockReport } from '../../core/oncall/lint/clock-report.js';
import { formatDuration } from '../../core/time/duration.js';
import { wallText } from '../../core/time/wall-text.js';
import type { Output } from '../context.js';

/** When clocks are set next, zone by zone, and what it does to whose turn. */
export function clocksText(clocks: readonly ClockReport[], paint: Output['paint']): string {
  const lines = clocks.flatMap(({ timeZone, changes }) =>
    changes.length === 0
      ? [`${timeZone}: clocks are not set`]
      : changes.flatMap(({ at, by, effects }) => [
          `${timeZone}: clocks go ${by > 0 ? 'forward' : 'back'} by ${formatDuration(Math.abs(by))} to ${wallText(timeZone, at)}`,
          ...effects.map(({ schedule, layer, text }) => `  ${schedule}, ${layer}: ${text}`),
        ]),
  );
  return `${paint('bold', 'clocks, the next two times')}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
