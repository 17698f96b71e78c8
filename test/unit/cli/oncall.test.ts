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
    expect(stdout).toMatch(/payments-primary.*nobody is on call: a gap.*not within 13 weeks/);
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
    expect(cells(ran.stdout, 'payments-primary')).toEqual([]);
    // What is not known is not told as a gap.
    expect(cells(ran.stdout, 'payments')[0]).toEqual([
      'payments',
      'primary',
      '!! UNKNOWN',
      'payments-primary',
    ]);
  });

  it.each([
    [['oncall'], /missing required argument/],
    [['oncall', 'nowhere'], /cannot read nowhere/],
    [['oncall', 'on-call', '--at', 'tomorrow'], /"tomorrow" is no instant/],
  ])('%j is wrong usage', async (argv, words) => {
    const ran = await run(payments(), ...argv);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(words);
  });
});
