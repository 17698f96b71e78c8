import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../support/live-stage.js';
import { startPlainPrometheus } from '../../support/plain-prometheus.js';
import { startSmallDaemon } from '../../support/small-daemon.js';

interface Message {
  readonly kind: string;
  readonly severity: string;
  readonly body: string;
}

/** Takes every message. */
async function startPager() {
  const messages: Message[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      messages.push({ ...(JSON.parse(body) as Omit<Message, 'body'>), body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { messages, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('a Prometheus that answers and evaluates no rules is paged once, and resolved when it does again', async () => {
  const prometheus = await startPlainPrometheus('Watchdog');
  const pager = await startPager();
  const daemon = await startSmallDaemon(`
prometheus: {url: '${prometheus.url}'}
evaluation: {interval: 1s, stale_after: 5s}
watchdog: {within: 4s}
receivers:
  - {name: pager, webhook: {url: '${pager.url}', allow_private_addresses: true}}
routes:
  - {match: {severity: page}, receivers: [pager]}
`);
  const cycle = async () =>
    (await (await fetch(`${daemon.url}/api/v1/status`)).json()) as { lastCycleAt: string };
  const began = Date.parse((await cycle()).lastCycleAt);
  await eventually('it is watched for twice as long as it may be away', 20, cycle, ({ lastCycleAt }) => {
    return Date.parse(lastCycleAt) > began + 8_000;
  });
  expect(pager.messages).toEqual([]);

  await prometheus.fire();
  const told = () => pager.messages.map(({ kind, severity }) => `${severity} ${kind}`);
  await eventually('it is paged', 20, told, (list) => list.length > 0);
  expect(told()).toEqual(['page trigger']);
  expect(pager.messages[0]?.body).toContain('Prometheus does not evaluate its alerting rules');
  expect(await cycle()).toMatchObject({ watchdog: { state: 'missing', seenAt: expect.any(String) } });
  expect(await (await fetch(`${daemon.url}/metrics`)).text()).toContain('\nfirebreak_watchdog_seen 0\n');

  await prometheus.fire('Watchdog');
  await eventually('it is resolved', 20, told, (list) => list.length > 1);
  expect(told()).toEqual(['page trigger', 'page resolve']);
});
