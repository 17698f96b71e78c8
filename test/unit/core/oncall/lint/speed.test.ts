import { expect, it } from 'vitest';
import { lintPlan } from '../../../../../src/core/oncall/lint/lint-plan.js';
import { DAY, HOUR } from '../../../../../src/core/time/duration.js';
import { NOW, planOf, soundLayer, soundPerson, soundSchedule } from '../../../../support/oncall-lint-plan.js';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney'];

it('judges 200 people in 50 schedules within 2 seconds', () => {
  const names = Array.from({ length: 200 }, (_, index) => `p${index}`);
  const schedules = Array.from({ length: 50 }, (_, index) => {
    const people = names.slice(index * 4, index * 4 + 4);
    const hours = [{ weekdays: [1, 2, 3, 4, 5], from: 9 * HOUR, to: 17 * HOUR }];
    return soundSchedule(`s${index}`, {
      timeZone: ZONES[index % ZONES.length] ?? 'UTC',
      layers: [
        soundLayer({ rotation: { people } }),
        soundLayer({ name: 'days', hours, rotation: { people: people.toReversed(), days: 1 } }),
      ],
      leaves: people.map((person, n) => ({
        person,
        from: NOW + n * 10 * DAY,
        to: NOW + (n * 10 + 14) * DAY,
      })),
      covers: Object.fromEntries(
        people.map((person, n) => [person, [names[index * 4 + ((n + 1) % 4)] ?? '']]),
      ),
    });
  });
  const plan = planOf({
    people: names.map((name) => soundPerson(name, name === 'p7' ? { contacts: [] } : {})),
    schedules,
  });
  const began = process.cpuUsage();
  const found = lintPlan(plan, NOW);
  // Of this process alone, and twice the promise: machines of tests are busy with others.
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1_000).toBeLessThan(4_000);
  expect(found.map(({ code }) => code)).toEqual(['unreachable-person']);
});
