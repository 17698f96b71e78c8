import { expect, it } from 'vitest';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';
import { whyNobody } from '../../../../src/core/oncall/why-nobody.js';
import { HOUR } from '../../../../src/core/time/duration.js';
import { soundLayer, soundSchedule } from '../../../support/oncall-lint-plan.js';

const at = (text: string) => Date.parse(text);
/** A Tuesday, 13:00 in Berlin. */
const NOON = at('2026-03-03T12:00:00Z');
const away = { from: NOON - HOUR, to: NOON + HOUR };
const nights = soundLayer({
  name: 'nights',
  hours: [{ weekdays: [1, 2], from: 22 * HOUR, to: 6 * HOUR }],
  rotation: { people: ['cem'] },
});

it.each([
  [
    'outside of the hours of every layer',
    { layers: [{ ...nights, name: 'weekends' }, nights] },
    'layer nights has no hours at that time; layer weekends has no hours at that time',
  ],
  [
    'on leave, without anybody who stands in',
    { layers: [soundLayer({ rotation: { people: ['ana'] } }), nights], leaves: [{ ...away, person: 'ana' }] },
    'layer nights has no hours at that time; ana is on leave, and nobody stands in (layer weekly)',
  ],
  [
    'after a layer has ended',
    { layers: [soundLayer({ until: at('2026-03-01T23:00:00Z') })] },
    'layer weekly has ended (Mon 2026-03-02 00:00 Europe/Berlin)',
  ],
  [
    'before the first handoff',
    { layers: [soundLayer({ rotation: { from: { year: 2026, month: 2, day: 4 } } })] },
    'layer weekly begins only Wed 2026-03-04 10:00 Europe/Berlin',
  ],
])('says why nobody answers: %s', (_, changed, words) => {
  const schedule = soundSchedule('primary', changed);
  expect(whoIsOnCall(schedule, NOON)).toBeUndefined();
  expect(whyNobody(schedule, NOON)).toBe(words);
});
