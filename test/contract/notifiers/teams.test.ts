import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageBody } from '../../../src/core/delivery/page-text.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { startTeams, type Teams } from '../../support/vendors/teams.js';
import { burst, notifierOf, signal } from './notifier-of.js';

let teams: Teams;
let notifier: Notifier;

const notifierFor = (webhookUrl: string) =>
  notifierOf({ kind: 'teams', name: 'teams', webhookUrl, allowPrivateAddresses: true });

beforeEach(async () => {
  teams = await startTeams();
  notifier = notifierFor(teams.webhookUrl);
});
afterEach(() => teams.stop());

describe('Microsoft Teams', () => {
  it('shows a title, everything that a page says, and links; the receipt is the run of the workflow', async () => {
    const links = { runbook: 'https://runbooks.example/a', dashboard: 'https://grafana.example/a' };
    const told = signal({ links });
    expect(await notifier.send(told)).toEqual({ kind: 'delivered', receipt: 'workflow run run-1' });
    expect(teams.cards).toEqual([
      {
        texts: [
          '[page] checkout/availability burns its error budget 300x too fast: 30 % failing in the last 1h',
          ...pageBody(told),
        ],
        links: [links.runbook, links.dashboard],
        color: 'Attention',
      },
    ]);
    expect(notifier.refreshEveryMs).toBeUndefined();
  });

  it('tells the end, a ticket and an acknowledgement from a page', async () => {
    await notifier.send(signal({ kind: 'resolve' }));
    await notifier.send(signal({ severity: 'ticket' }));
    await notifier.send(signal({ kind: 'acknowledge', acknowledgedBy: 'maria' }));
    expect(teams.cards.map(({ texts, color }) => [texts[0]?.split(' ')[0], color])).toEqual([
      ['[resolved]', 'Good'],
      ['[ticket]', 'Warning'],
      ['[acknowledged]', 'Accent'],
    ]);
  });

  it('never gets more than 28 KB, and never loses the runbook to a long description', async () => {
    const annotations = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`note${index}`, `🔥"${'ü'.repeat(300)}`]),
    );
    const long = signal({
      description: 'é\\'.repeat(50_000),
      annotations,
      sloId: `checkout/${'a'.repeat(3_000)}`,
    });
    expect(await notifier.send(long)).toMatchObject({ kind: 'delivered' });
    const { texts = [], links } = teams.cards[0] ?? {};
    expect(texts.join('\n')).toContain('Runbook: https://runbooks.example/checkout');
    expect(texts).toHaveLength(1 + pageBody(long).length);
    expect(links).toEqual(['https://runbooks.example/checkout']);
  });

  it('leaves lines out when nothing else helps', async () => {
    const annotations = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, i) => [`note${i}`, 'x'.repeat(50)]),
    );
    expect(await notifier.send(signal({ annotations }))).toMatchObject({ kind: 'delivered' });
    expect(teams.cards[0]?.texts.length).toBeGreaterThan(50);
  });

  it('refuses a wrong signature, which is not told on', async () => {
    const outcome = await notifierFor(teams.webhookUrl.replace(/sig=.*/, 'sig=0ldS3cr3t')).send(signal());
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('HTTP 401') });
    expect(JSON.stringify(outcome)).not.toContain('0ldS3cr3t');
    const gone = await notifierFor(
      teams.webhookUrl.replace('0123456789abcdef?', 'gone?').replace('/w', '/x'),
    ).send(signal());
    expect(gone).toMatchObject({ kind: 'refused', reason: expect.stringContaining('HTTP 404') });
    expect(JSON.stringify(gone)).not.toMatch(/0123456789abcdef|s3cr3t/);
  });

  it('that is busy is asked again later', async () => {
    teams.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '17' } });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'retry', retryAfterMs: 17_000 });
  });

  it('is not taken for anything that answers 200', async () => {
    teams.failNext({ kind: 'status', status: 200, body: '<html>sign in</html>' });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'unknown' });
  });

  it('is told of a burst in one card, with a line for each alert', async () => {
    expect(await notifier.together?.send(burst(20))).toMatchObject({ kind: 'delivered' });
    expect(teams.cards).toHaveLength(1);
    expect(teams.cards[0]?.texts).toHaveLength(21);
    expect(teams.cards[0]?.texts[20]).toMatch(/^checkout\/slo-20 burns.* · INC-20 · https:\/\/runbooks/);
  });
});
