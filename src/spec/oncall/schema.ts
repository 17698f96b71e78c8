import Type, { type Static } from 'typebox';
import { TIERS } from '../../core/oncall/tiers.js';
import { closed, duration, name, named, words } from './schema-words.js';
import { VendorSpec } from './vendor-schema.js';

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const clock = (description: string) =>
  Type.String({ description: `${description}: "09:00"`, pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
const when = (description: string) =>
  Type.String({
    description: `${description}: 2026-12-24, 2026-12-24T09:00 by the schedule's clocks, or with an offset`,
  });
const zone = Type.String({ maxLength: 100, description: 'whose clocks: a name such as Europe/Berlin' });

const PersonSpec = Type.Object(
  {
    name: Type.Optional(words('what people call them: a text')),
    time_zone: Type.Optional(zone),
    joined: Type.Optional(Type.String({ description: 'the first day on the team: 2026-11-02' })),
    contacts: Type.Optional(
      Type.Array(
        Type.Object(
          {
            receiver: name('a receiver of firebreak.yaml'),
            address: Type.Optional(
              words(
                'whom to reach through it: a mail address, a Slack user’s id; none where it is their own',
              ),
            ),
          },
          { ...closed, description: 'a way to reach them: {receiver, address}' },
        ),
        { maxItems: 20, description: 'how to reach them, all at once: a list' },
      ),
    ),
  },
  { ...closed, description: 'a person' },
);
export type PersonSpec = Static<typeof PersonSpec>;

const LayerSpec = Type.Object(
  {
    name: Type.Optional(words('what to call it')),
    rotation: Type.Object(
      {
        people: Type.Array(name('a person'), {
          minItems: 1,
          maxItems: 200,
          description: 'who takes turns, in order: a list of people',
        }),
        start: Type.String({ description: 'the day of the first handoff: 2026-03-02' }),
        handoff: clock('when one hands over to the next, by the schedule’s clocks'),
        every: Type.String({
          description: 'how long a turn lasts: daily, weekly, or a number of days such as 14d',
          pattern: '^(daily|weekly|[1-9]\\d{0,2}d)$',
        }),
      },
      { ...closed, description: 'who takes turns, and when they hand over' },
    ),
    hours: Type.Optional(
      Type.Array(
        Type.Object(
          {
            days: Type.Array(
              Type.Unsafe<(typeof WEEKDAYS)[number]>({
                enum: [...WEEKDAYS],
                description: 'a weekday: mon',
              }),
              { minItems: 1, maxItems: 7, description: 'on which days it begins: a list such as [mon, tue]' },
            ),
            from: clock('when it begins'),
            to: clock('when it ends; not after `from`: on the next day'),
          },
          { ...closed, description: 'some hours of some days' },
        ),
        { minItems: 1, maxItems: 50, description: 'when the layer has somebody; without it, always: a list' },
      ),
    ),
    until: Type.Optional(when('when the layer ends')),
  },
  { ...closed, description: 'a layer: people who take turns; later layers win' },
);
export type LayerSpec = Static<typeof LayerSpec>;

const stretch = { from: when('when it begins'), to: when('when it ends; a day is meant to its end') };
const OverrideSpec = Type.Object(
  { person: name('who takes it'), ...stretch },
  { ...closed, description: 'somebody takes the whole schedule: {person, from, to}' },
);
const LeaveSpec = Type.Object(
  { person: name('who is away'), ...stretch },
  { ...closed, description: 'somebody is away: {person, from, to}' },
);

const ScheduleSpec = Type.Object(
  {
    time_zone: zone,
    layers: Type.Array(LayerSpec, { minItems: 1, maxItems: 50, description: 'its layers: a list' }),
    overrides: Type.Optional(Type.Array(OverrideSpec, { maxItems: 2000, description: 'a list' })),
    leaves: Type.Optional(Type.Array(LeaveSpec, { maxItems: 2000, description: 'a list' })),
    covers: Type.Optional(
      named(
        Type.Array(name('a person'), { minItems: 1, maxItems: 50, description: 'who stands in: a list' }),
        'who stands in for whom: person: [people, the first who is there]',
      ),
    ),
    shadows: Type.Optional(
      Type.Array(
        Type.Object(
          { person: name('who learns'), of: name('whom they follow'), ...stretch },
          { ...closed, description: 'somebody is told as well: {person, of, from, to}' },
        ),
        { maxItems: 500, description: 'who learns by following whom: a list' },
      ),
    ),
  },
  { ...closed, description: 'who answers when' },
);
export type ScheduleSpec = Static<typeof ScheduleSpec>;

const TeamSpec = Type.Object(
  {
    members: Type.Array(name('a person'), { minItems: 1, maxItems: 500, description: 'a list of people' }),
    lead: Type.Optional(name('a person')),
    tiers: Type.Optional(
      Type.Object(
        Object.fromEntries(
          TIERS.map((tier) => [tier, Type.Optional(name(`the schedule of the ${tier}`))]),
        ) as Record<(typeof TIERS)[number], ReturnType<typeof Type.Optional<ReturnType<typeof name>>>>,
        { ...closed, description: 'which schedule answers as what: primary, secondary, specialist' },
      ),
    ),
    services: Type.Optional(
      Type.Array(words('a service, with * for any characters'), {
        maxItems: 5000,
        description: 'the services that it owns: a list',
      }),
    ),
    escalation: Type.Optional(name('the escalation policy of its services')),
  },
  { ...closed, description: 'a team' },
);
export type TeamSpec = Static<typeof TeamSpec>;

const TargetSpec = Type.Object(
  {
    person: Type.Optional(name('a person')),
    schedule: Type.Optional(name('whoever is on call by this schedule')),
    tier: Type.Optional(
      Type.Unsafe<(typeof TIERS)[number]>({
        enum: [...TIERS],
        description: 'whoever is on call in this tier: primary, secondary or specialist',
      }),
    ),
    team: Type.Optional(name('everybody in it; with tier: whose tier, where not of the service’s own team')),
    receiver: Type.Optional(name('a receiver of firebreak.yaml')),
  },
  { ...closed, description: 'one of person, schedule, tier, team, receiver: {tier: primary}' },
);
export type TargetSpec = Static<typeof TargetSpec>;

const EscalationSpec = Type.Object(
  {
    steps: Type.Array(
      Type.Object(
        {
          call: Type.Array(TargetSpec, {
            minItems: 1,
            maxItems: 50,
            description: 'who is called, all at once: a list such as [{tier: primary}]',
          }),
          wait: duration('how long they have to answer'),
        },
        { ...closed, description: 'a step: {call, wait}' },
      ),
      { minItems: 1, maxItems: 50, description: 'the steps in their order: a list' },
    ),
    repeat: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 20,
        description: 'how often all steps are taken again (default 0)',
      }),
    ),
    tickets: Type.Optional(
      Type.Unsafe<'quiet' | 'loud'>({
        enum: ['quiet', 'loud'],
        description: 'quiet (default): what is no page goes to the first step only; loud: like pages',
      }),
    ),
  },
  { ...closed, description: 'who is called in which order' },
);
export type EscalationSpec = Static<typeof EscalationSpec>;

/** The JSON Schema of an on-call file. */
export const onCallFileSchema = Type.Object(
  {
    people: Type.Optional(named(PersonSpec, 'people by name')),
    schedules: Type.Optional(named(ScheduleSpec, 'schedules by name')),
    teams: Type.Optional(named(TeamSpec, 'teams by name')),
    escalations: Type.Optional(named(EscalationSpec, 'escalation policies by name')),
    vendors: Type.Optional(named(VendorSpec, 'vendors by name')),
    overrides: Type.Optional(
      Type.Array(
        Type.Object(
          { schedule: name('the schedule'), person: name('who takes it'), ...stretch },
          { ...closed, description: 'somebody takes a schedule: {schedule, person, from, to}' },
        ),
        { maxItems: 5000, description: 'overrides of schedules, of this file or another: a list' },
      ),
    ),
    leaves: Type.Optional(
      Type.Array(LeaveSpec, { maxItems: 5000, description: 'who is away, in all schedules: a list' }),
    ),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Firebreak on-call file',
    description: 'people, schedules, teams, escalation policies and vendors',
  },
);
export type OnCallFile = Static<typeof onCallFileSchema>;
