import { expect, it } from 'vitest';
import { NO_PLAN } from '../../../../src/core/oncall/plan.js';
import { paymentsPlan } from '../../../support/oncall-plans.js';
import { NOW } from '../../../support/slo-statuses.js';
import { serveApp } from '../serving.js';

const ALICE = {
  person: 'alice',
  fullName: 'alice',
  because: 'rotation',
  reason: 'turn in all',
  layer: 'all',
  insteadOf: null,
  shadows: ['carol'],
};

it('tells who is on call by schedules and tiers, and who next', async () => {
  const { api, get } = await serveApp();
  const plan = paymentsPlan();
  const override = { person: 'bob', from: NOW + 3_600_000, to: NOW + 7_200_000 };
  const schedules = new Map(
    [...plan.schedules].map(([id, schedule]) => [
      id,
      id === 'payments-primary' ? { ...schedule, overrides: [override] } : schedule,
    ]),
  );
  api.plan = { ...plan, schedules };
  const primary = {
    state: 'covered',
    text: 'alice is on call (turn in all), carol is told as well, until Mon 2026-11-23 03:30 UTC; then bob',
    now: ALICE,
    next: {
      at: '2026-11-23T03:30:00.000Z',
      onCall: { person: 'bob', because: 'override', reason: 'override', layer: null },
    },
  };
  const answer = await get('/api/v1/oncall');
  expect(answer.status).toBe(200);
  expect(answer.data).toMatchObject({
    at: '2026-11-23T02:30:00.000Z',
    lookedUntilAt: '2027-02-22T02:30:00.000Z',
    schedules: [
      { id: 'payments-primary', timeZone: 'UTC', ...primary },
      {
        id: 'payments-secondary',
        now: { person: 'bob' },
        next: null,
        text: 'bob is on call (turn in all); the same for the next 13 weeks',
      },
    ],
    teams: [
      {
        name: 'payments',
        lead: 'mona',
        services: ['checkout*'],
        tiers: [
          { tier: 'primary', schedule: 'payments-primary', ...primary },
          { tier: 'secondary', schedule: 'payments-secondary', state: 'covered', now: { person: 'bob' } },
          {
            tier: 'specialist',
            schedule: null,
            state: 'unset',
            text: 'payments has no specialist',
            now: null,
            next: null,
          },
        ],
      },
    ],
  });
});

it('tells a gap with a word, and what is not known as unknown', async () => {
  const { api, get } = await serveApp();
  const plan = paymentsPlan();
  const primary = plan.schedules.get('payments-primary');
  const ended = (primary?.layers ?? []).map((layer) => ({ ...layer, until: NOW }));
  api.plan = {
    ...plan,
    schedules: new Map(primary && [[primary.id, { ...primary, layers: ended }]]),
  };
  const gap = {
    state: 'gap',
    text: 'nobody is on call: a gap; the same for the next 13 weeks',
    now: null,
    whyNobody: 'layer all has ended (Mon 2026-11-23 02:30 UTC)',
    next: null,
  };
  expect((await get('/api/v1/oncall')).data).toMatchObject({
    schedules: [{ id: 'payments-primary', ...gap }],
    teams: [
      {
        tiers: [
          { tier: 'primary', ...gap },
          {
            tier: 'secondary',
            state: 'unknown',
            text: 'the schedule payments-secondary is broken, and not in force',
            now: null,
            next: null,
          },
          { tier: 'specialist', state: 'unset' },
        ],
      },
    ],
  });
});

it('is empty without on-call files', async () => {
  const { api, get } = await serveApp();
  api.plan = NO_PLAN;
  expect((await get('/api/v1/oncall')).data).toMatchObject({ schedules: [], teams: [] });
});

it('gives the shifts of a schedule to calendars', async () => {
  const { api, get } = await serveApp();
  api.plan = paymentsPlan();
  const answer = await get('/api/v1/oncall/schedules/payments-primary.ics');
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(answer.data).toMatch(/^BEGIN:VCALENDAR\r\n[^]*SUMMARY:alice: payments-primary\r\n/);
  expect((await get('/api/v1/oncall/schedules/none.ics')).status).toBe(404);
});

it('tells overrides of files apart from those made here, with where they stand', async () => {
  const { api, get } = await serveApp();
  const plan = paymentsPlan();
  const id = 'payments-primary';
  const schedule = plan.schedules.get(id);
  const overrides = [
    { person: 'carol', from: NOW - 7_200_000, to: NOW - 3_600_000 },
    { person: 'vera', from: NOW - 1, to: NOW + 1 },
  ];
  api.plan = {
    ...plan,
    schedules: new Map(schedule && [...plan.schedules, [id, { ...schedule, overrides }]]),
  };
  const shifts = async (from: number) =>
    (await get(`/api/v1/oncall/schedules/${id}/shifts?from=${new Date(from).toISOString()}`)).data as object;
  const [carol, vera] = [
    { person: 'carol', startAt: '2026-11-23T00:30:00.000Z', isOver: true },
    { person: 'vera', place: { file: 'on-call.yaml', line: 4 }, isOver: false },
  ];
  expect(await shifts(NOW - 7_200_000)).toMatchObject({ overrides: [], overridesOfFiles: [carol, vera] });
  expect(await shifts(NOW)).toMatchObject({ overridesOfFiles: [vera] });
});
