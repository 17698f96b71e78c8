import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceiverConfig } from '../../../src/adapters/notifiers/receiver-config.js';
import { startPagerDuty } from '../../support/vendors/pagerduty.js';
import { startVendorServer, type VendorServer } from '../../support/vendors/vendor-server.js';
import { notifierOf, signal } from './notifier-of.js';

let server: VendorServer;

beforeAll(async () => {
  server = await startVendorServer(() => ({ status: 200, body: 'ok' }));
});
afterAll(() => server.stop());

const receivers = (url: string, allowPrivateAddresses: boolean): ReceiverConfig[] => [
  { kind: 'webhook', name: 'hook', url, format: 'json', allowPrivateAddresses },
  { kind: 'slack', name: 'chat', webhookUrl: url, allowPrivateAddresses },
];

/** Addresses that all lead to this machine's server, by number and by name. */
const waysIn = () => {
  const { port } = new URL(server.url);
  return ['127.0.0.1', '2130706433', '0x7f.1', '0.0.0.0', '[::ffff:127.0.0.1]', 'localhost'].map(
    (host) => `http://${host}:${port}/services/s3cr3t-path`,
  );
};

describe('a URL that a user names', () => {
  it('never leads to this machine, by number or by name', async () => {
    const before = server.requests.length;
    for (const url of waysIn()) {
      for (const receiver of receivers(url, false)) {
        const outcome = await notifierOf(receiver).send(signal());
        expect(outcome, `${receiver.kind} ${url}`).toMatchObject({
          kind: 'refused',
          reason: expect.stringContaining('leads to a private address'),
        });
        expect(JSON.stringify(outcome)).not.toContain('s3cr3t');
      }
    }
    expect(server.requests.length).toBe(before);
  });

  it('does not leave by TLS either', async () => {
    const { port } = new URL(server.url);
    const [hook] = receivers(`https://localhost:${port}/`, false);
    expect(hook && (await notifierOf(hook).send(signal()))).toMatchObject({ kind: 'refused' });
  });

  it.each(['169.254.169.254', '[fd00:ec2::254]', '10.0.0.1', '[fe80::1]'])(
    'never leads to %s',
    async (host) => {
      const [hook] = receivers(`http://${host}/latest/meta-data`, false);
      expect(hook && (await notifierOf(hook).send(signal()))).toMatchObject({ kind: 'refused' });
    },
  );

  it('may lead inside where the configuration allows it', async () => {
    const { port } = new URL(server.url);
    for (const host of ['127.0.0.1', 'localhost']) {
      for (const receiver of receivers(`http://${host}:${port}/x`, true)) {
        expect(await notifierOf(receiver).send(signal())).toMatchObject({ kind: 'delivered' });
      }
    }
  });
});

it("an operator's own PagerDuty may be inside", async () => {
  const pagerDuty = await startPagerDuty();
  try {
    const { url } = pagerDuty;
    const notifier = notifierOf({
      kind: 'pagerduty',
      name: 'pd',
      url,
      routingKey: 'k'.repeat(32),
      changeEvents: false,
    });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'delivered' });
  } finally {
    await pagerDuty.stop();
  }
});
