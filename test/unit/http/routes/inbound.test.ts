import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FirebreakError } from '../../../../src/core/errors.js';
import type { InboundOptions } from '../../../../src/http/inbound/inbound-options.js';
import { NOW } from '../../../support/slo-statuses.js';
import { FakeApi } from '../fake-api.js';
import { bearer, serveApp, TOKEN } from '../serving.js';

const SECRET = 'between us';
const OPTIONS: InboundOptions = {
  pagerduty: { secret: SECRET },
  opsgenie: { login: { kind: 'bearer', token: SECRET } },
  slack: { secret: SECRET, responseHosts: ['hooks.slack.com'] },
  github: {
    secret: SECRET,
    repositories: new Map([['acme/checkout', ['checkout-api', 'checkout-worker']]]),
    environments: undefined,
    events: ['deployment_status', 'release', 'push'],
  },
  deploys: { login: { kind: 'basic', username: 'ci', password: SECRET } },
};

const hmac = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text).digest('hex');

async function serveInbound(options: InboundOptions = OPTIONS, api = new FakeApi()) {
  const served = await serveApp({ inbound: () => options, listensOnLoopback: false, openReads: false }, api);
  const send = (vendor: string, body: string, headers: Record<string, string>) =>
    served.ask({
      method: 'post',
      url: `/api/v1/inbound/${vendor}`,
      data: body,
      headers: { 'content-type': 'application/json', ...headers },
      transformRequest: (data: unknown) => data,
    });
  return { ...served, send };
}

const pagerdutyEvent = (type = 'incident.acknowledged', changes: object = {}) =>
  JSON.stringify({
    event: {
      id: '01BZ7',
      event_type: type,
      occurred_at: new Date(NOW - 60_000).toISOString(),
      agent: { summary: 'Maria\n Silva', type: 'user_reference' },
      data: { id: 'PGR0VU2', type: 'incident', incident_key: 'firebreak/checkout-api/availability' },
      ...changes,
    },
  });
const signed = (body: string, secret = SECRET) => ({ 'x-pagerduty-signature': `v1=${hmac(body, secret)}` });

describe('PagerDuty’s webhooks', () => {
  it('acknowledge, without the daemon’s token', async () => {
    const { api, send } = await serveInbound();
    // Signed over these bytes: what a parser would make of them is something else.
    const body = pagerdutyEvent().replace('{"event"', '{ "event" ');
    const { status, data } = await send('pagerduty', body, signed(body));
    expect([status, data]).toEqual([200, { kind: 'acknowledged', incidentId: 'INC-7' }]);
    expect(api.calls).toEqual([
      [
        'pagerEvent',
        {
          tool: 'PagerDuty',
          id: '01BZ7',
          at: NOW - 60_000,
          dedupKey: 'firebreak/checkout-api/availability',
          by: 'Maria Silva',
          change: 'acknowledged',
        },
        'PagerDuty for Maria Silva',
      ],
    ]);
  });

  it('are believed while their secret is being rotated', async () => {
    const { send } = await serveInbound();
    const body = pagerdutyEvent('incident.resolved');
    const both = `${signed(body, 'the next')['x-pagerduty-signature']}, ${signed(body)['x-pagerduty-signature']}`;
    expect((await send('pagerduty', body, { 'x-pagerduty-signature': both })).data).toMatchObject({
      kind: 'noted',
    });
  });

  it.each([
    ['no signature', {}],
    ['another secret', signed(pagerdutyEvent(), 'guessed')],
    ['the signature of another body', signed(pagerdutyEvent('incident.resolved'))],
    ['another scheme', { 'x-pagerduty-signature': `v0=${hmac(pagerdutyEvent())}` }],
    ['the daemon’s own token', bearer()],
  ])('are refused with %s', async (_what, headers) => {
    const { api, send } = await serveInbound();
    expect((await send('pagerduty', pagerdutyEvent(), headers)).status).toBe(401);
    expect(api.calls).toEqual([]);
  });

  it('of other kinds are of no use, and no fault', async () => {
    const { api, send } = await serveInbound();
    const body = pagerdutyEvent('incident.annotated');
    expect((await send('pagerduty', body, signed(body))).data).toMatchObject({ kind: 'ignored' });
    expect(api.calls).toEqual([]);
  });

  it.each([
    'nonsense',
    '[]',
    '{}',
    pagerdutyEvent('incident.acknowledged', { id: 7 }),
    pagerdutyEvent('incident.acknowledged', { occurred_at: 'soon' }),
    pagerdutyEvent('incident.acknowledged', { data: { __proto__: null } }),
    '['.repeat(200_000),
  ])('that are no such thing are refused for good', async (body) => {
    const { send } = await serveInbound();
    expect((await send('pagerduty', body, signed(body))).status).toBe(400);
  });

  it('are to come again when they could not be stored', async () => {
    const api = Object.assign(new FakeApi(), { refusal: new Error('database is locked') });
    const { send } = await serveInbound(OPTIONS, api);
    const body = pagerdutyEvent();
    expect((await send('pagerduty', body, signed(body))).status).toBe(500);
  });

  it('are not read when they are too long, and closed when nothing is configured', async () => {
    const { send } = await serveInbound();
    const long = pagerdutyEvent('incident.acknowledged', { agent: { summary: 'x'.repeat(1_100_000) } });
    expect((await send('pagerduty', long, signed(long))).status).toBe(400);
    const closed = await serveInbound({});
    expect((await closed.send('pagerduty', pagerdutyEvent(), signed(pagerdutyEvent()))).status).toBe(404);
  });
});

describe('Opsgenie’s webhooks', () => {
  const event = (action = 'Acknowledge', changes: object = {}) =>
    JSON.stringify({
      action,
      source: { name: 'web', type: 'web' },
      alert: {
        alertId: '052652ac',
        alias: 'firebreak/checkout-api/availability',
        username: 'maria@example.com',
        updatedAt: NOW - 1000,
        ...changes,
      },
    });

  it('acknowledge and close', async () => {
    const { api, send } = await serveInbound();
    expect((await send('opsgenie', event(), bearer(SECRET))).status).toBe(200);
    expect((await send('opsgenie', event('Close'), bearer(SECRET))).data).toMatchObject({ kind: 'noted' });
    expect((await send('opsgenie', event('AddNote'), bearer(SECRET))).data).toMatchObject({
      kind: 'ignored',
    });
    expect(api.calls).toMatchObject([
      [
        'pagerEvent',
        { tool: 'Opsgenie', by: 'maria@example.com', at: NOW - 1000, change: 'acknowledged' },
        'Opsgenie for maria@example.com',
      ],
      [
        'pagerEvent',
        { id: `052652ac/Close/${NOW - 1000}`, change: 'closed' },
        'Opsgenie for maria@example.com',
      ],
    ]);
  });

  it.each([
    [event(), {}, 401],
    [event(), bearer(TOKEN), 401],
    [event('Acknowledge', { updatedAt: 'now' }), bearer(SECRET), 400],
    [event('Acknowledge', { alias: '' }), bearer(SECRET), 400],
  ])('are refused: %s', async (body, headers, expected) => {
    const { api, send } = await serveInbound();
    expect((await send('opsgenie', body, headers as Record<string, string>)).status).toBe(expected);
    expect(api.calls).toEqual([]);
  });
});

describe('the button in Slack', () => {
  const button = { type: 'button', action_id: 'firebreak_ack', value: 'INC-7' };
  const link = { type: 'button', action_id: 'runbook', url: 'https://example.org' };
  const payload = (changes: object = {}) => ({
    type: 'block_actions',
    user: { id: 'U123', name: 'maria' },
    response_url: 'https://hooks.slack.com/actions/T0/1/x',
    actions: [button],
    message: {
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'page' } },
        { type: 'actions', elements: [button, link] },
      ],
    },
    ...changes,
  });
  const form = (value: object) => `payload=${encodeURIComponent(JSON.stringify(value))}`;
  const headers = (body: string, at = NOW, secret = SECRET) => {
    const timestamp = String(Math.floor(at / 1000));
    return {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hmac(`v0:${timestamp}:${body}`, secret)}`,
    };
  };

  it('acknowledges, and the message says who it was', async () => {
    const { api, send } = await serveInbound();
    const body = form(payload());
    const { status, data } = await send('slack', body, headers(body));
    expect([status, data]).toEqual([200, '']);
    expect(api.calls).toEqual([
      ['acknowledge', 'INC-7', 'Slack for maria'],
      [
        'answerSlack',
        'https://hooks.slack.com/actions/T0/1/x',
        {
          replace_original: true,
          text: 'Acknowledged by <@U123> · INC-7',
          blocks: [
            { type: 'section', text: { type: 'mrkdwn', text: 'page' } },
            { type: 'actions', elements: [link] },
            { type: 'context', elements: [{ type: 'mrkdwn', text: 'Acknowledged by <@U123> · INC-7' }] },
          ],
        },
      ],
    ]);
  });

  const typed = (text: string, changes: Record<string, string> = {}) =>
    new URLSearchParams({
      command: '/firebreak',
      text,
      user_id: 'U123',
      user_name: 'maria',
      channel_id: 'C7',
      channel_name: 'inc-7-checkout',
      trigger_id: '13.4.abc',
      response_url: 'https://hooks.slack.com/commands/T0/1/x',
      ...changes,
    }).toString();

  it('does what is typed, as the person who typed it, and tells the channel', async () => {
    const { api, send } = await serveInbound();
    const body = typed('role commander');
    const { status, data } = await send('slack', body, headers(body));
    expect(status).toBe(200);
    expect(data).toMatchObject({
      response_type: 'in_channel',
      text: expect.stringMatching(/^INC-7 SEV\d is /),
    });
    expect(api.calls).toEqual([
      ['workOnIncident', 'INC-7', { kind: 'assign-role', role: 'commander', to: 'maria' }, 'Slack for maria'],
    ]);
  });

  it('tells the one who typed why it was not done, and how it is meant', async () => {
    const { send } = await serveInbound();
    const answers = [typed('ack INC-99'), typed('note'), typed('status'), typed('drafts')].map(
      async (body) => {
        const { data } = await send('slack', body, headers(body));
        return data;
      },
    );
    expect(await Promise.all(answers)).toMatchObject([
      { response_type: 'ephemeral', text: 'Not done: there is no incident INC-99' },
      { response_type: 'ephemeral', text: 'It is typed `note what happened`.' },
      { response_type: 'ephemeral', text: expect.stringContaining('INC-7') },
      {
        response_type: 'ephemeral',
        text: expect.stringContaining('*customers*: We are looking into it.\nTo send one, type `update'),
      },
    ]);
  });

  it('declares', async () => {
    const { api, send } = await serveInbound();
    const body = typed('declare sev2 checkout: cards are declined', { channel_name: 'general' });
    expect((await send('slack', body, headers(body))).data).toMatchObject({ response_type: 'in_channel' });
    expect(api.calls).toMatchObject([
      ['declare', { severity: 'sev2', service: 'checkout', title: 'cards are declined' }, { name: 'Slack' }],
    ]);
  });

  it('tells the channel of names and services that the on-call files do not have', async () => {
    const { send } = await serveInbound();
    const told = async (text: string) => {
      const body = typed(text);
      return ((await send('slack', body, headers(body))).data as { text: string }).text.split('\n').slice(1);
    };
    expect(await told('role scribe @alise')).toEqual([
      '• maria is commander',
      'the on-call files have nobody called "alise": did you mean "alice"? It stands as you wrote it',
    ]);
    expect(await told('role scribe @alice')).toEqual(['• maria is commander']);
    expect(await told('declare sev2 web: down')).toEqual([expect.stringContaining('no team owns web')]);
    expect(await told('declare sev2 checkout: down')).toEqual([]);
  });

  it('does nothing twice, and nothing unsigned', async () => {
    const api = new FakeApi();
    api.toldBefore = true;
    const { send } = await serveInbound(OPTIONS, api);
    const body = typed('note it is slow');
    expect((await send('slack', body, headers(body))).data).toMatchObject({ text: 'This was done before.' });
    expect((await send('slack', body, headers(body, NOW, 'guessed'))).status).toBe(401);
    expect(api.calls).toEqual([]);
  });

  it('gives a role to the one who picks it, and escalates', async () => {
    const { api, send } = await serveInbound();
    const pick = { action_id: 'firebreak_role', selected_option: { value: 'INC-7 scribe' } };
    for (const action of [
      pick,
      { action_id: 'firebreak_escalate', value: 'INC-7' },
      { action_id: 'firebreak_update', value: 'INC-7' },
      { action_id: 'other' },
    ]) {
      const body = form(payload({ actions: [action], trigger_id: '1' }));
      expect((await send('slack', body, headers(body))).data).toBe('');
    }
    expect(api.calls.map(([call, id, asked]) => [call, id, asked])).toMatchObject([
      ['workOnIncident', 'INC-7', { kind: 'assign-role', role: 'scribe', to: 'maria' }],
      ['answerSlack', 'https://hooks.slack.com/actions/T0/1/x', { replace_original: false }],
      ['workOnIncident', 'INC-7', { kind: 'escalate', reason: 'asked for in Slack' }],
      ['answerSlack', 'https://hooks.slack.com/actions/T0/1/x', { replace_original: false }],
      ['answerSlack', 'https://hooks.slack.com/actions/T0/1/x', { response_type: 'ephemeral' }],
    ]);
  });

  it('puts a message of the channel into the timeline, with its author and its time', async () => {
    const { api, send } = await serveInbound();
    const shortcut = (channel: string, callback = 'firebreak_timeline') =>
      form({
        ...payload(),
        type: 'message_action',
        callback_id: callback,
        channel: { id: 'C7', name: channel },
        message: { text: 'the pool is full', user: 'U9', ts: '1773022440.000200' },
      });
    for (const body of [shortcut('inc-7-checkout'), shortcut('general'), shortcut('inc-7', 'other')])
      expect((await send('slack', body, headers(body))).status).toBe(200);
    expect(api.calls).toMatchObject([
      [
        'workOnIncident',
        'INC-7',
        { kind: 'add-entry', text: 'the pool is full (from Slack, by U9)', happenedAt: 1773022440000 },
        'Slack for maria',
      ],
      ['answerSlack', 'https://hooks.slack.com/actions/T0/1/x', { response_type: 'in_channel' }],
      ['answerSlack', 'https://hooks.slack.com/actions/T0/1/x', { response_type: 'ephemeral' }],
    ]);
  });

  it('says to the one who pressed it why nothing came of it', async () => {
    const { api, send } = await serveInbound();
    const body = form(payload({ actions: [{ ...button, value: 'INC-99' }] }));
    expect((await send('slack', body, headers(body))).status).toBe(200);
    expect(api.calls.at(-1)).toEqual([
      'answerSlack',
      expect.any(String),
      {
        replace_original: false,
        response_type: 'ephemeral',
        text: 'Not acknowledged: there is no incident INC-99',
      },
    ]);
  });

  it('tells of a store that refuses', async () => {
    const api = new FakeApi();
    api.acknowledge = async () => {
      throw new Error('disk full');
    };
    const { send, logged } = await serveInbound(OPTIONS, api);
    const body = form(payload());
    expect((await send('slack', body, headers(body))).status).toBe(200);
    expect(JSON.stringify(api.calls)).toContain('Press again');
    expect(JSON.stringify(logged)).toContain('disk full');
  });

  it('is believed for five minutes', async () => {
    const { api, send } = await serveInbound();
    const body = form(payload());
    const answers = [
      await send('slack', body, headers(body, NOW - 299_000)),
      await send('slack', body, headers(body, NOW - 301_000)),
      await send('slack', body, headers(body, NOW + 301_000)),
      await send('slack', body, headers(body, NOW, 'guessed')),
      await send('slack', body, { ...headers(body), 'x-slack-request-timestamp': String(NOW / 1000 + 1) }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 401, 401]);
    expect(api.calls.filter(([call]) => call === 'acknowledge')).toHaveLength(1);
  });

  it.each([
    ['https://evil.example/actions', 400],
    ['https://hooks.slack.com.evil.example/', 400],
    ['https://hooks.slack.com@evil.example/', 400],
    ['http://hooks.slack.com:8080/', 400],
    ['nowhere', 400],
  ])('is not answered at %s', async (url, expected) => {
    const { api, send } = await serveInbound();
    const body = form(payload({ response_url: url }));
    expect((await send('slack', body, headers(body))).status).toBe(expected);
    expect(api.calls).toEqual([]);
  });

  it('is not any other button', async () => {
    const { api, send } = await serveInbound();
    const body = form(payload({ actions: [link] }));
    expect((await send('slack', body, headers(body))).status).toBe(200);
    expect(api.calls).toEqual([]);
  });
});

describe('GitHub’s webhooks', () => {
  const repository = {
    full_name: 'Acme/Checkout',
    default_branch: 'main',
    html_url: 'https://github.com/acme/checkout',
  };
  const deployment = (changes: object = {}, status: object = {}) => ({
    deployment: { id: 42, ref: 'v1.2.3', environment: 'production', ...changes },
    deployment_status: {
      state: 'success',
      created_at: '2026-11-23T02:00:00Z',
      target_url: 'https://ci/7',
      ...status,
    },
    repository,
  });
  const post = async (event: string, value: object, secret = SECRET) => {
    const served = await serveInbound();
    const body = JSON.stringify(value);
    const headers = { 'x-github-event': event, 'x-hub-signature-256': `sha256=${hmac(body, secret)}` };
    return { ...served, answer: await served.send('github', body, headers) };
  };
  const at = Date.parse('2026-11-23T02:00:00Z');

  it('tell of deployments to production that have succeeded', async () => {
    const { api, answer } = await post('deployment_status', deployment());
    expect(answer.data).toEqual({ kind: 'noted', services: ['checkout-api', 'checkout-worker'] });
    expect(api.calls).toEqual([
      [
        'deploy',
        { source: 'GitHub', id: 'deployment_status/Acme/Checkout/42' },
        ['checkout-api', 'checkout-worker'],
        { version: 'v1.2.3', at, url: 'https://ci/7' },
        'GitHub',
      ],
    ]);
  });

  it('tell of releases and pushes', async () => {
    const release = { id: 5, tag_name: 'v2', published_at: '2026-11-23T02:00:00Z', html_url: 'javascript:1' };
    const { api } = await post('release', { action: 'published', release, repository });
    expect(api.calls).toMatchObject([
      ['deploy', { id: 'release/Acme/Checkout/5' }, expect.any(Array), { version: 'v2', at }, 'GitHub'],
    ]);
    expect(JSON.stringify(api.calls)).not.toContain('javascript');

    const after = '0123456789abcdef0123456789abcdef01234567';
    const head_commit = { timestamp: '2026-11-23T03:00:00+01:00' };
    const push = await post('push', { ref: 'refs/heads/main', after, head_commit, repository });
    expect(push.api.calls).toMatchObject([
      [
        'deploy',
        { id: `push/Acme/Checkout/${after}` },
        expect.any(Array),
        { version: '0123456789', at },
        'GitHub',
      ],
    ]);
  });

  it.each([
    ['ping', {}, 'pong'],
    ['star', { repository }, 'of no use'],
    ['deployment_status', deployment({}, { state: 'failure' }), 'is failure'],
    ['deployment_status', deployment({ environment: 'staging' }), 'do not count'],
    [
      'deployment_status',
      { ...deployment(), repository: { full_name: 'acme/other' } },
      'no service is configured',
    ],
    ['release', { action: 'created', repository, release: {} }, 'is created'],
    ['push', { ref: 'refs/heads/topic', repository }, 'not the default branch'],
    ['push', { ref: 'refs/heads/main', repository, head_commit: null }, 'was deleted'],
  ])('of %s that tell of no deploy are ignored', async (event, value, reason) => {
    const { api, answer } = await post(event, value);
    expect(answer).toMatchObject({
      status: 200,
      data: { kind: 'ignored', reason: expect.stringContaining(reason) as string },
    });
    expect(api.calls).toEqual([]);
  });

  it('count a deployment that GitHub calls production, whatever its name', async () => {
    const { api } = await post(
      'deployment_status',
      deployment({ environment: 'eu', production_environment: true }),
    );
    expect(api.calls).toHaveLength(1);
  });

  it('are refused with another secret', async () => {
    const { api, answer } = await post('deployment_status', deployment(), 'guessed');
    expect(answer.status).toBe(401);
    expect(api.calls).toEqual([]);
  });
});

describe('deploys from anywhere', () => {
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  const deploy = JSON.stringify({ service: 'checkout-api', version: 'v42' });

  it('are noted with the password for it, and with no other', async () => {
    const { api, send } = await serveInbound();
    expect((await send('deploys', deploy, basic(`ci:${SECRET}`))).data).toEqual({
      kind: 'noted',
      services: ['checkout-api'],
    });
    expect(api.calls).toEqual([['recordDeploy', 'checkout-api', { version: 'v42', at: NOW }]]);
    expect((await send('deploys', deploy, basic(`ci:${TOKEN}`))).status).toBe(401);
    expect((await send('deploys', deploy, basic(SECRET))).status).toBe(401);
    expect((await send('deploys', deploy, bearer())).status).toBe(401);
    expect((await send('deploys', '{"service": 1}', basic(`ci:${SECRET}`))).status).toBe(400);
    expect(api.calls).toHaveLength(1);
  });

  it('their password opens nothing else', async () => {
    const { get, post } = await serveInbound();
    expect((await get('/api/v1/slos', basic(`ci:${SECRET}`))).status).toBe(401);
    expect((await post('/api/v1/incidents/INC-7/ack', { by: 'x' }, bearer(SECRET))).status).toBe(401);
    expect((await get('/api/v1/inbound/deploys')).status).toBe(404);
  });
});

it('a refusal of the daemon is told as one', async () => {
  const api = Object.assign(new FakeApi(), { refusal: new FirebreakError('not-ready', 'not yet') });
  const { send } = await serveInbound(OPTIONS, api);
  const body = pagerdutyEvent();
  expect((await send('pagerduty', body, signed(body))).status).toBe(503);
});
