import { describe, expect, it } from 'vitest';
import type { EscalationTarget } from '../../../../../src/core/escalation/escalation-policy.js';
import type { LocalDate } from '../../../../../src/core/time/zone-clock.js';
import { MINUTE } from '../../../../../src/core/time/duration.js';
import {
  findingsOf,
  NOW,
  SOUND_ESCALATION,
  SOUND_TEAM,
  soundLayer,
  soundPerson,
  soundSchedule,
  told,
} from '../../../../support/oncall-lint-plan.js';

const at = (text: string) => Date.parse(text);

describe('two-owners', () => {
  it('is a service that two teams name, and the second is never called for', () => {
    const team = (name: string, services: readonly string[]) => ({ ...SOUND_TEAM, name, services });
    const teams = [team('payments', ['checkout*', 'pay']), team('web', ['web', 'pay', 'checkout*', 'web'])];
    expect(told({ teams }, 'two-owners')).toEqual([
      'warning teams.web.services.1: pay is owned by payments already: web is never called for it',
      'warning teams.web.services.2: checkout* is owned by payments already: web is never called for it',
    ]);
  });
});

describe('newcomer-alone', () => {
  // Nia's first turn begins on 30 March; ana answers from 2 March, cem from 16 March.
  const people = ['ana', 'ben', 'cem', 'dia', 'nia'];
  const alone = (
    joined: LocalDate,
    shadows: readonly [of: string, from: string, to: string][] = [],
    now = NOW,
  ) =>
    told(
      {
        people: [soundPerson('nia', { joined })],
        schedules: [
          soundSchedule('primary', {
            layers: [soundLayer({ rotation: { people, from: { year: 2026, month: 2, day: 2 } } })],
            shadows: shadows.map(([of, from, to]) => ({ person: 'nia', of, from: at(from), to: at(to) })),
          }),
        ],
      },
      'newcomer-alone',
      now,
    );
  const march = (day: number) => ({ year: 2026, month: 2, day });
  const twoWeeks: readonly [string, string, string][] = [
    ['ben', '2026-03-09T09:00:00Z', '2026-03-16T09:00:00Z'],
    ['cem', '2026-03-16T09:00:00Z', '2026-03-23T09:00:00Z'],
  ];

  it('answers before two weeks as a shadow', () => {
    expect(alone(march(9))).toEqual([
      'error people.nia.joined: nia joins on 2026-03-09 and answers in primary from Mon 2026-03-30 10:00 Europe/Berlin, without a day as a shadow',
    ]);
    expect(alone(march(9), twoWeeks.slice(1))).toEqual([expect.stringContaining('after 7d as a shadow')]);
    expect(alone(march(9), twoWeeks)).toEqual([]);
  });

  it('needs somebody who answers to follow, before the own shift', () => {
    expect(alone(march(9), [['fay', '2026-03-09T09:00:00Z', '2026-03-29T09:00:00Z']])).toHaveLength(1);
    const late: [string, string, string] = ['dia', '2026-03-23T09:00:00Z', '2026-04-20T09:00:00Z'];
    expect(alone(march(9), [late])).toEqual([expect.stringContaining('after 6d23h as a shadow')]);
  });

  it('is no newcomer after 13 weeks, and no news once on call', () => {
    expect(alone({ year: 2025, month: 10, day: 1 })).toEqual([]);
    expect(alone({ year: 2026, month: 0, day: 10 })).toHaveLength(1);
    expect(alone(march(9), [], at('2026-03-31T08:00:00Z'))).toEqual([]);
  });
});

describe('unreachable-person', () => {
  const found = (name: string, contacts = []) =>
    told({ people: [soundPerson(name, { contacts })] }, 'unreachable-person');

  it('is called and has no contact', () => {
    expect(found('ana')).toEqual([
      'error people.ana.contacts: ana takes turns in primary, and has no contact',
    ]);
    expect(found('mona')).toEqual([
      'error people.mona.contacts: mona is called by ladder, and has no contact',
    ]);
  });

  it('is not meant where nobody calls them', () => {
    expect(found('zoe')).toEqual([]);
  });

  it('may stand in, follow or take over', () => {
    const zoe = soundPerson('zoe', { contacts: [] });
    const stretch = { person: 'zoe', from: NOW - 10, to: NOW + 1 };
    const reasons = (changed: object) =>
      told({ people: [zoe], schedules: [soundSchedule('primary', changed)] }, 'unreachable-person');
    expect(reasons({ covers: { ana: ['zoe'] } })).toEqual([expect.stringContaining('stands in for others')]);
    expect(reasons({ overrides: [stretch] })).toEqual([expect.stringContaining('has an override')]);
    expect(reasons({ shadows: [{ ...stretch, of: 'ana' }] })).toEqual([
      expect.stringContaining('is a shadow'),
    ]);
    expect(reasons({ overrides: [{ ...stretch, to: NOW }] })).toEqual([]);
    const team = { ...SOUND_TEAM, name: 'bosses', members: ['zoe'] };
    const steps = [{ targets: [{ kind: 'team' as const, team: 'bosses' }], timeout: MINUTE }];
    const escalations = [SOUND_ESCALATION, { ...SOUND_ESCALATION, id: 'bosses', steps }];
    expect(told({ people: [zoe], teams: [SOUND_TEAM, team], escalations }, 'unreachable-person')).toEqual([
      expect.stringContaining('is called by bosses'),
    ]);
  });

  it('may be nobody at all', () => {
    const layers = [soundLayer({ rotation: { people: ['ana', 'ben', 'cem', 'nobody'] } })];
    expect(told({ schedules: [soundSchedule('primary', { layers })] }, 'unreachable-person')).toEqual([
      'error people.nobody: nobody takes turns in primary, and is not among the people',
    ]);
  });
});

describe('single-route', () => {
  it('is a hint', () => {
    const contacts = [{ receiver: 'mail', address: 'ana@example.org' }];
    expect(told({ people: [soundPerson('ana', { contacts })] }, 'single-route')).toEqual([
      'hint people.ana.contacts: ana is reached through mail alone',
    ]);
    expect(told({ people: [soundPerson('ana', { contacts: [] })] }, 'single-route')).toEqual([]);
  });
});

describe('escalations', () => {
  const first = SOUND_ESCALATION.steps[0] as (typeof SOUND_ESCALATION.steps)[number];
  const ending = (...targets: EscalationTarget[]) => [
    { ...SOUND_ESCALATION, steps: [...SOUND_ESCALATION.steps, { targets, timeout: MINUTE }] },
  ];
  const nobody = (...targets: EscalationTarget[]) =>
    told({ escalations: ending(...targets) }, 'escalation-reaches-nobody');

  it('reach somebody in every step', () => {
    expect(nobody({ kind: 'person', person: 'xan' })).toEqual([
      'error escalations.ladder.steps.3: step 4 of ladder reaches nobody in 13 weeks: nobody in xan has a contact',
    ]);
    expect(nobody({ kind: 'schedule', schedule: 'none' })).toEqual([
      expect.stringContaining('the schedule none is broken, and not in force'),
    ]);
    expect(nobody({ kind: 'tier', tier: 'specialist', team: undefined })).toEqual([
      expect.stringContaining('payments has no specialist'),
    ]);
    expect(nobody({ kind: 'tier', tier: 'primary', team: 'none' })).toEqual([
      expect.stringContaining('no team has a primary'),
    ]);
    expect(nobody({ kind: 'team', team: 'none' })).toEqual([expect.stringContaining('nobody is in none')]);
    expect(nobody({ kind: 'team', team: 'payments' })).toEqual([]);
    expect(nobody({ kind: 'receiver', receiver: 'bridge' })).toEqual([]);
  });

  it('reach somebody when one target of several does', () => {
    const dead: EscalationTarget = { kind: 'person', person: 'xan' };
    expect(nobody(dead, { kind: 'schedule', schedule: 'none' })).toHaveLength(1);
    expect(nobody(dead, { kind: 'person', person: 'ana' })).toEqual([]);
  });

  it('reach nobody through a schedule that is empty for 13 weeks', () => {
    const layers = [soundLayer({ until: NOW })];
    const schedules = [soundSchedule('old', { layers })];
    const escalations = ending({ kind: 'schedule', schedule: 'old' });
    expect(told({ schedules, escalations }, 'escalation-reaches-nobody')).toEqual([
      expect.stringContaining('nobody answers in old'),
    ]);
  });

  it('end with somebody else than they begin with', () => {
    expect(told({ escalations: ending(...first.targets) }, 'escalation-goes-nowhere')).toEqual([
      'warning escalations.ladder.steps.3: the last step of ladder calls the same as the first',
    ]);
    const more = ending(...first.targets, { kind: 'person', person: 'mona' });
    expect(told({ escalations: more }, 'escalation-goes-nowhere')).toEqual([]);
    const one = [{ ...SOUND_ESCALATION, steps: [first] }];
    expect(told({ escalations: one }, 'escalation-goes-nowhere')).toEqual([
      expect.stringContaining('has one step'),
    ]);
  });

  it('wait no longer than 5, 10 and 15 minutes', () => {
    const minutes = (...waits: number[]) => ({
      escalations: [
        { ...SOUND_ESCALATION, steps: waits.map((wait) => ({ ...first, timeout: wait * MINUTE })) },
      ],
    });
    expect(told(minutes(5, 10, 15, 60), 'slow-escalation')).toEqual([]);
    expect(told(minutes(6, 11, 16, 60), 'slow-escalation')).toEqual([
      'hint escalations.ladder.steps.0.wait: step 1 of ladder waits 6m for an answer, and 5m are enough',
      'hint escalations.ladder.steps.1.wait: step 2 of ladder waits 11m for an answer, and 10m are enough',
      'hint escalations.ladder.steps.2.wait: step 3 of ladder waits 16m for an answer, and 15m are enough',
    ]);
    // Nobody comes after the last.
    expect(told(minutes(5, 60), 'slow-escalation')).toEqual([]);
    const again = minutes(5, 60).escalations.map((each) => ({ ...each, repeat: 1 }));
    expect(told({ escalations: again }, 'slow-escalation')).toHaveLength(1);
  });

  it('are there for every team', () => {
    const team = { ...SOUND_TEAM, escalation: undefined };
    expect(told({ teams: [team] }, 'no-escalation')).toEqual([
      'warning teams.payments: payments has no escalation policy',
    ]);
    expect(told({ teams: [{ ...team, escalation: 'none' }] }, 'no-escalation')).toEqual([
      'warning teams.payments.escalation: the escalation policy none of payments is broken, and not in force',
    ]);
  });
});

describe('every finding', () => {
  it('says how it is mended', () => {
    const found = findingsOf({ people: [soundPerson('ana', { contacts: [] })], escalations: [] });
    expect(found.length).toBeGreaterThan(1);
    expect(found.filter(({ mend, message }) => mend === '' || message === '')).toEqual([]);
  });
});
