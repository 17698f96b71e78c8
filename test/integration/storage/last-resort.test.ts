import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { eventually, setStage } from '../../support/live-stage.js';
import { type PostgresServer, startPostgres } from '../../support/postgres.js';
import { startPagerDuty } from '../../support/vendors/pagerduty.js';

const KEY = 'firebreak/checkout-api/availability';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ fsync: 'off' });
});
afterAll(() => postgres.stop());

interface Status {
  readonly ready: boolean;
  readonly notReadyBecause: string | null;
  readonly store: { readonly goneSince: string | null };
  readonly lastResort: { readonly sent: number };
}

interface Proof {
  readonly proof: readonly { readonly receiver: string; readonly kind: string; readonly state: string }[];
  readonly timeline: readonly { readonly text: string }[];
}

test('with PostgreSQL stopped a page goes through the last resort; when it is back there is one incident, and the vendor has one alert', async () => {
  const vendor = await startPagerDuty();
  onTestFinished(() => vendor.stop());
  const { host, port, user, database } = await postgres.createDatabase();
  const stage =
    await setStage(`  - {name: phone, pagerduty: {routing_key: ${'f'.repeat(32)}, url: '${vendor.url}'}}
routes: [{match: {severity: page}, receivers: [phone]}]
last_resort: {receivers: [phone]}
evaluation: {interval: 1s, stale_after: 10s, blind_after: 1m}
incidents: {monitor_for: 1s}
store: {postgres: {url: "postgres://${user}@${host}:${port}/${database}"}}
`);
  const alerts = () => vendor.alerts.filter(({ dedupKey }) => dedupKey === KEY);
  const status = () => stage.daemon.get<Status>('/api/v1/status');

  await postgres.crash();
  stage.service.break(0.5);
  const [paged] = await eventually('the vendor has the page', 40, alerts, (list) => list.length > 0);
  expect(paged?.payloads[0]).toMatchObject({
    custom_details: { 'Last resort': expect.stringContaining('Firebreak has lost its store') },
  });
  const gone = await eventually(
    'it is known to be sent',
    10,
    status,
    ({ lastResort }) => lastResort.sent > 0,
  );
  expect(gone).toMatchObject({
    ready: false,
    notReadyBecause: expect.stringMatching(/^the store is gone since .*go to phone without a record/),
    store: { goneSince: expect.any(String) },
  });
  expect((await fetch(`${stage.daemon.url}/-/ready`)).status).toBe(503);
  // What was healthy before may burn by now: nothing is green, and what tells of it can be read.
  const ask = async (path: string) => {
    const answer = await fetch(stage.daemon.url + path);
    return [answer.status, await answer.text()] as const;
  };
  const { state } = await stage.daemon.get<{ state: string }>('/api/v1/slos/checkout-api/availability');
  expect(state).toBe('unknown');
  const [metrics, series] = await ask('/metrics');
  expect(metrics).toBe(200);
  expect(series).toContain('\nfirebreak_store_reachable 0\n');
  expect(series).toContain('\nfirebreak_last_resort_messages{state="sent"} ');
  expect(series).not.toMatch(/^firebreak_dead_letters /m);
  const [refused, why] = await ask('/api/v1/incidents');
  expect(refused).toBe(503);
  expect(why).toContain('the store is gone since ');

  await postgres.start();
  const incidents = async () =>
    (await stage.daemon.get<{ incidents?: { id: string; sloId: string }[] }>('/api/v1/incidents'))
      .incidents ?? [];
  const own = async () => (await incidents()).filter(({ sloId }) => sloId === 'checkout-api/availability');
  const [incident] = await eventually('an incident', 30, own, (list) => list.length > 0);
  const detail = () => stage.daemon.get<Proof>(`/api/v1/incidents/${incident?.id}`);
  const { proof } = await eventually('what was sent is written down', 20, detail, ({ timeline }) =>
    timeline.some(({ text }) => text.startsWith('paged through the last resort')),
  );
  expect(
    proof.filter(({ kind, state }) => kind === 'trigger' && state === 'delivered').length,
  ).toBeGreaterThan(0);

  stage.service.repair();
  await eventually('the alert is resolved', 60, alerts, (list) =>
    list.every(({ state }) => state === 'resolved'),
  );
  expect(alerts()).toHaveLength(1);
  expect(await own()).toHaveLength(1);
  expect(await status()).toMatchObject({ ready: true, store: { goneSince: null }, lastResort: { sent: 0 } });
});
