import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

function daemonSaying(body: unknown) {
  const around = surroundings();
  around.answer = { kind: 'answered', body };
  return around;
}

const burning = {
  id: 'checkout-api/availability',
  state: 'page',
  target: 0.9995,
  budget: {
    kind: 'measured',
    coverage: 0.975,
    remaining: 0.4321,
    approximate: true,
    exhaustion: { kind: 'at', at: '2026-11-23T03:40:00.000Z', burnRate: 20 },
  },
  policy: { band: '25-to-50', gate: 'warn' },
  incidentId: 'INC-7',
};
const blind = {
  id: 'checkout-api/latency',
  state: 'unknown',
  target: 0.99,
  unknownBecause: { reason: 'no-series', text: 'no series' },
  budget: { kind: 'unknown', coverage: 0, reason: 'no-series' },
  policy: { band: 'unknown', gate: 'unknown' },
};

const FINE = {
  source: { reachable: true, since: null, lastError: null },
  specs: { lastReloadRefused: null },
};

/** Answers about the SLOs so, and about itself that all is well unless told. */
function statusSaying(slos: unknown, status: unknown = FINE): ReturnType<typeof daemonSaying> {
  const around = daemonSaying(slos);
  around.answerTo = (path) => (path === '/api/v1/status' ? { kind: 'answered', body: status } : undefined);
  return around;
}

describe('firebreak status', () => {
  it('tells every SLO, the worst first', async () => {
    const ran = await run(statusSaying({ slos: [blind, burning], templates: [] }), 'status');
    expect(ran.code).toBe(0);
    expect(ran.stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['SLO', 'STATE', 'TARGET', 'BUDGET LEFT', 'COVERAGE', 'GONE AT', 'POLICY', 'GATE', 'INCIDENT', 'NOTE'],
      [
        'checkout-api/availability',
        'page',
        '99.95%',
        '43.2%',
        '97.5%',
        '2026-11-23T03:40:00.000Z',
        '25-to-50',
        'warn',
        'INC-7',
        'budget approximate while history is read',
      ],
      [
        'checkout-api/latency',
        'unknown',
        '99%',
        'unknown',
        '0%',
        '-',
        'unknown',
        'unknown',
        '-',
        'no series',
      ],
      [''],
      ['2 SLOs, 1 burning, 1 unknown'],
      [''],
    ]);
  });

  it('calls no budget full of which too little was seen', async () => {
    const budget = { ...burning.budget, approximate: false, remaining: 1, coverage: 0.004 };
    const young = { ...burning, budget, policy: blind.policy };
    const ran = await run(statusSaying({ slos: [young], templates: [] }), 'status');
    expect(ran.stdout).not.toContain('100%');
    expect(ran.stdout).toMatch(/ {2}unknown {2,}0\.4% {2}/);
  });

  it('tells the raw budget and how much is excluded', async () => {
    const excluded = { rawBudget: { kind: 'measured', remaining: 0.04 } };
    const budget = { ...burning.budget, approximate: false, excludedMs: 7_200_000 };
    const ran = await run(
      statusSaying({ templates: [], slos: [{ ...burning, budget, excluded }] }),
      'status',
    );
    expect(ran.stdout).toContain('  43.2% (raw 4%)  97.5%  ');
    expect(ran.stdout).toMatch(/ {2}2h excluded\n/);
  });

  it('says above the SLOs that Prometheus is gone and that a reload was refused', async () => {
    const around = statusSaying(
      { slos: [blind], templates: [] },
      {
        source: { reachable: false, since: '2026-11-23T03:40:00.000Z', lastError: 'ECONNREFUSED' },
        specs: { lastReloadRefused: 'shop.yaml:3:1 is wrong' },
      },
    );
    const { stdout } = await run(around, 'status');
    const [gone, refused, head] = stdout.split('\n');
    expect(gone).toBe(
      'Prometheus does not answer since 2026-11-23T03:40:00.000Z: ECONNREFUSED. Nothing below is newer.',
    );
    expect(refused).toContain('The last reload was refused');
    expect(refused).toContain('shop.yaml:3:1 is wrong');
    expect(head).toMatch(/^SLO /);
  });

  it('says above the SLOs why no heartbeat is sent, or that none was taken', async () => {
    const firstLine = async (heartbeat: object) => {
      const source = { reachable: true, since: null, lastError: null };
      const around = statusSaying({ slos: [blind], templates: [] }, { source, specs: {}, heartbeat });
      return (await run(around, 'status')).stdout.split('\n')[0];
    };
    const lastSentAt = '2026-11-23T03:40:00.000Z';
    const held = [{ sign: 'storage', text: 'the disk is full' }];
    expect(await firstLine({ lastSentAt, held, pingError: null })).toBe(
      'Heartbeats are held back (the last was sent at 2026-11-23T03:40:00.000Z): the disk is full',
    );
    expect(await firstLine({ lastSentAt: null, held: [], pingError: 'HTTP 404' })).toBe(
      'The last heartbeat was not taken (none was sent yet): HTTP 404',
    );
    expect(await firstLine({ lastSentAt, held: [], pingError: null })).toMatch(/^SLO /);
  });

  it('asks for one service, and hands a program the answer as it came', async () => {
    const around = statusSaying({ slos: [blind], templates: [] });
    const ran = await run(around, 'status', 'checkout-api', '--output', 'json');
    expect(around.daemonCalls).toEqual([
      { url: 'http://127.0.0.1:9596', path: '/api/v1/slos', query: { service: 'checkout-api' } },
    ]);
    expect(JSON.parse(ran.stdout)).toEqual({ slos: [blind], templates: [] });
  });

  it.each([
    [{ slos: [], templates: [] }, 'has no SLO of checkout-api'],
    [{ slos: [{ ...blind, state: 'fine' }] }, 'answer.slos[0].state should be page, ticket, unknown, ok'],
    ['hello', 'answer.slos should be a list'],
  ])('fails on %j', async (body, message) => {
    const ran = await run(statusSaying(body), 'status', 'checkout-api');
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(message);
  });

  it('tells which label sets of a template are no SLOs', async () => {
    const templates = [
      { id: 'checkout-api/availability', problem: '1 label set is left out: {route="/d"}' },
      { id: 'checkout-api/latency', problem: null },
    ];
    const ran = await run(statusSaying({ slos: [], templates }), 'status');
    expect(ran.stdout).toContain(
      '0 SLOs, 0 burning\ncheckout-api/availability: 1 label set is left out: {route="/d"}\n',
    );
    expect(ran.stdout).not.toContain('latency');
  });

  it('says where the daemon should be when it does not answer', async () => {
    const ran = await run(surroundings(), 'status');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(
      'no answer from http://127.0.0.1:9596: connection refused. Is the daemon running',
    );
  });

  it('colours states where colour is wanted', async () => {
    const around = statusSaying({ slos: [burning], templates: [] });
    around.colour = true;
    expect((await run(around, 'status')).stdout).toContain('<red>page</>');
  });
});

it('status names the service that was probably meant', async () => {
  const around = daemonSaying({ slos: [], templates: [] });
  let asked = 0;
  around.answerTo = () => {
    asked += 1;
    const slos = asked === 1 ? [] : [{ service: 'checkout-api' }];
    return { kind: 'answered', body: { slos, templates: [] } };
  };
  const ran = await run(around, 'status', 'checkout-ap');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('has no SLO of checkout-ap: did you mean "checkout-api"?');
});

describe('firebreak incidents', () => {
  it('lists them', async () => {
    const incident = {
      id: 'INC-7',
      severity: 'sev1',
      status: 'open',
      openedAt: '2026-11-23T02:14:00.000Z',
      acknowledgedBy: 'maria',
      title: 'availability of checkout-api',
    };
    const ran = await run(daemonSaying({ incidents: [incident] }), 'incidents');
    expect(ran.stdout.split('\n')[1]?.split(/ {2,}/)).toEqual([
      'INC-7',
      'SEV1',
      'open',
      '2026-11-23T02:14:00.000Z',
      'maria',
      'availability of checkout-api',
    ]);
    const before = { acknowledgedAt: '2026-11-23T02:15:00.000Z', answersFrom: '2026-11-23T03:00:00.000Z' };
    const reopened = await run(daemonSaying({ incidents: [{ ...incident, ...before }] }), 'incidents');
    expect(reopened.stdout.split('\n')[1]?.split(/ {2,}/)[4]).toBe('-');
    const none = daemonSaying({ incidents: [] });
    expect((await run(none, 'incident', 'list')).stdout).toBe((await run(none, 'incidents')).stdout);
    expect((await run(none, 'incidents')).stdout).toBe(
      'no incidents: an alert that pages opens one, and so does\n  firebreak incident declare --service NAME --severity sev2 --title "what is wrong"\n',
    );
    const others = [
      { ...incident, id: 'INC-8', mergedInto: 'INC-7', phase: 'acknowledged' },
      { ...incident, id: 'INC-6', mergedInto: null, phase: 'closed', status: 'resolved' },
      { ...incident, id: 'INC-5', mergedInto: null, phase: 'resolved', status: 'resolved' },
    ];
    const { stdout } = await run(daemonSaying({ incidents: others }), 'incidents');
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/)[2])).toEqual([
      ...['STATUS', 'merged into INC-7', 'closed', 'resolved', undefined],
    ]);
  });
});

describe('firebreak ack and reload', () => {
  it('tell what the daemon doubts, beside what was done', async () => {
    const around = daemonSaying({
      id: 'INC-7',
      acknowledgedBy: 'mria',
      warnings: ['nobody is called "mria"'],
    });
    around.env['FIREBREAK_TOKEN'] = 'secret';
    expect(await run(around, 'ack', 'INC-7', '--by', 'mria')).toEqual({
      code: 0,
      stdout: 'INC-7 is acknowledged by mria\n',
      stderr: 'warning: nobody is called "mria"\n',
    });
  });

  it('acknowledge with the token of the environment, or of a file before it', async () => {
    const around = daemonSaying({ id: 'INC-7', acknowledgedBy: 'maria' });
    around.env['FIREBREAK_TOKEN'] = 'from-env';
    around.files.set('/run/token', 'from-file\n');
    const ran = await run(around, 'ack', 'INC-7', '--by', 'maria');
    await run(around, 'ack', 'INC-7', '--by', 'maria', '--token-file', '/run/token');
    expect(ran).toMatchObject({ code: 0, stdout: 'INC-7 is acknowledged by maria\n' });
    expect(around.daemonCalls.map(({ path, body, token }) => ({ path, body, token }))).toEqual(
      ['from-env', 'from-file'].map((token) => ({
        path: '/api/v1/incidents/INC-7/ack',
        body: { by: 'maria' },
        token,
      })),
    );
  });

  it('pass the daemon’s refusal on in its own words', async () => {
    const around = surroundings();
    around.answer = { kind: 'refused', status: 401, message: 'this needs a token' };
    const ran = await run(around, 'ack', 'INC-7', '--by', 'maria');
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('refused (HTTP 401): this needs a token');
  });

  it('leave it to the token who that is', async () => {
    const around = daemonSaying({ id: 'INC-7', acknowledgedBy: 'oncall-bot' });
    expect((await run(around, 'ack', 'INC-7')).stdout).toBe('INC-7 is acknowledged by oncall-bot\n');
    expect(around.daemonCalls).toMatchObject([{ body: {} }]);
  });

  it('need a token file that is there', async () => {
    expect((await run(daemonSaying({}), 'reload', '--token-file', 'nowhere')).code).toBe(2);
  });

  it('reload', async () => {
    const around = daemonSaying({});
    expect(await run(around, 'reload')).toMatchObject({ code: 0, stdout: 'reloaded\n' });
    expect(around.daemonCalls).toMatchObject([{ path: '/-/reload', body: {}, token: undefined }]);
  });
});

describe('firebreak incidents quality', () => {
  const counts = (real: number, falsePositive: number, noVerdict: number) => ({
    incidents: real + falsePositive + noVerdict,
    real,
    falsePositive,
    noVerdict,
  });
  const seven = { ...counts(7, 3, 1), precision: { n: 10, share: 0.7, low: 0.39678, high: 0.89221 } };
  const window = { fromAt: '2026-08-25T00:00:00.000Z', toAt: '2026-11-23T00:00:00.000Z' };

  it('tells what is known with its interval, and what is not as unknown', async () => {
    const around = daemonSaying({
      ...window,
      total: seven,
      services: [{ service: 'shop', ...seven }],
      slos: [
        { slo: 'shop/fast', service: 'shop', ...seven },
        { slo: 'shop/up', service: 'shop', ...counts(0, 0, 2), precision: null },
      ],
    });
    const ran = await run(around, 'incidents', 'quality', '--days', '90');
    expect(ran.code).toBe(0);
    expect(around.daemonCalls).toMatchObject([{ path: '/api/v1/alert-quality', query: { days: '90' } }]);
    const told = ['11', '7', '3', '1', '70% of 10', '39.7% to 89.2%'];
    const head = ['INCIDENTS', 'REAL', 'FALSE', 'NO VERDICT', 'PRECISION', '95% INTERVAL'];
    expect(ran.stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['incidents that alerts opened from 2026-08-25T00:00:00.000Z to 2026-11-23T00:00:00.000Z'],
      [''],
      ['SERVICE', ...head],
      ['shop', ...told],
      ['all', ...told],
      [''],
      ['SLO', ...head],
      ['shop/fast', ...told],
      ['shop/up', '2', '0', '0', '2', 'unknown', '-'],
      [''],
    ]);
  });

  it('says that there was nothing to judge', async () => {
    const around = daemonSaying({ ...window, total: counts(0, 0, 0), services: [], slos: [] });
    const ran = await run(around, 'incidents', 'quality');
    expect(ran.stdout).toMatch(/^no incidents that alerts opened from 2026-08-25\S+ to 2026-11-23\S+\n$/);
  });
});
