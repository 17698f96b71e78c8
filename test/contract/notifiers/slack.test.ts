import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageBody } from '../../../src/core/delivery/page-text.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { type Slack, startSlack } from '../../support/vendors/slack.js';
import { burst, notifierOf, signal } from './notifier-of.js';

let slack: Slack;
let notifier: Notifier;

const notifierFor = (webhookUrl: string) =>
  notifierOf({ kind: 'slack', name: 'chat', webhookUrl, allowPrivateAddresses: true });

beforeEach(async () => {
  slack = await startSlack();
  notifier = notifierFor(slack.webhookUrl);
});
afterEach(() => slack.stop());

describe('Slack', () => {
  it('shows a title and everything that a page says', async () => {
    expect(await notifier.send(signal())).toEqual({ kind: 'delivered', receipt: 'ok' });
    const title =
      ':rotating_light: [page] checkout/availability burns its error budget 300x too fast: 30 % failing in the last 1h';
    expect(slack.messages).toEqual([
      { text: title, blocks: [title, pageBody(signal()).join('\n')], mentions: [] },
    ]);
    expect(notifier.refreshEveryMs).toBeUndefined();
  });

  it('tells the end and a ticket from a page', async () => {
    await notifier.send(signal({ kind: 'resolve' }));
    await notifier.send(signal({ severity: 'ticket' }));
    await notifier.send(signal({ kind: 'acknowledge', acknowledgedBy: 'maria' }));
    expect(slack.messages.map(({ text }) => text.split(' ').slice(0, 2).join(' '))).toEqual([
      ':white_check_mark: [resolved]',
      ':ticket: [ticket]',
      ':eyes: [acknowledged]',
    ]);
  });

  it('calls nobody and shows no markup because of what labels and descriptions say', async () => {
    const value = '<!channel> & <@U123> <https://evil.example|runbook>';
    await notifier.send(
      signal({
        description: value,
        owner: value,
        worstLabels: [{ label: 'route', value, badEvents: 3, shareOfBad: 0.9 }],
        lastDeploy: { version: value, at: 0 },
        sloId: '<!here>',
      }),
    );
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]?.mentions).toEqual([]);
    expect(slack.messages[0]?.blocks.join('\n')).toContain(`What: ${value}`);
  });

  it('never gets more than it takes, and never loses the runbook to a long description', async () => {
    const description = '<&>'.repeat(4_000);
    const worstLabels = Array.from({ length: 3 }, (_, index) => ({
      label: `label${index}`,
      value: '&'.repeat(1_500),
      badEvents: 1,
      shareOfBad: 0.3,
    }));
    const sloId = `checkout/${'a'.repeat(300)}`;
    expect(await notifier.send(signal({ description, worstLabels, sloId }))).toMatchObject({
      kind: 'delivered',
    });
    const { blocks = [] } = slack.messages[0] ?? {};
    expect(blocks.join('\n')).toContain('Runbook: https://runbooks.example/checkout');
    expect(slack.requests[0]?.body, 'an entity that is cut in two').not.toMatch(/&(?!(amp|lt|gt);)/);
  });

  it('refuses a webhook that is gone, and its address is not told on', async () => {
    const outcome = await notifierFor(`${slack.url}/services/T0123ABCD/B9999ZZZZ/old-s3cr3t`).send(signal());
    expect(outcome).toEqual({ kind: 'refused', reason: 'HTTP 404: Cannot POST …' });
  });

  it('that is busy is asked again later', async () => {
    slack.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '1' }, body: 'rate_limited' });
    expect(await notifier.send(signal())).toEqual({
      kind: 'retry',
      reason: 'HTTP 429: rate_limited',
      retryAfterMs: 1_000,
    });
  });

  it('is not taken for anything that answers 200', async () => {
    slack.failNext({ kind: 'status', status: 200, body: '<html>sign in</html>' });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'unknown' });
  });

  it('is told of a burst in one message, with a line for each alert', async () => {
    const signals = burst(20);
    expect(await notifier.together?.send(signals)).toEqual({ kind: 'delivered', receipt: 'ok' });
    expect(slack.messages).toHaveLength(1);
    const [title, ...blocks] = slack.messages[0]?.blocks ?? [];
    expect(title).toBe(':rotating_light: [page] 20 pages at once: checkout');
    expect(blocks.join('\n').split('\n')).toHaveLength(20);
    for (const { incidentId, sloId } of signals) {
      expect(blocks.join('\n')).toMatch(
        new RegExp(`^${sloId} burns.* · ${incidentId} · https://runbooks`, 'm'),
      );
    }
  });
});
