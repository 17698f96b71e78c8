import type { SloWindow } from '../../core/slo/slo-window.js';
import { DAY, formatDuration, HOUR } from '../../core/time/duration.js';
import type { Findings } from '../firebreak/findings.js';
import { type Calendar, readCalendarWindow } from './calendar-window.js';
import { parseShorthand, shorthandLength, shorthandMend, type ShorthandUnit } from './duration-shorthand.js';
import type { TimeWindowSpec } from './schema.js';
import type { AlphaTimeWindow, AlphaUnit } from './schema-v1alpha.js';

const SHORTEST = HOUR;
const LONGEST = 366 * DAY;

/** A window in the terms of both versions. */
interface AnyWindow {
  readonly count: number;
  /** Seconds are of v1alpha alone. */
  readonly unit: ShorthandUnit | 's';
  /** What says how long it is. */
  readonly field: string;
  readonly isRolling?: boolean;
  readonly calendar?: Calendar;
}

export function readTimeWindow(spec: TimeWindowSpec, at: Findings): SloWindow | undefined {
  const shorthand = parseShorthand(spec.duration);
  if (!shorthand) {
    const mend = shorthandMend(spec.duration, 'write a whole number with m, h, d, w, M, Q or Y: 28d');
    return at.error('bad-duration', ['duration'], `"${spec.duration}" is no duration`, mend);
  }
  return compileWindow({ ...spec, ...shorthand, field: 'duration' }, at);
}

const ALPHA_UNITS: Readonly<Record<AlphaUnit, AnyWindow['unit']>> = {
  Second: 's',
  Minute: 'm',
  Hour: 'h',
  Day: 'd',
  Week: 'w',
  Month: 'M',
  Quarter: 'Q',
  Year: 'Y',
};

export function readAlphaWindow(spec: AlphaTimeWindow, at: Findings): SloWindow | undefined {
  // As sloth has it, whose own examples do not say so.
  const isRolling = spec.isRolling ?? spec.calendar === undefined;
  return compileWindow({ ...spec, isRolling, unit: ALPHA_UNITS[spec.unit], field: 'count' }, at);
}

function compileWindow(window: AnyWindow, at: Findings): SloWindow | undefined {
  const { isRolling, calendar } = window;
  if (isRolling === true && calendar) {
    return at.error(
      'two-definitions',
      ['calendar'],
      'this window both rolls and keeps to a calendar',
      'remove calendar, or write isRolling: false',
    );
  }
  if (isRolling !== true && !calendar) {
    return at.error(
      'missing-field',
      [],
      'this window neither rolls nor keeps to a calendar',
      'add isRolling: true, or calendar: {startTime, timeZone}',
    );
  }
  return calendar ? readCalendarWindow(window, calendar, at) : rollingWindow(window, at);
}

function rollingWindow({ count, unit, field }: AnyWindow, at: Findings): SloWindow | undefined {
  const durationMs = unit === 's' ? count * 1000 : shorthandLength({ count, unit });
  if (durationMs >= SHORTEST && durationMs <= LONGEST) return { kind: 'rolling', durationMs };
  return at.error(
    'window-out-of-range',
    [field],
    `a window of ${formatDuration(durationMs)} is not supported`,
    'use 1h to 366d; 28d and 30d are usual',
  );
}
