import { afterEach, describe, expect, it } from 'vitest';
import type { WebhookConfig } from '../../../src/adapters/notifiers/webhook/webhook.js';
import { T0 } from '../../support/store-samples.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/vendors/webhook-receiver.js';
import { notifierOf, signal } from './notifier-of.js';

const NOW = T0 + 5_000;
const BYTES = Buffer.from('0123456789abcdef0123456789abcdef');
const WHSEC = `whsec_${BYTES.toString('base64')}`;

let receiver: WebhookReceiver;
afterEach(() => receiver.stop());

async function start(
  key: Buffer | undefined,
  secret: string | undefined,
  { senderNow = NOW, format = 'json' }: { senderNow?: number; format?: WebhookConfig['format'] } = {},
) {
  receiver = await startWebhookReceiver(key, () => NOW);
  const config: WebhookConfig = {
    kind: 'webhook',
    url: `${receiver.url}/hook`,
    format,
    allowPrivateAddresses: true,
    ...(secret === undefined ? {} : { secret }),
  };
  return notifierOf(
    { name: 'hook', ...config },
    { now: () => senderNow, externalUrl: 'https://firebreak.example' },
  );
}

describe('a webhook', () => {
  it.each([
    ['a Standard Webhooks secret', BYTES, WHSEC],
    ['any other text', Buffer.from('pässword', 'utf8'), 'pässword'],
  ])('is signed with %s', async (_, key, secret) => {
    const notifier = await start(key, secret);
    expect(await notifier.send(signal())).toEqual({ kind: 'delivered', receipt: signal().id });
    expect([...receiver.messages.keys()]).toEqual([signal().id]);
  });

  it('is refused with a wrong secret', async () => {
    const notifier = await start(BYTES, 'another');
    expect(await notifier.send(signal())).toEqual({ kind: 'refused', reason: 'HTTP 401: bad signature' });
  });

  it('is refused without a secret where one is asked for', async () => {
    const notifier = await start(BYTES, undefined);
    expect(await notifier.send(signal())).toMatchObject({ kind: 'refused' });
    expect(receiver.requests[0]?.headers).not.toHaveProperty('webhook-signature');
  });

  it('carries the time of the attempt, so that it can be refused when it is replayed', async () => {
    const notifier = await start(BYTES, WHSEC, { senderNow: NOW - 6 * 60_000 });
    expect(await notifier.send(signal())).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/old/),
    });
  });

  it('keeps its id in every attempt, so that it is taken once', async () => {
    const notifier = await start(BYTES, WHSEC);
    receiver.failNext({ kind: 'reset' });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'unknown' });
    await notifier.send(signal());
    await notifier.send(signal());
    await notifier.send(signal({ kind: 'resolve' }));
    expect(receiver.requests).toHaveLength(4);
    expect(receiver.messages.size).toBe(2);
  });

  it('holds the whole signal, every time in ISO 8601, and the words for people', async () => {
    const notifier = await start(undefined, undefined);
    const exhaustion = { kind: 'at', at: T0 + 3_600_000, burnRate: 12 } as const;
    const budget = {
      kind: 'measured',
      windowMs: 2_592_000_000,
      badEvents: 5,
      totalEvents: 10_000,
      allowedBadEvents: 10,
      consumed: 0.5,
      remaining: 0.5,
      coverage: 1,
      approximate: false,
      exhaustion,
    } as const;
    const told = signal({ budget, incidentId: 'INC-7' });
    await notifier.send(told);
    expect(receiver.messages.get(told.id)).toEqual({
      // Fields that nobody wrote down are left out.
      ...(JSON.parse(JSON.stringify(told)) as object),
      schema: 'firebreak.signal/v1',
      at: '2026-11-01T00:00:00.000Z',
      firingSince: '2026-11-01T00:00:00.000Z',
      failingSince: '2026-10-31T23:58:30.000Z',
      lastDeploy: { version: 'v1.2.3', at: '2026-10-31T23:59:00.000Z' },
      budget: { ...budget, exhaustion: { ...exhaustion, at: '2026-11-01T01:00:00.000Z' } },
      title: 'checkout/availability burns its error budget 300x too fast: 30 % failing in the last 1h',
      text: expect.stringContaining('Acknowledge: firebreak ack INC-7'),
    });
  });

  it('asks for a rollback by a kind of its own, with what the hook needs to know', async () => {
    const notifier = await start(BYTES, WHSEC);
    const rollback = { by: 'ada', reason: 'errors', version: 'v1', from: 'v2', until: T0 + 300_000 };
    const asked = signal({ kind: 'rollback', service: 'checkout', incidentId: 'INC-7', rollback });
    expect(await notifier.rollBack?.(asked)).toEqual({ kind: 'delivered', receipt: asked.id });
    expect(receiver.messages.get(asked.id)).toMatchObject({
      kind: 'rollback',
      service: 'checkout',
      incidentId: 'INC-7',
      rollback: { ...rollback, until: '2026-11-01T00:05:00.000Z' },
      title: 'Roll back checkout to v1',
      text: 'Asked for by: ada\nBecause: errors\nIncident: INC-7\nNot after: 2026-11-01T00:05:00Z',
    });
  });

  it('says null for what is unknown', async () => {
    const notifier = await start(undefined, undefined);
    await notifier.send(signal({ failingSince: undefined, lastDeploy: undefined }));
    expect(receiver.messages.get(signal().id)).toMatchObject({ failingSince: null, lastDeploy: null });
  });
});

describe('a webhook that takes CloudEvents', () => {
  it('gets each signal as a signed event of its kind, once', async () => {
    const notifier = await start(BYTES, WHSEC, { format: 'cloudevents' });
    for (const kind of ['trigger', 'acknowledge', 'resolve', 'resolve'] as const) {
      expect(await notifier.send(signal({ kind }))).toMatchObject({ kind: 'delivered' });
    }
    expect([...receiver.messages.values()].map(({ type }) => type)).toEqual([
      'firebreak.alert.trigger',
      'firebreak.alert.acknowledge',
      'firebreak.alert.resolve',
    ]);
    expect(receiver.messages.get(signal().id)).toMatchObject({
      specversion: '1.0',
      id: signal().id,
      source: 'https://firebreak.example',
      subject: 'checkout/availability',
      time: '2026-11-01T00:00:00.000Z',
      data: { schema: 'firebreak.signal/v1', sloId: 'checkout/availability', severity: 'page' },
    });
    expect(notifier.takesAcknowledgements).toBe(true);
  });
});
