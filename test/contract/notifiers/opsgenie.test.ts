import { afterEach, describe, expect, it } from 'vitest';
import type { OpsgenieConfig } from '../../../src/adapters/notifiers/opsgenie/opsgenie.js';
import type { Signal } from '../../../src/core/delivery/signal.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { API_KEY, type Opsgenie, startOpsgenie } from '../../support/vendors/opsgenie.js';
import { notifierOf, signal } from './notifier-of.js';

let opsgenie: Opsgenie;
afterEach(() => opsgenie.stop());

async function start(over: Partial<OpsgenieConfig> = {}, prefix = ''): Promise<Notifier> {
  opsgenie = await startOpsgenie(prefix);
  const config: OpsgenieConfig = {
    kind: 'opsgenie',
    apiKey: API_KEY,
    url: `${opsgenie.url}${prefix}/`,
    priorities: { page: 'P1', ticket: 'P3' },
  };
  return notifierOf({ name: 'ops', ...config, ...over });
}

/** Sends, and asks once for the proof. */
async function proven(notifier: Notifier, told: Signal) {
  const sent = await notifier.send(told);
  return sent.kind === 'accepted' ? notifier.confirm?.(sent.receipt, told) : sent;
}

describe.each([
  ['Opsgenie', ''],
  ['Jira Service Management', '/jsm/ops/integration'],
])('%s', (_, prefix) => {
  it('has one alert of an alias, acknowledged by name and closed at the end', async () => {
    const notifier = await start({}, prefix);
    expect(await proven(notifier, signal())).toEqual({
      kind: 'delivered',
      receipt: 'request-1 alert alert-1',
    });
    await proven(notifier, signal());
    expect(opsgenie.alerts).toMatchObject([
      { alias: signal().dedupKey, state: 'open', count: 2, priority: 'P1' },
    ]);
    await proven(notifier, signal({ kind: 'acknowledge', acknowledgedBy: 'maria' }));
    expect(opsgenie.alerts[0]).toMatchObject({ state: 'acknowledged', actions: [{ user: 'maria' }] });
    expect(await proven(notifier, signal({ kind: 'resolve' }))).toMatchObject({ kind: 'delivered' });
    await proven(notifier, signal({ severity: 'ticket' }));
    expect(opsgenie.alerts.map(({ state, priority }) => [state, priority])).toEqual([
      ['closed', 'P1'],
      ['open', 'P3'],
    ]);
  });
});

describe('Opsgenie', () => {
  it('is told what fails, with tags and details', async () => {
    const notifier = await start();
    await proven(notifier, signal({ incidentId: 'INC-7' }));
    expect(opsgenie.alerts[0]).toMatchObject({
      message: 'checkout/availability burns its error budget 300x too fast: 30 % failing in the last 1h',
      description: expect.stringContaining('Runbook: https://runbooks.example/checkout'),
      tags: ['checkout', 'page', 'burn', 'tier:1'],
      details: { service: 'checkout', slo: 'availability', incident: 'INC-7', tier: '1' },
    });
  });

  it('has not paged anybody because it has accepted: 202 is no proof, and neither is no answer', async () => {
    const notifier = await start();
    opsgenie.hold();
    const sent = await notifier.send(signal());
    expect(sent).toEqual({ kind: 'accepted', receipt: 'request-1', askAfterMs: 1_000 });
    const ask = () => notifier.confirm?.('request-1', signal());
    expect(await ask()).toMatchObject({ kind: 'waiting', reason: expect.stringContaining('404') });
    opsgenie.process();
    opsgenie.failNext({ kind: 'status', status: 503 }, { kind: 'status', status: 200, body: '<html>' });
    expect(await ask()).toMatchObject({ kind: 'waiting', reason: 'HTTP 503' });
    expect(await ask()).toMatchObject({ kind: 'waiting' });
    expect(await ask()).toMatchObject({ kind: 'delivered' });
  });

  it('that drops an alert after accepting it has refused it', async () => {
    const notifier = await start();
    opsgenie.dropNext('Alert is filtered by integration');
    expect(await proven(notifier, signal())).toEqual({
      kind: 'refused',
      reason: 'Alert is filtered by integration',
    });
  });

  it('need not close what somebody has closed', async () => {
    const notifier = await start();
    expect(await proven(notifier, signal({ kind: 'resolve' }))).toEqual({
      kind: 'delivered',
      receipt: 'request-1 (Alert does not exist)',
    });
  });

  it('never gets more than it takes, and never loses the runbook to a long description', async () => {
    const notifier = await start();
    const labels = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`label${i}`, 'ü'.repeat(40 + (i % 30))]),
    );
    const told = signal({
      sloId: `checkout/${'a'.repeat(3_000)}`,
      description: '🔥'.repeat(20_000),
      labels,
      dedupKey: `firebreak/${'k'.repeat(240)}`,
    });
    expect(await proven(notifier, told)).toMatchObject({ kind: 'delivered' });
    expect(opsgenie.alerts[0]?.description).toContain('Runbook: https://runbooks.example/checkout');
    await proven(notifier, { ...told, kind: 'acknowledge', acknowledgedBy: 'm'.repeat(500) });
    expect(opsgenie.alerts[0]?.state).toBe('acknowledged');
  });

  it('refuses a wrong key, which is not told on', async () => {
    const notifier = await start({ apiKey: '0ld-s3cr3t-key' });
    const outcome = await notifier.send(signal());
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('HTTP 403') });
    expect(JSON.stringify(outcome)).not.toContain('0ld-s3cr3t-key');
  });

  it('that is busy is asked again later, and is not taken for anything that answers 200', async () => {
    const notifier = await start();
    opsgenie.failNext(
      { kind: 'status', status: 429, headers: { 'retry-after': '5' } },
      { kind: 'status', status: 200, body: '<html>sign in</html>' },
      { kind: 'reset' },
    );
    expect(await notifier.send(signal())).toMatchObject({ kind: 'retry', retryAfterMs: 5_000 });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'unknown' });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'unknown' });
  });
});
