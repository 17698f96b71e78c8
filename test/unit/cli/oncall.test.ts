import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

const PAYMENTS = readFileSync('on-call/payments.yaml', 'utf8');
const payments = (text = PAYMENTS) => surroundings({ 'on-call/payments.yaml': text });
const cells = (stdout: string, first: string) =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith(`${first} `))
    .map((line) => line.split(/ {2,}/));

describe('firebreak oncall', () => {
  it('tells who is on call now, because of what, and who next', async () => {
    const ran = await run(payments(), 'oncall', 'on-call', '--at', '2026-11-12T12:00:00Z');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(cells(ran.stdout, 'payments-primary')).toEqual([
      [
        'payments-primary',
        'alice',
        'turn in weekly, eve is told as well',
        'Mon 2026-11-16 10:00 Europe/Berlin',
        'bob',
      ],
    ]);
    expect(cells(ran.stdout, 'payments')).toEqual([
      ['payments', 'primary', 'alice', 'payments-primary'],
      ['payments', 'secondary', 'bob', 'payments-secondary'],
    ]);
  });

  it('goes by the clock without --at, and tells who stands in for whom', async () => {
    // The test's clock stands at 2027-01-01T00:00:00Z.
    const { stdout } = await run(
      payments(
        PAYMENTS.replace('person: bob, from: 2026-12-28', 'person: dana, from: 2026-12-28').replace(
          'covers: {bob: [alice]}',
          'covers: {dana: [alice]}',
        ),
      ),
      ...['oncall', 'on-call/payments.yaml'],
    );
    expect(stdout).toContain('on call at 2027-01-01T00:00:00.000Z');
    expect(cells(stdout, 'payments-primary')[0]?.slice(1, 3)).toEqual([
      'alice',
      'stands in for dana (weekly)',
    ]);
  });

  it('shows gaps loudly', async () => {
    const around = { ...payments(), colour: true };
    const { stdout } = await run(around, 'oncall', 'on-call', '--at', '2025-06-01T00:00:00Z');
    expect(stdout).toContain('<red>!! NOBODY</>');
    expect(stdout).toMatch(
      /payments-primary.*weekly begins only Mon 2026-01-05 10:00 Europe\/Berlin.*not within 13 weeks/,
    );
  });

  it('writes the same as JSON as the API', async () => {
    const ran = await run(
      payments(),
      ...['oncall', '--output', 'json', 'on-call', '--at', '2026-12-24T12:00:00Z'],
    );
    expect(JSON.parse(ran.stdout)).toMatchObject({
      at: '2026-12-24T12:00:00.000Z',
      schedules: [
        {
          id: 'payments-primary',
          state: 'covered',
          now: { person: 'dana', because: 'override', layer: null, insteadOf: null },
          next: { at: '2026-12-25T09:00:00.000Z', onCall: { person: 'chidi' } },
        },
        { id: 'payments-secondary' },
      ],
      teams: [
        {
          name: 'payments',
          tiers: [{ tier: 'primary' }, { tier: 'secondary' }, { state: 'unset', now: null }],
        },
      ],
    });
  });

  it('tells what is sound of broken files, what is broken, and fails', async () => {
    const broken = PAYMENTS.replace('start: 2026-01-05, handoff', 'start: 2026-02-30, handoff');
    const ran = await run(payments(broken), 'oncall', 'on-call', '--at', '2026-11-12T12:00:00Z');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/on-call\/payments\.yaml:\d+:\d+: error \[bad-day\]/);
    expect(cells(ran.stdout, 'payments-secondary')[0]?.[1]).toBe('bob');
    expect(cells(ran.stdout, 'payments-primary')).toEqual([
      ['payments-primary', '!! UNKNOWN', 'the schedule payments-primary is broken', '-', '-'],
    ]);
    // What is not known is not told as a gap.
    expect(cells(ran.stdout, 'payments')[0]).toEqual([
      'payments',
      'primary',
      '!! UNKNOWN',
      'payments-primary',
    ]);
  });

  it('never says that there are no schedules where all are broken', async () => {
    const text = PAYMENTS.replaceAll(/time_zone: Europe\/Berlin/g, 'time_zone: Europe/Berlinn').replace(
      'members: [alice',
      'members: [doraa, alice',
    );
    const ran = await run(payments(text), 'oncall', 'on-call');
    expect(ran.code).toBe(1);
    expect(ran.stdout).not.toContain('no schedules');
    expect(cells(ran.stdout, 'payments-primary')[0]?.[1]).toBe('!! UNKNOWN');
    expect(cells(ran.stdout, 'payments')[0]?.slice(0, 3)).toEqual(['payments', 'primary', '!! UNKNOWN']);
  });

  it.each([
    [['oncall', 'on-call', '--url', 'http://x'], /either files or a daemon/],
    [['oncall', '--at', '2027-01-01T00:00:00Z'], /--at needs on-call files/],
    [['oncall', 'nowhere'], /cannot read nowhere/],
    [['oncall', 'on-call', '--at', 'tomorrow'], /"tomorrow" is no instant/],
  ])('%j is wrong usage', async (argv, words) => {
    const ran = await run(payments(), ...argv);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(words);
  });
});

const STANDING = {
  at: '2027-01-01T00:00:00.000Z',
  lookedUntilAt: '2027-04-02T00:00:00.000Z',
  schedules: [{ id: 'night shift', timeZone: 'Europe/Berlin', state: 'covered', text: 'bob' }],
  teams: [],
};

const NIGHTS = `people: {ana: {}, anna: {}, ben: {}}
schedules:
  nights:
    time_zone: Europe/Berlin
    layers:
      - name: nights
        rotation: {people: [ana, anna, ben], start: 2027-03-20, handoff: "02:30", every: daily}
        hours: [{days: [mon, tue, wed, thu, fri, sat], from: "20:00", to: "08:00"}]
`;

describe('firebreak oncall of a daemon', () => {
  it('tells what the daemon says, as of its files', async () => {
    const ofFiles = await run(payments(), 'oncall', 'on-call', '--output', 'json');
    const around = surroundings();
    around.answer = { kind: 'answered', body: JSON.parse(ofFiles.stdout) };
    const told = await run(around, 'oncall');
    expect(told).toEqual(await run(payments(), 'oncall', 'on-call'));
    expect(around.daemonCalls).toMatchObject([{ path: '/api/v1/oncall' }]);
    const json = await run(around, 'oncall', '--output', 'json');
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(ofFiles.stdout));
  });

  it('fails when none answers, or with something else', async () => {
    const around = surroundings();
    expect(await run(around, 'oncall')).toMatchObject({ code: 1, stdout: '' });
    around.answer = { kind: 'answered', body: { at: 'soon' } };
    const ran = await run(around, 'oncall');
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('"soon" where an instant should be');
  });
});

describe('firebreak oncall calendar', () => {
  const calendar = (around: ReturnType<typeof surroundings>, ...argv: string[]) =>
    run(around, 'oncall', 'calendar', 'on-call', ...argv);

  it('shows weeks at a glance, and every shift to the minute', async () => {
    const ran = await calendar(payments(), '--from', '2026-12-23', '--days', '7');
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(
      /^By files alone: overrides that were made in a daemon are not in here\..*\n$/,
    );
    expect(ran.stdout.split('payments-secondary')[0]).toBe(`payments-primary by the clocks of Europe/Berlin

  from        Mon  Tue  Wed  Thu  Fri  Sat  Sun
  2026-12-23            C    C>D  D>C  C    C
  2026-12-28  C>D  D

  C chidi  D dana  > hands over to

    FROM                  UNTIL                 WHO    BECAUSE
    before                Thu 2026-12-24 10:00  chidi  turn in weekly
    Thu 2026-12-24 10:00  Fri 2026-12-25 10:00  dana   override
    Fri 2026-12-25 10:00  Mon 2026-12-28 10:00  chidi  turn in weekly
    Mon 2026-12-28 10:00  and on                dana   turn in weekly

  ~ next: Sun 2027-03-28 03:00, clocks go forward by 1h

`);
  });

  it('shows gaps loudly and marks where clocks are set; people differ without colour', async () => {
    const around = surroundings({ 'on-call/nights.yaml': NIGHTS });
    const { stdout } = await calendar(around, '--from', '2027-03-27', '--days', '2');
    expect(stdout).toContain(
      '  2027-03-27                           Ana>Ann>!>Ann  Ann>Ben>!~\n'.replace('Ben', 'B'),
    );
    expect(stdout).toMatch(
      /^ {2}!! {2}Sat 2027-03-27 08:00 {2}Sat 2027-03-27 20:00 {2}!! NOBODY {2}a gap of 12h$/m,
    );
    expect(stdout).toMatch(/^ {2}~ {3}Sun 2027-03-28 03:00 +clocks go forward by 1h$/m);
    expect(stdout).toContain('!! NOBODY for 1d4h in 2 gaps');
    expect(stdout).toContain('Ana ana  Ann anna  B ben  ! nobody');
    const coloured = (await calendar({ ...around, colour: true }, '--from', '2027-03-27', '--days', '2'))
      .stdout;
    expect(coloured).toContain('<cyan>Ana</>><green>Ann</>><red>!</>');
    expect(coloured.replace(/<[a-z]*>|<\/>/g, '')).toBe(stdout);
  });

  it('writes JSON, four weeks from today', async () => {
    const { stdout } = await calendar(payments(), '--output', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      schedules: [
        {
          id: 'payments-primary',
          timeZone: 'Europe/Berlin',
          // The test's clock stands at 2027-01-01T00:00:00Z.
          from: '2026-12-31T23:00:00.000Z',
          to: '2027-01-28T23:00:00.000Z',
          shifts: [
            { begunBefore: true, to: '2027-01-04T09:00:00.000Z', onCall: { person: 'dana' } },
            {},
            {},
            {},
            { goesOn: true },
          ],
          clockChanges: [{ at: '2027-03-28T01:00:00.000Z' }],
        },
        { id: 'payments-secondary' },
      ],
    });
  });

  it('asks a daemon without files, for what was said there too', async () => {
    const bob = { person: 'bob', fullName: 'Bob', reason: 'turn in weekly', because: 'rotation' };
    const weekly = { ...bob, layer: 'weekly', insteadOf: null, shadows: ['eve'] };
    const dana = { ...weekly, person: 'dana', because: 'override', layer: null, shadows: [] };
    const dentist = Date.parse('2027-02-01T09:00:00Z');
    const around = surroundings();
    around.answerTo = (path) => {
      if (path === '/api/v1/oncall') return { kind: 'answered', body: STANDING };
      const query = around.daemonCalls.at(-1)?.query ?? {};
      const shifts = [
        { from: Number.NEGATIVE_INFINITY, to: dentist, onCall: weekly },
        { from: dentist, to: dentist + 3_600_000, onCall: dana },
        { from: dentist + 3_600_000, to: Number.POSITIVE_INFINITY, onCall: null },
      ].flatMap(({ from, to, onCall }) => {
        const startAt = Math.max(from, Date.parse(String(query['from'])));
        const endAt = Math.min(to, Date.parse(String(query['until'])));
        const [startsAt, endsAt] = [startAt, endAt].map((at) => new Date(at).toISOString());
        return startAt < endAt ? [{ startAt: startsAt, endAt: endsAt, onCall }] : [];
      });
      return { kind: 'answered', body: { shifts } };
    };
    const ran = await run(around, 'oncall', 'calendar', '--from', '2027-01-01', '--days', '150');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    // It is asked for in parts, which are one again.
    const asked = around.daemonCalls.filter(({ path }) => path.endsWith('/night%20shift/shifts'));
    expect(asked).toHaveLength(2);
    expect(cells(ran.stdout.slice(ran.stdout.indexOf('BECAUSE')), ' ')).toEqual([
      ['', 'before', 'Mon 2027-02-01 10:00', 'bob', 'turn in weekly, eve is told as well'],
      ['', 'Mon 2027-02-01 10:00', 'Mon 2027-02-01 11:00', 'dana', 'override'],
      ['', '!!', 'Mon 2027-02-01 11:00', 'and on', '!! NOBODY', 'a gap of 118d12h'],
      ['', '~', 'Sun 2027-03-28 03:00', 'clocks go forward by 1h'],
      ['', '!! NOBODY for 118d12h in 1 gap'],
      ['', '~ next: Sun 2027-10-31 02:00, clocks go back by 1h'],
    ]);
  });

  it('says which schedule a daemon could not read', async () => {
    const tier = {
      tier: 'primary',
      schedule: 'night shift',
      state: 'unknown',
      text: 'the schedule night shift is broken, and not in force',
    };
    const around = surroundings();
    const teams = [{ name: 'payments', services: [], tiers: [tier, { ...tier, tier: 'secondary' }] }];
    around.answer = { kind: 'answered', body: { ...STANDING, schedules: [], teams } };
    expect(await run(around, 'oncall', 'calendar')).toEqual({
      code: 1,
      stdout: 'no schedules\n',
      stderr: 'the schedule night shift is broken, and not in force\n',
    });
  });

  it('asks either files or a daemon', async () => {
    const ran = await calendar(payments(), '--url', 'http://firebreak:9596');
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('either files or a daemon') });
  });

  it.each([
    [['--from', '2027-02-30'], /"2027-02-30" is no day/],
    [['--days', '0'], /"0" is no whole number from 1 to 366/],
    [['--days', '1.5'], /"1.5" is no whole number/],
  ])('%j is wrong usage', async (argv, words) => {
    const ran = await calendar(payments(), ...argv);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(words);
  });
});
