import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

const override = {
  number: 3,
  person: 'dana',
  startAt: '2026-11-28T12:00:00.000Z',
  endAt: '2026-11-28T18:00:00.000Z',
  reason: 'swap',
  by: 'maria',
  at: '2026-11-28T12:00:00.000Z',
  withdrawn: null,
};

function daemon() {
  const around = surroundings();
  around.env['FIREBREAK_TOKEN'] = 'operate';
  around.answerTo = () => ({ kind: 'answered', body: override });
  return around;
}

const WHO = ['--by', 'maria', '--reason', 'swap'];

describe('firebreak oncall override', () => {
  it('has somebody take over, and says how that is taken back', async () => {
    const around = daemon();
    const asked = ['oncall', 'override', 'payments primary', 'dana', '--until', '2026-11-28T19:00:00+01:00'];
    const { code, stdout } = await run(around, ...asked, ...WHO);
    expect(stdout).toContain('`firebreak oncall withdraw payments primary 3 --reason "…"` takes it back');
    expect(code).toBe(0);
    expect(around.daemonCalls).toMatchObject([
      {
        path: '/api/v1/oncall/schedules/payments%20primary/overrides',
        body: { person: 'dana', until: '2026-11-28T18:00:00.000Z', reason: 'swap', by: 'maria' },
      },
    ]);
  });

  it('needs an end, and an instant with its zone', async () => {
    const none = await run(daemon(), 'oncall', 'override', 'primary', 'dana', ...WHO);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('--until') });
    const wall = await run(
      daemon(),
      'oncall',
      'override',
      'primary',
      'dana',
      '--until',
      '2026-11-28T18:00',
      ...WHO,
    );
    expect(wall).toMatchObject({ code: 2, stderr: expect.stringContaining('is no instant') });
  });

  it('is taken back', async () => {
    const around = daemon();
    const { code, stdout } = await run(around, 'oncall', 'withdraw', 'primary', '3', ...WHO);
    expect([code, stdout]).toEqual([
      0,
      'override 3 of primary is taken back; what has passed of it stays on record\n',
    ]);
    expect(around.daemonCalls).toMatchObject([
      { path: '/api/v1/oncall/schedules/primary/overrides/3/withdraw', body: { by: 'maria' } },
    ]);
  });
});
