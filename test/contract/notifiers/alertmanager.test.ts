import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertmanagerConfig } from '../../../src/adapters/notifiers/alertmanager/alertmanager.js';
import type { Signal } from '../../../src/core/delivery/signal.js';
import { type Alertmanager, startAlertmanager } from '../../support/alertmanager.js';
import { startVendorServer } from '../../support/vendors/vendor-server.js';
import { notifierOf, signal } from './notifier-of.js';

const MINUTE = 60_000;
const NOBODY = 'http://127.0.0.1:1';

let real: Alertmanager;
let sequence = 0;

beforeAll(async () => {
  real = await startAlertmanager();
});
afterAll(() => real.stop());

function notifier(over: Partial<AlertmanagerConfig> = {}, now: () => number = Date.now) {
  const config = { kind: 'alertmanager', urls: [`${real.url}/`], refreshEveryMs: MINUTE, ...over } as const;
  return notifierOf({ name: 'am', ...config }, { now, externalUrl: 'https://firebreak.example' });
}

/** A signal of an SLO that no other test uses, a minute old. */
function fresh(over: Partial<Signal> = {}): Signal {
  sequence += 1;
  const firingSince = Date.now() - MINUTE;
  return signal({ slo: `slo-${sequence}`, firingSince, at: firingSince, ...over });
}

const open = async ({ slo }: Signal) => (await real.alerts()).filter(({ labels }) => labels.slo === slo);

describe('Alertmanager', () => {
  it('asks to be reminded', () => {
    expect(notifier({ refreshEveryMs: 30_000 }).refreshEveryMs).toBe(30_000);
  });

  it('takes an alert with every label and word, until four refreshes from now', async () => {
    const told = fresh({
      owner: 'team “Zahlung” 🔥',
      labels: { 'cost-centre': '42', severity: 'low', '1st': 'a.b', nothing: '' },
      links: { runbook: 'https://runbooks.example/a', dashboard: 'https://grafana.example/a' },
    });
    const now = Date.now();
    expect(await notifier({}, () => now).send(told)).toEqual({
      kind: 'delivered',
      receipt: new URL(real.url).host,
    });
    expect(await open(told)).toMatchObject([
      {
        labels: {
          alertname: 'FirebreakErrorBudgetBurn',
          service: 'checkout',
          slo: told.slo,
          severity: 'page',
          owner: 'team “Zahlung” 🔥',
          cost_centre: '42',
          spec_severity: 'low',
          _1st: 'a.b',
        },
        annotations: {
          summary: 'checkout/availability burns its error budget 300x too fast: 30 % failing in the last 1h',
          description: expect.stringContaining('threshold 14.4x'),
          runbook_url: 'https://runbooks.example/a',
          dashboard_url: 'https://grafana.example/a',
        },
        startsAt: new Date(told.firingSince).toISOString(),
        endsAt: new Date(now + 4 * MINUTE).toISOString(),
        generatorURL: 'https://firebreak.example',
      },
    ]);
  });

  it('lets the file speak in place of our words where the budget burns, and beside them elsewhere', async () => {
    const told = fresh({ annotations: { summary: 'cards fail', playbook: 'https://wiki.example/cards' } });
    await notifier().send(told);
    await notifier().send({ ...told, cause: 'blind', blindBecause: 'no series' });
    const spoken = (await open(told)).map(({ annotations }) => [annotations.summary, annotations.playbook]);
    expect(spoken.sort()).toEqual([
      ['cards fail', 'https://wiki.example/cards'],
      ['checkout/availability cannot be seen: nobody knows whether it holds', 'https://wiki.example/cards'],
    ]);
  });

  it('keeps one alert while it is repeated, ever longer, and ends it on the resolve', async () => {
    const told = fresh();
    const now = Date.now();
    await notifier({}, () => now).send(told);
    await notifier({}, () => now + MINUTE).send({ ...told, kind: 'refresh', at: now + MINUTE });
    expect(await open(told)).toMatchObject([{ endsAt: new Date(now + 5 * MINUTE).toISOString() }]);
    const end = Date.now();
    await notifier().send({ ...told, kind: 'resolve', at: end });
    await expect.poll(() => open(told)).toEqual([]);
  });

  it('tells pages, tickets and blindness of one SLO apart', async () => {
    const page = fresh();
    await notifier().send(page);
    await notifier().send({ ...page, severity: 'ticket' });
    await notifier().send({ ...page, cause: 'blind', blindBecause: 'no series' });
    const names = (await open(page)).map(({ labels }) => `${labels.alertname} ${labels.severity}`).sort();
    expect(names).toEqual([
      'FirebreakBlind page',
      'FirebreakErrorBudgetBurn page',
      'FirebreakErrorBudgetBurn ticket',
    ]);
  });

  it('takes the end of an alert also when the clock went back behind its beginning', async () => {
    const told = fresh();
    const now = told.firingSince - 10 * MINUTE;
    expect(await notifier({}, () => now).send({ ...told, kind: 'resolve', at: now })).toMatchObject({
      kind: 'delivered',
    });
  });

  it('is told as long as one replica takes it', async () => {
    const told = fresh();
    expect(await notifier({ urls: [NOBODY, real.url] }).send(told)).toEqual({
      kind: 'delivered',
      receipt: new URL(real.url).host,
    });
    expect(await open(told)).toHaveLength(1);
  });

  it('is told at every replica', async () => {
    const replica = await startVendorServer(() => ({ status: 200, body: '' }));
    try {
      const told = fresh();
      const outcome = await notifier({ urls: [real.url, replica.url] }).send(told);
      expect(outcome).toEqual({
        kind: 'delivered',
        receipt: `${new URL(real.url).host} ${new URL(replica.url).host}`,
      });
      expect(replica.requests.map(({ path }) => path)).toEqual(['/api/v2/alerts']);
    } finally {
      await replica.stop();
    }
  });

  it('is told of an end again where one replica missed it, until it has it', async () => {
    const replica = await startVendorServer(() => ({ status: 200, body: '' }));
    try {
      const am = notifier({ urls: [real.url, replica.url], refreshEveryMs: 200 });
      const told = fresh();
      replica.failNext({ kind: 'status', status: 503 }, { kind: 'reset' });
      expect(await am.send({ ...told, kind: 'resolve', at: Date.now() })).toEqual({
        kind: 'delivered',
        receipt: new URL(real.url).host,
      });
      await expect.poll(() => replica.requests.length).toBe(3);
      const [first, , last] = replica.requests.map(({ body }) => body);
      expect(last).toBe(first);
    } finally {
      await replica.stop();
    }
  });

  it('is not told of an old end once the alert is open again', async () => {
    const replica = await startVendorServer(() => ({ status: 200, body: '' }));
    try {
      const am = notifier({ urls: [real.url, replica.url], refreshEveryMs: 400 });
      const told = fresh();
      replica.failNext({ kind: 'status', status: 503 });
      await am.send({ ...told, kind: 'resolve', at: Date.now() });
      await am.send({ ...told, firingSince: Date.now(), at: Date.now() });
      // Another alert's end, owed for as long, comes through: the old one would have, too.
      replica.failNext({ kind: 'status', status: 503 });
      await am.send({ ...told, dedupKey: 'another', kind: 'resolve', at: Date.now() });
      await expect.poll(() => replica.requests.length).toBe(4);
    } finally {
      await replica.stop();
    }
  });

  it('is tried again when no replica takes it and one may later', async () => {
    const refuses = await startVendorServer(() => ({ status: 400, body: 'bad' }));
    try {
      expect(await notifier({ urls: [refuses.url, NOBODY] }).send(fresh())).toMatchObject({ kind: 'retry' });
      expect(await notifier({ urls: [refuses.url] }).send(fresh())).toMatchObject({ kind: 'refused' });
    } finally {
      await refuses.stop();
    }
  });

  it('keeps its password to itself', async () => {
    const url = real.url.replace('http://', 'http://user:s3cr3t@');
    const outcomes = [
      await notifier({ urls: [url] }).send(fresh()),
      await notifier({ urls: ['http://user:s3cr3t@127.0.0.1:1'] }).send(fresh()),
    ];
    expect(outcomes.map(({ kind }) => kind)).toEqual(['delivered', 'retry']);
    expect(JSON.stringify(outcomes)).not.toContain('s3cr3t');
  });
});
