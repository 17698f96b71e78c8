import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

function daemonSaying(body: unknown) {
  const around = surroundings();
  around.answer = { kind: 'answered', body };
  return around;
}

const WHY = ['--by', 'maria', '--reason', 'key mended'];
const failed = {
  ref: 'DLV-17',
  state: 'failed',
  kind: 'trigger',
  sloId: 'checkout-api/latency',
  receiver: 'oncall',
  createdAt: '2026-11-23T02:29:00.000Z',
  attempts: 3,
  receipt: null,
  lastError: 'HTTP 403',
  attemptLog: [
    { begunAt: '2026-11-23T02:29:00.000Z', endedAt: null, outcome: null, detail: null },
    {
      begunAt: '2026-11-23T02:29:01.000Z',
      endedAt: '2026-11-23T02:29:02.000Z',
      outcome: 'delivered',
      detail: 'dedup-1',
    },
  ],
  changes: [],
};
const discarded = {
  ...failed,
  ref: 'DLV-16',
  state: 'discarded',
  changes: [{ at: '2026-11-23T02:40:00.000Z', action: 'discarded', by: 'paul', reason: 'told by phone' }],
};

describe('firebreak deliveries', () => {
  it('lists messages, and says of each what there is to say at the end', async () => {
    const around = daemonSaying({ deliveries: [failed, discarded, { ...failed, receipt: 'r-1' }] });
    const ran = await run(around, 'deliveries', 'list', '--state', 'failed', '--receiver', 'oncall');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const rows = ran.stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(rows[0]).toContain('RECEIPT OR REASON');
    expect(rows.slice(1, 4).map((row) => row.at(-1))).toEqual(['HTTP 403', 'paul: told by phone', 'r-1']);
    expect(around.daemonCalls).toMatchObject([
      { path: '/api/v1/deliveries', query: { state: 'failed', receiver: 'oncall' } },
    ]);
    expect((await run(daemonSaying({ deliveries: [] }), 'deliveries', 'list')).stdout).toBe('no messages\n');
  });

  it('sends a message again, or all of a receiver', async () => {
    const around = daemonSaying({ replayed: ['DLV-17', 'DLV-18'], refused: [] });
    const one = await run(around, 'deliveries', 'replay', 'DLV-17', ...WHY);
    expect(one).toMatchObject({ code: 0, stdout: 'sent again: DLV-17, DLV-18\n' });
    around.answer = { kind: 'answered', body: { replayed: [], refused: ['DLV-3 was overtaken'] } };
    const all = await run(around, 'deliveries', 'replay', '--receiver', 'oncall', ...WHY);
    expect(all.stdout).toBe('nothing is sent again\nDLV-3 was overtaken\n');
    expect(around.daemonCalls).toMatchObject([
      { path: '/api/v1/deliveries/DLV-17/replay', body: { by: 'maria', reason: 'key mended' } },
      { path: '/api/v1/deliveries/replay', body: { receiver: 'oncall', by: 'maria' } },
    ]);
  });

  it.each([[[]], [['DLV-17', '--receiver', 'oncall']]])('wants one of both: %j', async (args) => {
    const ran = await run(surroundings(), 'deliveries', 'replay', ...args, ...WHY);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('either a message') });
  });

  it('puts a message aside', async () => {
    const around = daemonSaying(discarded);
    const ran = await run(around, 'deliveries', 'discard', 'DLV-16', ...WHY);
    expect(ran).toMatchObject({ code: 0, stdout: 'DLV-16 is put aside\n' });
    expect(around.daemonCalls).toMatchObject([{ path: '/api/v1/deliveries/DLV-16/discard' }]);
  });
});

describe('firebreak incidents show', () => {
  const incident = {
    id: 'INC-7',
    severity: 'sev2',
    status: 'open',
    title: 'checkout-api/latency burns its error budget',
    acknowledgedAt: '2026-11-23T02:31:00.000Z',
    acknowledgedBy: 'maria',
    acknowledgedVia: 'API',
  };
  const timeline = [{ at: '2026-11-23T02:29:00.000Z', by: 'engine', text: 'declared' }];

  it('tells what happened, every attempt to tell of it, and who is on it', async () => {
    const around = daemonSaying({ incident, timeline, proof: [failed, discarded] });
    const ran = await run(around, 'incidents', 'show', 'INC-7');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout.split('\n')).toEqual([
      'INC-7 SEV2 open: checkout-api/latency burns its error budget',
      'acknowledged by maria via API 2026-11-23T02:31:00.000Z',
      '',
      'TOLD',
      'DLV-17 trigger to oncall, failed, decided 2026-11-23T02:29:00.000Z',
      '  attempt 2026-11-23T02:29:00.000Z: no answer yet; after a crash unknown, and sent again',
      '  attempt 2026-11-23T02:29:01.000Z: receipt 2026-11-23T02:29:02.000Z dedup-1',
      'DLV-16 trigger to oncall, discarded, decided 2026-11-23T02:29:00.000Z',
      '  attempt 2026-11-23T02:29:00.000Z: no answer yet; after a crash unknown, and sent again',
      '  attempt 2026-11-23T02:29:01.000Z: receipt 2026-11-23T02:29:02.000Z dedup-1',
      '  discarded 2026-11-23T02:40:00.000Z by paul: told by phone',
      '',
      'TIMELINE',
      '2026-11-23T02:29:00.000Z  engine  declared',
      '',
    ]);
    expect(around.daemonCalls).toMatchObject([{ path: '/api/v1/incidents/INC-7' }]);
  });

  it('says how far it is, and when something happened that was told late', async () => {
    const late = {
      ...timeline[0],
      text: 'the pool was full',
      data: { happenedAt: '2026-11-23T02:14:00.000Z' },
    };
    const body = { incident: { ...incident, phase: 'mitigating' }, timeline: [late], proof: [] };
    const { stdout } = await run(daemonSaying(body), 'incidents', 'show', 'INC-7');
    expect(stdout).toContain('INC-7 SEV2 mitigating: ');
    expect(stdout).toContain('engine  2026-11-23T02:14:00.000Z: the pool was full');
  });

  it('says when nobody was told, or nobody is on it', async () => {
    const body = { incident: { ...incident, acknowledgedAt: null }, timeline, proof: [] };
    const { stdout } = await run(daemonSaying(body), 'incidents', 'show', 'INC-7');
    expect(stdout).toContain('\nnot acknowledged: firebreak ack INC-7 --by NAME\n');
    expect(stdout).toContain('\nnobody was told: routes in firebreak.yaml say who is (docs/daemon.md)\n');
    const json = await run(daemonSaying(body), 'incidents', 'show', 'INC-7', '--output', 'json');
    expect(JSON.parse(json.stdout)).toEqual(body);
  });
});
