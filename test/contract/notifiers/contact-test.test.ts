import { expect, it, onTestFinished } from 'vitest';
import type { ReceiverConfig } from '../../../src/adapters/notifiers/receiver-config.js';
import { contactTestEnd, contactTestSignal } from '../../../src/core/delivery/contact-test-signal.js';
import type { Signal } from '../../../src/core/delivery/signal.js';
import { T0 } from '../../support/store-samples.js';
import { API_KEY, startOpsgenie } from '../../support/vendors/opsgenie.js';
import { startPagerDuty } from '../../support/vendors/pagerduty.js';
import { CHANNEL, SLACK_TOKEN, startSlackApi } from '../../support/vendors/slack-api.js';
import { notifierOf } from './notifier-of.js';

const sent = { digest: 'd'.repeat(64), at: T0, person: 'alice', address: undefined };
const test = contactTestSignal(sent, { code: 'K7MQ4T', by: 'maria', until: T0 + 600_000 });
const end = contactTestEnd(sent, T0 + 60_000, 'verified');
const TITLE = 'TEST, not a page: alice, confirm with the code K7MQ4T';

/** Sends the test, and takes it back; what is only accepted is asked for once. */
async function play(config: ReceiverConfig, toldTo?: string): Promise<void> {
  const notifier = notifierOf(config);
  const addressed = (signal: Signal) => (toldTo === undefined ? signal : { ...signal, to: toldTo });
  let opened: string | undefined;
  for (const signal of [addressed(test), addressed(end)]) {
    const outcome = await notifier.send(signal, opened);
    const proven = outcome.kind === 'accepted' ? await notifier.confirm?.(outcome.receipt, signal) : outcome;
    expect(proven).toMatchObject({ kind: 'delivered' });
    opened ??= proven?.kind === 'delivered' ? proven.receipt : undefined;
  }
}

it('rings at PagerDuty with its code, and is taken back', async () => {
  const pagerDuty = await startPagerDuty();
  onTestFinished(() => pagerDuty.stop());
  await play({
    kind: 'pagerduty',
    name: 'pd',
    routingKey: '0123456789abcdef0123456789abcdef',
    changeEvents: false,
    url: pagerDuty.url,
  });
  expect(pagerDuty.alerts).toMatchObject([
    { dedupKey: test.dedupKey, state: 'resolved', payloads: [{ summary: TITLE, severity: 'critical' }] },
  ]);
  expect(pagerDuty.requests.at(-1)?.body).not.toContain('K7MQ4T');
});

it('rings at Opsgenie with its code, and is taken back', async () => {
  const opsgenie = await startOpsgenie();
  onTestFinished(() => opsgenie.stop());
  const priorities = { page: 'P1', ticket: 'P3' } as const;
  await play({ kind: 'opsgenie', name: 'ops', apiKey: API_KEY, url: opsgenie.url, priorities });
  expect(opsgenie.alerts).toMatchObject([{ alias: test.dedupKey, state: 'closed', message: TITLE }]);
});

it('is a message to the person in Slack that says what to do, with nothing to acknowledge', async () => {
  const slack = await startSlackApi();
  onTestFinished(() => slack.stop());
  const { apiUrl } = slack;
  await play(
    { kind: 'slack-api', name: 'chat', room: 'channel', token: SLACK_TOKEN, channel: CHANNEL, apiUrl },
    CHANNEL,
  );
  const [first] = slack.messages;
  expect(slack.messages.map(({ channel }) => channel)).toEqual(slack.messages.map(() => CHANNEL));
  expect(first?.buttons.map(({ id }) => id)).not.toContain('firebreak_ack');
  expect(first?.text).toContain('[test] TEST is over: this contact of alice is verified');
});
