import { isTimeZone } from '../../../core/time/zone-clock.js';
import type { Draft } from './draft.js';
import type { ForeignValue } from './foreign-value.js';

/** The zone that an export names; UTC, and a note, where it is none. */
export function zoneOf(draft: Draft, value: ForeignValue): string {
  const name = value.text();
  if (name !== undefined && isTimeZone(name)) return name;
  draft.note(value, `${name === undefined ? 'no time zone' : `"${name}" is no time zone`}; UTC is taken`);
  return 'UTC';
}
