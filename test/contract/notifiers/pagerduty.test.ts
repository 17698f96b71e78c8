import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PagerDutyConfig } from '../../../src/adapters/notifiers/pagerduty/pagerduty.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { T0 } from '../../support/store-samples.js';
import { type PagerDuty, startPagerDuty } from '../../support/vendors/pagerduty.js';
import { notifierOf, signal } from './notifier-of.js';

const KEY = '0123456789abcdef0123456789abcdef';

let pagerDuty: PagerDuty;
let notifier: Notifier;

beforeEach(async () => {
  pagerDuty = await startPagerDuty();
  notifier = notifierFor();
});
afterEach(() => pagerDuty.stop());

function notifierFor(over: Partial<PagerDutyConfig> = {}): Notifier {
  const config = {
    kind: 'pagerduty',
    routingKey: KEY,
    changeEvents: true,
    url: `${pagerDuty.url}/`,
  } as const;
  return notifierOf({ name: 'pd', ...config, ...over });
}

const { dedupKey } = signal();
const lastEvent = () => JSON.parse(pagerDuty.requests.at(-1)?.body ?? '') as Record<string, unknown>;

describe('PagerDuty', () => {
  it('remembers by itself: nothing is repeated', () => {
    expect(notifier.refreshEveryMs).toBeUndefined();
  });

  it('opens one alert for a trigger, however often it arrives', async () => {
    expect(await notifier.send(signal())).toEqual({ kind: 'delivered', receipt: dedupKey });
    await notifier.send(signal());
    expect(pagerDuty.alerts).toEqual([
      { dedupKey, state: 'triggered', payloads: [expect.anything(), expect.anything()] },
    ]);
  });

  it('closes it on the resolve, and opens another for the next trigger', async () => {
    for (const kind of ['trigger', 'resolve', 'trigger'] as const) {
      expect(await notifier.send(signal({ kind }))).toMatchObject({ kind: 'delivered' });
    }
    expect(pagerDuty.alerts.map(({ state }) => state)).toEqual(['resolved', 'triggered']);
  });

  it('is told who is on it: the alert is acknowledged, and then resolved', async () => {
    await notifier.send(signal());
    expect(await notifier.send(signal({ kind: 'acknowledge', acknowledgedBy: 'maria' }))).toEqual({
      kind: 'delivered',
      receipt: dedupKey,
    });
    expect(pagerDuty.alerts.map(({ state }) => state)).toEqual(['acknowledged']);
    await notifier.send(signal({ kind: 'resolve' }));
    expect(pagerDuty.alerts.map(({ state }) => state)).toEqual(['resolved']);
    expect(notifier.takesAcknowledgements).toBe(true);
  });

  it('takes a resolve of an alert that it does not know', async () => {
    expect(await notifier.send(signal({ kind: 'resolve' }))).toEqual({
      kind: 'delivered',
      receipt: dedupKey,
    });
    expect(pagerDuty.alerts).toEqual([]);
  });

  it('is told what fails, where and how badly', async () => {
    await notifier.send(
      signal({
        description: 'customers can pay',
        incidentId: 'INC-7',
        links: { runbook: 'https://runbooks.example/a', repository: 'https://git.example/a' },
      }),
    );
    expect(lastEvent()).toMatchObject({
      routing_key: KEY,
      event_action: 'trigger',
      dedup_key: dedupKey,
      client: 'Firebreak',
      links: [
        { href: 'https://runbooks.example/a', text: 'Runbook' },
        { href: 'https://git.example/a', text: 'Repository' },
      ],
      payload: {
        summary: 'checkout/availability burns its error budget 300x too fast: 30 % failing in the last 1h',
        source: 'checkout',
        severity: 'critical',
        timestamp: new Date(T0).toISOString(),
        component: 'availability',
        group: 'checkout',
        class: 'error budget burn',
        custom_details: {
          What: 'customers can pay',
          Incident: 'INC-7',
          Budget: 'no traffic in 30d',
          'page-1h': expect.stringContaining('threshold 14.4x'),
          Labels: { tier: '1' },
        },
      },
    });
  });

  it('tells a ticket from a page, and blindness from a burn', async () => {
    await notifier.send(signal({ severity: 'ticket', cause: 'blind', blindBecause: 'no series' }));
    expect(lastEvent()).toMatchObject({
      payload: { severity: 'warning', class: 'no data', custom_details: { Because: 'no series' } },
    });
  });

  it('never gets more than it takes', async () => {
    const sloId = `checkout/${'a'.repeat(2_000)}`;
    const labels = Object.fromEntries(Array.from({ length: 6_000 }, (_, i) => [`l${i}`, 'ü'.repeat(100)]));
    expect(await notifier.send(signal({ sloId, labels }))).toMatchObject({ kind: 'delivered' });
    expect(Buffer.byteLength(pagerDuty.requests[0]?.body ?? '')).toBeLessThan(512_000);
    const payload = pagerDuty.alerts[0]?.payloads[0];
    expect(payload?.custom_details).toBeUndefined();
    expect(String(payload?.summary)).toHaveLength(1024);
  });

  it('refuses a wrong routing key, which is not told on', async () => {
    const routingKey = 'too-short-s3cr3t';
    const outcome = await notifierFor({ routingKey }).send(signal());
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('32 characters') });
    expect(JSON.stringify(outcome)).not.toContain(routingKey);
  });

  it('that is busy is asked again later', async () => {
    pagerDuty.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '30' } });
    expect(await notifier.send(signal())).toEqual({
      kind: 'retry',
      reason: 'HTTP 429',
      retryAfterMs: 30_000,
    });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'delivered' });
  });

  it('is not taken for anything that answers 200', async () => {
    pagerDuty.failNext({ kind: 'status', status: 200, body: '<html>captive portal</html>' });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'unknown' });
  });
});

describe('PagerDuty, of deploys', () => {
  const deploy = { service: 'checkout', version: 'v1.2.3', at: T0, url: 'https://ci.example/7' };

  it('keeps a change event, and pages nobody', async () => {
    expect(await notifier.tellDeploy?.(deploy)).toEqual({ kind: 'delivered', receipt: 'change event' });
    expect(pagerDuty.changes).toEqual([
      {
        routing_key: KEY,
        payload: {
          summary: 'checkout: v1.2.3 was deployed',
          timestamp: new Date(T0).toISOString(),
          source: 'checkout',
          custom_details: { version: 'v1.2.3' },
        },
        links: [{ href: 'https://ci.example/7', text: 'Deploy' }],
      },
    ]);
    expect(pagerDuty.alerts).toEqual([]);
  });

  it('never gets more than it takes', async () => {
    const version = 'v'.repeat(2_000);
    expect(await notifier.tellDeploy?.({ service: 'checkout', version, at: T0 })).toMatchObject({
      kind: 'delivered',
    });
  });

  it('hears only when the configuration says so', () => {
    expect(notifierFor({ changeEvents: false }).tellDeploy).toBeUndefined();
  });

  it('that is busy is asked again later', async () => {
    pagerDuty.failNext({ kind: 'status', status: 503 });
    expect(await notifier.tellDeploy?.(deploy)).toEqual({ kind: 'retry', reason: 'HTTP 503' });
  });
});
