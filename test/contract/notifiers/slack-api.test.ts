import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageBody } from '../../../src/core/delivery/page-text.js';
import type { SlackApiConfig } from '../../../src/adapters/notifiers/slack/slack-api.js';
import type { DeliveryOutcome } from '../../../src/core/delivery/signal.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { CHANNEL, SLACK_TOKEN, type SlackApi, startSlackApi } from '../../support/vendors/slack-api.js';
import { burst, notifierOf, signal } from './notifier-of.js';

let slack: SlackApi;
let notifier: Notifier;

beforeEach(async () => {
  slack = await startSlackApi();
  notifier = notifierFor();
});
afterEach(() => slack.stop());

function notifierFor(over: Partial<SlackApiConfig> = {}): Notifier {
  const config = {
    kind: 'slack-api',
    token: SLACK_TOKEN,
    channel: CHANNEL,
    room: 'channel',
    apiUrl: slack.apiUrl,
  } as const;
  return notifierOf({ name: 'chat', ...config, ...over }, { externalUrl: 'https://firebreak.example' });
}

const receiptOf = (outcome: DeliveryOutcome) => (outcome.kind === 'delivered' ? outcome.receipt : undefined);
const page = () => signal({ incidentId: 'INC-7' });

describe('Slack by its Web API', () => {
  it('shows what a page says, with buttons; the receipt is where the message stands', async () => {
    expect(await notifier.send(page())).toEqual({
      kind: 'delivered',
      receipt: `${CHANNEL}:1700000001.000100`,
    });
    const title =
      ':rotating_light: [page] checkout/availability burns its error budget 300x too fast: 30 % failing in the last 1h';
    expect(slack.messages).toMatchObject([
      {
        text: title,
        blocks: [title, pageBody(page()).join('\n')],
        buttons: [
          { id: 'firebreak_ack', value: 'INC-7' },
          { id: 'firebreak_open', url: 'https://firebreak.example' },
        ],
      },
    ]);
    expect(notifier).toMatchObject({ threads: true, takesAcknowledgements: true });
  });

  it('tells what follows in the thread of the alert, whose message says how it stands', async () => {
    const opened = receiptOf(await notifier.send(page()));
    await notifier.send({ ...page(), kind: 'acknowledge', acknowledgedBy: 'maria' }, opened);
    expect(slack.messages[0]).toMatchObject({ buttons: [{ id: 'firebreak_open' }] });
    expect(slack.messages[0]?.text).toContain('[acknowledged] checkout/availability: maria is on it');
    await notifier.send({ ...page(), kind: 'resolve' }, opened);
    expect(slack.messages[0]?.text).toContain('[resolved]');
    const root = slack.messages[0]?.ts;
    expect(slack.messages.map(({ thread, edits }) => [thread, edits])).toEqual([
      [undefined, 2],
      [root, 0],
      [root, 0],
    ]);
  });

  it('tells the end by itself when the message of the alert is not known or was deleted', async () => {
    await notifier.send({ ...page(), kind: 'resolve' });
    await notifier.send({ ...page(), kind: 'resolve' }, 'ok');
    const opened = receiptOf(await notifier.send(page()));
    slack.delete(opened?.split(':')[1] ?? '');
    expect(await notifier.send({ ...page(), kind: 'resolve' }, opened)).toMatchObject({ kind: 'delivered' });
    expect(slack.messages.map(({ thread }) => thread)).toEqual([undefined, undefined, undefined]);
  });

  it('calls nobody, and never gets more than it takes', async () => {
    const value = '<!channel> & <@U123>'.repeat(800);
    const annotations = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`note${i}`, value]));
    expect(await notifier.send({ ...page(), description: value, annotations })).toMatchObject({
      kind: 'delivered',
    });
    expect(slack.messages[0]?.blocks.join('\n')).toContain('Runbook: https://runbooks.example/checkout');
    expect(slack.requests[0]?.body).not.toMatch(/<!channel>|<@U123>/);
  });

  it.each([
    ['ratelimited', 'retry'],
    ['service_unavailable', 'retry'],
    ['internal_error', 'unknown'],
    ['fatal_error', 'unknown'],
    ['channel_not_found', 'refused'],
    ['is_archived', 'refused'],
    ['account_inactive', 'refused'],
  ])('200 with ok: false and %s is %s', async (error, kind) => {
    slack.refuseNext(error);
    expect(await notifier.send(page())).toEqual({ kind, reason: `chat.postMessage: ${error}` });
  });

  it('that is busy while the thread is written is asked again, and the message is only changed again', async () => {
    const opened = receiptOf(await notifier.send(page()));
    slack.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: '{"ok":false}' });
    const end = { ...page(), kind: 'resolve' as const };
    expect(await notifier.send(end, opened)).toMatchObject({ kind: 'retry', retryAfterMs: 30_000 });
    expect(slack.messages).toHaveLength(1);
    expect(await notifier.send(end, opened)).toMatchObject({ kind: 'delivered' });
    expect(slack.messages).toHaveLength(2);
  });

  it('refuses a wrong token, which is not told on', async () => {
    const outcome = await notifierFor({ token: 'xoxb-0ld-s3cr3t' }).send(page());
    expect(outcome).toEqual({ kind: 'refused', reason: 'chat.postMessage: invalid_auth' });
    slack.failNext({ kind: 'status', status: 500, body: 'bad token xoxb-0ld-s3cr3t' });
    expect(JSON.stringify(await notifierFor({ token: 'xoxb-0ld-s3cr3t' }).send(page()))).not.toContain('0ld');
  });

  it('is not taken for anything that answers 200', async () => {
    slack.failNext({ kind: 'status', status: 200, body: '<html>sign in</html>' }, { kind: 'reset' });
    expect(await notifier.send(page())).toMatchObject({ kind: 'unknown' });
    expect(await notifier.send(page())).toMatchObject({ kind: 'unknown' });
  });

  it('is told of a burst in one message, with a button for each incident; what follows is told in its thread', async () => {
    const signals = burst(20);
    const sent = await notifier.together?.send(signals);
    const receipt = `${CHANNEL}:1700000001.000100:several`;
    expect(sent).toEqual({ kind: 'delivered', receipt });
    expect(slack.messages[0]?.buttons.slice(0, -1).map(({ value }) => value)).toEqual(
      signals.map(({ incidentId }) => incidentId),
    );
    const [first] = signals;
    expect(await notifier.send({ ...first, kind: 'resolve' }, receipt)).toMatchObject({ kind: 'delivered' });
    expect(slack.messages.map(({ thread, edits }) => [thread, edits])).toEqual([
      [undefined, 0],
      ['1700000001.000100', 0],
    ]);
    expect(
      await notifier.together?.send([
        { ...first, kind: 'resolve' },
        { ...first, kind: 'resolve' },
      ]),
    ).toMatchObject({
      kind: 'refused',
    });
  });
});
