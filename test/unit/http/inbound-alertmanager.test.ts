import { describe, expect, it } from 'vitest';
import type { InboundOptions } from '../../../src/http/inbound/inbound-options.js';
import type { ReportedAlert } from '../../../src/engine/commands/take-outside-alerts.js';
import { NOW } from '../../support/slo-statuses.js';
import { FakeApi } from './fake-api.js';
import { bearer, serveApp } from './serving.js';

const OPTIONS: InboundOptions = {
  alertmanager: {
    login: { kind: 'bearer', token: 'between us' },
    severityLabel: 'severity',
    severities: new Map([
      ['critical', 'sev1'],
      ['none', 'ignore'],
    ]),
    otherwise: 'sev4',
    serviceLabel: 'team',
  },
};

const alert = (labels: Record<string, string>, changes: object = {}) => ({
  status: 'firing',
  labels,
  annotations: { summary: 'the disk is full', runbook_url: 'https://runbooks/disk' },
  startsAt: new Date(NOW).toISOString(),
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus/graph',
  fingerprint: 'f1',
  ...changes,
});
const notification = (alerts: unknown, changes: object = {}) => ({
  version: '4',
  groupKey: '{}:{alertname="DiskFull"}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'firebreak',
  alerts,
  ...changes,
});
const OURS = {
  alertname: 'SloErrorBudgetBurn',
  service: 'checkout-api',
  slo: 'availability',
  severity: 'page',
  tier: 'page-1h',
};

async function send(body: unknown, headers = bearer('between us'), api = new FakeApi()) {
  const served = await serveApp({ inbound: () => OPTIONS, listensOnLoopback: false }, api);
  const answer = await served.post('/api/v1/inbound/alertmanager', body, headers);
  const [call] = api.calls;
  return { ...served, answer, alerts: (call?.[1] ?? []) as readonly ReportedAlert[] };
}

describe('Alertmanager’s webhook', () => {
  it('tells our rules’ alerts by their labels, and all others by group and fingerprint', async () => {
    const { answer, alerts } = await send(
      notification([
        alert(OURS),
        alert({ alertname: 'DiskFull', severity: 'critical', team: 'db' }, { fingerprint: 'f2' }),
      ]),
    );
    expect(answer).toMatchObject({
      status: 200,
      data: { kind: 'noted', joined: 1, foreign: 1, ignored: [], truncated: 0 },
    });
    expect(alerts).toMatchObject([
      {
        firing: true,
        slo: {
          id: 'checkout-api/availability',
          report: { key: 'f1', firing: true, severity: 'page', text: 'the rules in Prometheus (page-1h)' },
        },
      },
      {
        firing: true,
        slo: undefined,
        foreign: {
          name: 'DiskFull',
          service: 'db',
          severity: 'sev1',
          severityReason: 'severity="critical"',
          summary: 'the disk is full',
          runbook: 'https://runbooks/disk',
          startsAt: NOW,
        },
      },
    ]);
  });

  it('has the same key for the same alert, and another in another group', async () => {
    const disk = { alertname: 'DiskFull' };
    const { alerts } = await send(
      notification([alert(disk), alert(disk, { status: 'resolved' }), alert(disk, { fingerprint: 'f2' })]),
    );
    const other = await send(notification([alert(disk)], { groupKey: 'another' }));
    const keys = [...alerts, ...other.alerts].map(({ foreign }) => foreign.key);
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
    expect(alerts.map(({ firing }) => firing)).toEqual([true, false, true]);
    expect(alerts[0]?.foreign).toMatchObject({
      severity: 'sev4',
      severityReason: 'it has no label severity',
      service: '',
    });
  });

  it('says what it leaves out: what the daemon has sent itself, what it tells by itself, what the configuration ignores', async () => {
    const { answer, alerts } = await send(
      notification([
        alert({ ...OURS, alertname: 'FirebreakErrorBudgetBurn' }),
        alert({ ...OURS, alertname: 'SloEventsAbsent', severity: 'ticket' }),
        alert({ alertname: 'Watchdog', severity: 'none' }),
      ]),
    );
    expect(alerts).toEqual([]);
    expect(answer.data).toMatchObject({
      ignored: [
        'FirebreakErrorBudgetBurn is the daemon’s own',
        expect.stringContaining('SloEventsAbsent'),
        'Watchdog: severity="none"',
      ],
    });
  });

  it('says what Alertmanager left out', async () => {
    const { answer, logged } = await send(notification([alert(OURS)], { truncatedAlerts: 12 }));
    expect(answer.data).toMatchObject({ truncated: 12 });
    expect(JSON.stringify(logged)).toContain('max_alerts');
  });

  it('is to come again when it could not be stored', async () => {
    const api = Object.assign(new FakeApi(), { refusal: new Error('disk full') });
    expect((await send(notification([alert(OURS)]), bearer('between us'), api)).answer.status).toBe(500);
  });

  it.each([
    [notification([alert(OURS)]), bearer('guessed'), 401],
    [notification([alert(OURS)]), {}, 401],
    [notification([alert(OURS)], { version: '3' }), bearer('between us'), 400],
    [notification({}), bearer('between us'), 400],
    [notification(['x']), bearer('between us'), 400],
    [notification([alert(OURS, { status: 'maybe' })]), bearer('between us'), 400],
    [notification([alert(OURS, { fingerprint: undefined })]), bearer('between us'), 400],
    [notification([alert(OURS, { labels: undefined })]), bearer('between us'), 400],
    [notification([alert(OURS)], { groupKey: 1 }), bearer('between us'), 400],
  ])('%# is refused', async (body, headers, status) => {
    const { answer, api } = await send(body, headers as ReturnType<typeof bearer>);
    expect(answer.status).toBe(status);
    expect(api.calls).toEqual([]);
  });

  it('takes labels of any name for what they are', async () => {
    const labels = JSON.parse('{"alertname":"X","__proto__":"polluted","constructor":"y"}') as Record<
      string,
      string
    >;
    const { alerts } = await send(JSON.stringify(notification([alert(labels)])));
    expect(Object.keys(alerts[0]?.foreign.labels ?? {}).sort()).toEqual([
      '__proto__',
      'alertname',
      'constructor',
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
