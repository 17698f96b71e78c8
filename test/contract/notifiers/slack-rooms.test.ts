import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentNews } from '../../../src/core/delivery/incident-news.js';
import type { DeliveryOutcome, Signal } from '../../../src/core/delivery/signal.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { CHANNEL, SLACK_TOKEN, type SlackApi, startSlackApi } from '../../support/vendors/slack-api.js';
import { notifierOf, signal } from './notifier-of.js';

const OPENED = Date.UTC(2026, 6, 15, 12);

let now: number;
let slack: SlackApi;
let notifier: Notifier;

beforeEach(async () => {
  now = OPENED;
  slack = await startSlackApi(() => now);
  notifier = notifierFor('channel');
});
afterEach(() => slack.stop());

function notifierFor(room: 'channel' | 'thread'): Notifier {
  const access = { token: SLACK_TOKEN, channel: CHANNEL, apiUrl: slack.apiUrl };
  return notifierOf({ name: 'chat', kind: 'slack-api', room, ...access }, { now: () => now });
}

const DECLARED: IncidentNews = {
  title: 'checkout/availability burns its error budget',
  openedAt: OPENED,
  severity: 'sev2',
  phase: 'declared',
  roles: {},
  acknowledgedBy: undefined,
  nextUpdateAt: OPENED + 30 * 60_000,
  events: [{ at: OPENED, by: 'engine', text: 'declared SEV2 <!channel>' }],
  invited: [],
};

function news(over: Partial<IncidentNews> = {}, incidentId = 'INC-7'): Signal {
  return signal({ kind: 'incident', service: 'checkout', incidentId, news: { ...DECLARED, ...over } });
}

/** Sends news; seconds pass, so that Slack takes the next. */
async function tell(next: Signal, openedBy?: string): Promise<DeliveryOutcome | undefined> {
  const outcome = await notifier.tellIncident?.(next, openedBy);
  now += 2_000;
  return outcome;
}

const receiptOf = (outcome: DeliveryOutcome | undefined) =>
  outcome?.kind === 'delivered' ? outcome.receipt : undefined;
const room = (name: string) => slack.channels.all.find((each) => each.name === name);
const told = (channel: string | undefined) => slack.messages.filter((each) => each.channel === channel);

describe('an incident’s channel in Slack', () => {
  it('is made with the first news, has a topic and buttons, and is announced', async () => {
    const receipt = receiptOf(await tell(news()));
    const made = room('inc-7-checkout');
    expect(made?.topic).toBe('SEV2 · declared · no commander · next update 12:30 UTC');
    const [first, ...more] = told(made?.id);
    expect(more).toEqual([]);
    expect(receipt).toBe(`${made?.id}:${first?.ts}`);
    expect(first?.text).toBe(':fire_engine: INC-7 SEV2: checkout/availability burns its error budget');
    expect(first?.blocks[1]).toContain('12:00 UTC declared SEV2 <!channel>');
    expect(first?.buttons).toEqual([
      { id: 'firebreak_ack', value: 'INC-7' },
      {
        id: 'firebreak_role',
        value: 'INC-7 commander, INC-7 communications, INC-7 technical-lead, INC-7 scribe',
      },
      { id: 'firebreak_update', value: 'INC-7' },
      { id: 'firebreak_escalate', value: 'INC-7' },
    ]);
    expect(told(CHANNEL)[0]?.blocks.at(-1)).toBe(`INC-7 is worked on in <#${made?.id}>`);
    expect(slack.requests.map(({ body }) => body).join()).not.toContain('<!channel>');
  });

  it('gets what follows, and its topic only when that changes', async () => {
    const opened = receiptOf(await tell(news()));
    await tell(news({ events: [{ at: now, by: 'maria', text: 'looks at the pool' }] }), opened);
    expect(slack.channels.topics).toBe(1);
    const roles = { commander: 'maria', scribe: 'bob <b>' };
    await tell(news({ phase: 'mitigating', roles, nextUpdateAt: undefined }), opened);
    const made = room('inc-7-checkout');
    expect(made?.topic).toBe('SEV2 · mitigating · commander maria · scribe bob b');
    expect(told(made?.id).map(({ text, thread, edits }) => [text, thread, edits])).toEqual([
      [':fire_engine: INC-7 SEV2: checkout/availability burns its error budget', undefined, 0],
      ['12:00 UTC looks at the pool (maria)', undefined, 0],
      ['12:00 UTC declared SEV2 <!channel>', undefined, 0],
    ]);
    expect(told(CHANNEL)).toHaveLength(1);
  });

  it('is found again, on whatever page, when it was made and nothing else came of it', async () => {
    slack.channels.pageSize = 2;
    for (let i = 0; i < 5; i += 1) slack.channels.add({ id: `C0OTHER${i}`, name: `other-${i}` });
    slack.failNext({ kind: 'status', status: 200, body: '{"ok":true,"channel":{}}' });
    expect(await tell(news())).toMatchObject({ kind: 'unknown' });
    const { id } = slack.channels.add({ id: 'C0BEFORE', name: 'inc-7-checkout' });
    expect(receiptOf(await tell(news()))).toContain(`${id}:`);
    expect(slack.channels.all.filter(({ name }) => name.startsWith('inc-7'))).toHaveLength(1);
  });

  it('is made once, when the attempt ended between making it and the receipt', async () => {
    await tell(news());
    now -= 1_500;
    expect(await tell(news({}, 'INC-8'))).toMatchObject({ kind: 'retry' });
    expect(room('inc-8-checkout')).toBeDefined();
    expect(await tell(news({}, 'INC-8'))).toMatchObject({ kind: 'delivered' });
    expect(slack.channels.all).toHaveLength(3);
    expect(told(room('inc-8-checkout')?.id)).toHaveLength(1);
    expect(told(CHANNEL)).toHaveLength(2);
  });

  it('is another one than that of an older incident of the same number, or one that others made', async () => {
    const created = OPENED / 1000 - 86_400;
    slack.channels.add({ id: 'C0OLD', name: 'inc-7-checkout', created });
    slack.channels.add({ id: 'C0THEIRS', name: 'inc-7-checkout-2', joined: false });
    await tell(news());
    expect(told(room('inc-7-checkout-3')?.id)).toHaveLength(1);
    expect([...told('C0OLD'), ...told('C0THEIRS')]).toEqual([]);
    slack.channels.add({ id: 'C0NEXT', name: 'inc-8-checkout', joined: false });
    slack.channels.add({ id: 'C0NEXT2', name: 'inc-8-checkout-2', joined: false });
    slack.channels.add({ id: 'C0NEXT3', name: 'inc-8-checkout-3', joined: false });
    const outcome = await tell(news({}, 'INC-8'));
    expect(outcome).toEqual({ kind: 'refused', reason: 'conversations.create: name_taken' });
  });

  it('has a name that Slack takes, whatever the service is called', async () => {
    for (const [index, service] of ['Ünïcode & Pay!', '日本', 'x'.repeat(300), 'a.b/c'].entries()) {
      const next = { ...news({}, `INC-${index + 1}`), service };
      expect(await tell(next)).toMatchObject({ kind: 'delivered' });
    }
    const names = slack.channels.all.slice(1).map(({ name }) => name);
    expect(names).toEqual(['inc-1-n-code-pay', 'inc-2', `inc-3-${'x'.repeat(74)}`, 'inc-4-a-b-c']);
  });

  it('is joined by those who are called, and says who could not be', async () => {
    const invited = ['U0MARIA', 'U0GONE', 'C0123ABCD'];
    const opened = receiptOf(await tell(news()));
    await tell(news({ invited }), opened);
    await tell(news({ invited: ['U0MARIA'] }), opened);
    const made = room('inc-7-checkout');
    expect(made?.members).toEqual(['U0MARIA']);
    expect(told(made?.id).map(({ blocks }) => blocks.at(-1))).toEqual([
      expect.stringContaining('declared SEV2'),
      '12:00 UTC declared SEV2 <!channel>\nU0GONE is not in this channel: conversations.invite: user_not_found',
      '12:00 UTC declared SEV2 <!channel>',
    ]);
  });

  it('waits as long as Slack wants it to, and loses nothing', async () => {
    const opened = receiptOf(await tell(news()));
    now -= 1_500;
    expect(await tell(news(), opened)).toMatchObject({ kind: 'retry', retryAfterMs: 1_000 });
    expect(await tell(news(), opened)).toMatchObject({ kind: 'delivered' });
    slack.refuseNext('ratelimited');
    expect(await tell(news(), opened)).toEqual({ kind: 'retry', reason: 'conversations.info: ratelimited' });
    expect(told(room('inc-7-checkout')?.id)).toHaveLength(2);
  });

  it('is told the news also where its topic may not be set', async () => {
    const opened = receiptOf(await tell(news()));
    slack.refuseNext('restricted_action');
    expect(await tell(news({ phase: 'monitoring' }), opened)).toMatchObject({ kind: 'delivered' });
    expect(told(room('inc-7-checkout')?.id).at(-1)?.blocks.at(-1)).toContain(
      'The topic is not up to date: conversations.info: restricted_action',
    );
  });

  it('needs scopes, and says which', async () => {
    const body = '{"ok":false,"error":"missing_scope","needed":"channels:manage"}';
    slack.failNext({ kind: 'status', status: 200, body });
    const reason = 'conversations.create: missing_scope (the app needs channels:manage)';
    expect(await tell(news())).toEqual({ kind: 'refused', reason });
  });

  it('never gets more than it takes', async () => {
    const events = Array.from({ length: 200 }, (_, i) => ({
      at: now,
      by: 'maria',
      text: `${i} `.repeat(900),
    }));
    const title = 't'.repeat(5_000);
    const opened = receiptOf(await tell(news({ title, events })));
    expect(opened).toBeDefined();
    const roles = { commander: 'm'.repeat(300) };
    expect(await tell(news({ events, roles }), opened)).toMatchObject({ kind: 'delivered' });
    expect(room('inc-7-checkout')?.topic).toHaveLength(250);
  });
});

describe('an incident’s thread in Slack', () => {
  beforeEach(() => {
    notifier = notifierFor('thread');
  });

  it('hangs on a message in the receiver’s channel that says how the incident stands', async () => {
    const opened = receiptOf(await tell(news()));
    await tell(news({ phase: 'investigating', acknowledgedBy: 'maria' }), opened);
    const [root, reply] = told(CHANNEL);
    expect(root).toMatchObject({ thread: undefined, edits: 1 });
    expect(root?.blocks[1]).toContain('SEV2 · investigating');
    expect(root?.buttons.map(({ id }) => id)).toEqual([
      'firebreak_role',
      'firebreak_update',
      'firebreak_escalate',
    ]);
    expect(reply).toMatchObject({ thread: root?.ts, text: '12:00 UTC declared SEV2 <!channel>' });
    expect(slack.channels.all).toHaveLength(1);
  });

  it('goes on when its first message was deleted', async () => {
    const opened = receiptOf(await tell(news()));
    slack.delete(opened?.split(':')[1] ?? '');
    expect(await tell(news(), opened)).toMatchObject({ kind: 'delivered' });
    expect(told(CHANNEL)).toMatchObject([{ thread: undefined }]);
    slack.refuseNext('is_archived');
    expect(await tell(news(), opened)).toMatchObject({ kind: 'refused' });
  });
});
