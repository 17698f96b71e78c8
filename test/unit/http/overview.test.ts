import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SloStatus } from '../../../src/engine/read-models.js';
import {
  blindSlo,
  burningSlo,
  daemonStatus,
  healthySlo,
  maintainedSlo,
  NOW,
  startingDaemon,
  unseenSlo,
} from '../../support/slo-statuses.js';
import { DELIVERED, FakeApi, OPEN_INCIDENT } from './fake-api.js';
import { serveApp } from './serving.js';

async function page(
  changes: Partial<Pick<FakeApi, 'deliveryList' | 'sloList' | 'incidentList' | 'status' | 'decision'>> = {},
) {
  const { get } = await serveApp({}, Object.assign(new FakeApi(), changes));
  const { data, headers } = await get('/');
  if (typeof data !== 'string') throw new Error('a page is text');
  return { text: data, headers };
}

const cards = (text: string) => text.match(/<article class="card[\s\S]*?<\/article>/g) ?? [];
const names = (text: string) => [...text.matchAll(/<h[23]>([^ <]+) /g)].map(([, name]) => name);
const spent: SloStatus['budget'] = {
  kind: 'measured',
  windowMs: 2_592_000_000,
  badEvents: 750,
  totalEvents: 1_000_000,
  allowedBadEvents: 500,
  consumed: 1.5,
  remaining: -0.5,
  coverage: 1,
  approximate: false,
  exhaustion: { kind: 'exhausted' },
};

it('is shown without incidents and messages when the store does not answer, and says so', async () => {
  const api = new FakeApi();
  api.refusal = new Error('connection refused');
  const { get } = await serveApp({}, api);
  const { data, status } = await get('/');

  expect(status).toBe(200);
  expect(data).toContain('Incidents and messages cannot be read: the store does not answer.');
  expect(cards(String(data)).length).toBeGreaterThan(0);
});

it('shows the 200 services that need attention most, and says how many there are besides', async () => {
  const fine = Array.from({ length: 205 }, (_, n) =>
    healthySlo({ id: `s${n}/a`, service: `s${n}`, name: 'a' }),
  );
  const { text } = await page({ sloList: [...fine, burningSlo()] });

  expect(cards(text)).toHaveLength(200);
  expect(names(text)[0]).toBe('checkout-api');
  expect(text).toContain('6 more services, which need attention less than these');
});

describe('GET /', () => {
  it('is a page without a script that loads itself anew', async () => {
    const { text, headers } = await page();
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).toContain('<meta http-equiv="refresh" content="15">');
    expect(text).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(text).toContain('@media (prefers-color-scheme: dark)');
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=/);
  });

  it('lets a browser log in where that is possible, and out again', async () => {
    expect((await page()).text).not.toMatch(/log in|log out/);
    const api = new FakeApi();
    const unused = () => Promise.reject(new Error('not here'));
    const prove = async (cookie: string) =>
      cookie === 'c' ? ({ kind: 'login', name: 'm<b>', scope: 'read' } as const) : undefined;
    api.logins = { begin: unused, finish: unused, end: unused, prove };
    const { get } = await serveApp({}, api);
    expect((await get('/')).data).toContain('<a href="/login">log in</a>');
    expect((await get('/', { cookie: 'firebreak=c' })).data).toContain(
      '<form method="post" action="/logout">m&lt;b&gt; <button>log out</button></form>',
    );
  });

  it('has just the style that its policy allows', async () => {
    const { text, headers } = await page();
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
  });

  it('shows what is excluded, until when and why, and the raw figure beside the budget', async () => {
    const { text } = await page({ sloList: [maintainedSlo()] });
    const [card = ''] = cards(text);
    expect(card).toContain('maintenance until 2026-11-23T04:30:00.000Z: PostgreSQL 18 (maria)');
    expect(card).toContain('<b>50 % left</b> (raw 4 %)');
    expect(card).toContain('of 30d, 2h excluded');
  });

  it('puts what needs attention first', async () => {
    const sloList = [
      healthySlo({ service: 'a', name: 'calm', policy: { ...healthySlo().policy, gate: 'allow' } }),
      healthySlo({ service: 'a', name: 'warned' }),
      healthySlo({
        service: 'a',
        name: 'spent',
        budget: spent,
        policy: { ...healthySlo().policy, gate: 'block' },
      }),
      blindSlo({ service: 'b', name: 'blind' }),
      healthySlo({ service: 'c', name: 'fine' }),
      burningSlo({ service: 'c', name: 'paging' }),
      burningSlo({ service: 'c', name: 'ticketed', state: 'ticket' }),
    ];
    expect(names((await page({ sloList })).text)).toEqual([
      ...['c', 'paging', 'ticketed', 'fine'],
      ...['b', 'blind'],
      ...['a', 'spent', 'warned', 'calm'],
    ]);
  });

  it('tells state, target, window, budget, coverage, band and gate of an SLO', async () => {
    const [card = ''] = cards((await page({ sloList: [healthySlo()] })).text);
    expect(card).toContain('<article class="card ok">');
    expect(card).toContain('<span class="state">not burning</span>');
    expect(card).toContain('99.95 % over 30d');
    expect(card).toContain('<b>50 % left</b>');
    expect(card).toContain('<meter min="0" max="1"');
    expect(card).toContain('value="0.5000"');
    expect(card).toContain('data for 80 % of 30d');
    expect(card).toContain('25-to-50: extra review <span class="gate warn">gate: warn</span>');
    expect(card).toContain('0.5x <small>1h</small>');
    expect(card).toContain('no traffic <small>5m</small>');
  });

  it('shows unknown as unknown: in words, without a bar, never green', async () => {
    const { text } = await page({ sloList: [blindSlo(), unseenSlo()], decision: 'unknown' });
    expect(cards(text)).toHaveLength(2);
    for (const card of cards(text)) {
      expect(card).toContain('<article class="card unknown">');
      expect(card).toContain('<span class="state">unknown</span>');
      expect(card).toContain('<span class="gate unknown">gate: unknown</span>');
      expect(card).toMatch(/Budget: <b>unknown \((no-series|catching-up)\)<\/b>/);
      expect(card).not.toMatch(/<meter|\bok\b|allow/);
    }
    expect(text).toContain('the source has no series for it');
    expect(text).toContain('<p>0 of 2 SLOs burning, 2 unknown</p>');
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
    const green = style
      .match(/[^{}]*\{[^{}]*var\(--good\)[^{}]*\}/g)
      ?.map((rule) => rule.split('{')[0]?.trim());
    expect(green).toEqual(['.card.ok', '.ok .state', '.gate.allow']);
  });

  it('shows no figure of a budget of which too little was seen', async () => {
    const policy = { ...healthySlo().policy, band: 'unknown', gate: 'unknown' as const };
    const [card = ''] = cards((await page({ sloList: [healthySlo({ policy })], decision: 'unknown' })).text);
    expect(card).toContain('<b>unknown, as too little was seen</b>');
    expect(card).toContain('data for 80 % of 30d');
    expect(card).not.toMatch(/<meter|left/);
  });

  it('a budget that is spent is not hidden behind quiet alerts', async () => {
    const { text } = await page({ sloList: [healthySlo({ budget: spent })] });
    expect(text).toContain('<p>none of 1 SLOs burning, 1 without budget</p>');
    expect(text).toContain('<b>-50 % left</b>');
    expect(text).toContain('value="0.0000"');
  });

  it('tells the gate of a service, and why it is not simply open', async () => {
    const blocked = await page({ decision: 'block', sloList: [healthySlo()] });
    expect(blocked.text).toContain(
      '<span class="gate block">gate: block</span></h2>\n<p class="reason">because of block</p>',
    );
    expect((await page({ sloList: [healthySlo()] })).text).not.toContain('because of');
  });

  it('lists open incidents', async () => {
    const api = new FakeApi();
    const { get } = await serveApp({}, api);
    const { data } = await get('/');
    expect(api.calls).toContainEqual(['incidents', { open: true, limit: 100 }]);
    expect(data).toContain('<a class="incident" href="/api/v1/incidents/INC-7"><b>INC-7</b> SEV2');
    expect(data).toContain('<span>open, 9m</span>');
  });

  it('without SLOs says what to do', async () => {
    const { text } = await page({ sloList: [] });
    expect(text).toContain('No SLOs are loaded');
    expect(text).toContain('firebreak validate');
    expect(cards(text)).toEqual([]);
  });

  it('says what is wrong with the daemon', async () => {
    expect((await page({ status: startingDaemon() })).text).toContain('no evaluation has been completed yet');
    const status = daemonStatus({
      source: { reachable: false, since: NOW - 120_000, lastError: 'connect ECONNREFUSED' },
      specs: { loadedAt: NOW, lastReloadRefused: 'a.yaml:3:5 target is missing' },
      historyLoaded: 0.999,
      historyPhase: 'exact',
    });
    const { text } = await page({ status });
    expect(text).toContain('Prometheus has not answered for 2m: connect ECONNREFUSED');
    expect(text).toContain('a.yaml:3:5 target is missing');
    expect(text).toContain('99 % of the SLO windows; budgets are approximate until then');
    expect((await page()).text).not.toContain('class="note"');
  });

  it('says when heartbeats are held back, or were not taken', async () => {
    const held = [{ sign: 'storage' as const, text: 'nothing can be stored: disk is full' }];
    const heartbeat = { lastSentAt: NOW - 120_000, held, pingError: undefined };
    expect((await page({ status: daemonStatus({ heartbeat }) })).text).toContain(
      'Heartbeats are held back (the last was sent 2m ago): nothing can be stored: disk is full.',
    );
    const refused = { lastSentAt: undefined, held: [], pingError: 'HTTP 404' };
    expect((await page({ status: daemonStatus({ heartbeat: refused }) })).text).toContain(
      'The last heartbeat was not taken (none was sent yet): HTTP 404.',
    );
    const sent = { lastSentAt: NOW, held: [], pingError: undefined };
    expect((await page({ status: daemonStatus({ heartbeat: sent }) })).text).not.toContain('class="note"');
  });

  it('says of a budget that it is approximate, and of an exact one nothing', async () => {
    const estimated = healthySlo({ budget: { ...spent, approximate: true } });
    const { text } = await page({ sloList: [estimated, healthySlo({ name: 'latency' })] });
    expect(cards(text).map((card) => card.includes('approximate while history is read'))).toEqual([
      true,
      false,
    ]);
  });

  it('escapes every text', async () => {
    const evil = `"'><script>alert(1)</script>&`;
    const slo = burningSlo({
      service: evil,
      name: evil,
      description: evil,
      owner: evil,
      incidentId: evil,
      links: { runbook: `https://example.com/${evil}` },
      unknownBecause: { reason: 'stale', text: evil },
      policy: { band: evil, consequence: evil, gate: 'block', since: NOW },
      tiers: burningSlo().tiers.map((tier) => ({ ...tier, policyId: evil })),
    });
    const { text } = await page({
      sloList: [slo],
      decision: 'block',
      incidentList: [{ ...OPEN_INCIDENT, id: evil, title: evil, acknowledgedBy: evil }],
      status: daemonStatus({
        version: evil,
        source: { reachable: false, since: NOW, lastError: evil },
        specs: { loadedAt: NOW, lastReloadRefused: evil },
      }),
    });
    const escaped = '&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;';
    expect(text).not.toContain('<script');
    expect(text).not.toContain(evil);
    expect(text.split(escaped).length - 1).toBeGreaterThanOrEqual(17);
  });

  it('says of each open incident whom it was told to, how far that is proven, and who is on it', async () => {
    const proof = async (...deliveryList: FakeApi['deliveryList']) => {
      const { text } = await page({ deliveryList });
      return [...text.matchAll(/<li>(.*?)<\/li>/g)].map(([, line]) => line);
    };
    const waiting = { ...DELIVERED, state: 'pending' as const, deliveredAt: undefined, receipt: undefined };
    expect(await proof(DELIVERED)).toEqual([
      'paged pager 02:29:00, receipt dedup-1 02:29:01',
      'not acknowledged',
    ]);
    expect(await proof()).toEqual(['nobody was told', 'not acknowledged']);
    expect(await proof({ ...waiting, lastError: 'HTTP 503', attempts: 3 })).toContain(
      'no receipt from pager, tried 3 times since 02:29:00: HTTP 503',
    );
    expect(await proof({ ...waiting, acceptedAt: NOW, receipt: 'req-1' })).toContain(
      'paged pager 02:29:00, accepted, no receipt yet',
    );
    expect(await proof({ ...waiting, attemptLog: [] })).toContain('pager is still to be told');
    expect(await proof({ ...waiting, state: 'discarded' })).toContain('pager was not reached, put aside');
    const incidentList = [{ ...OPEN_INCIDENT, acknowledgedAt: NOW, acknowledgedBy: 'maria' }];
    expect((await page({ incidentList })).text).toContain('acknowledged by maria at 02:30:00');
  });

  it('lists the messages that were given up, and how many more there are', async () => {
    const failed = {
      ...DELIVERED,
      state: 'failed' as const,
      incidentId: undefined,
      receipt: undefined,
      lastError: 'HTTP 403: <no>',
    };
    const one = await page({ deliveryList: [failed] });
    expect(one.text).toContain('A message was not delivered.');
    expect(one.text).toContain(
      '<b>DLV-1</b> trigger of checkout-api/latency to pager, 1m ago, 1 attempt: HTTP 403: &lt;no&gt;',
    );
    const many = await page({ deliveryList: Array.from({ length: 12 }, () => failed) });
    expect(many.text).toContain('12 messages were not delivered.');
    expect(many.text).toContain('2 older: <a href="/api/v1/deliveries?state=failed">');
    expect((await page()).text).not.toContain('not delivered');
  });
});
