import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../support/live-stage.js';
import { startSmallDaemon } from '../../support/small-daemon.js';
import { CHANNEL, SLACK_TOKEN, startSlackApi } from '../../support/vendors/slack-api.js';

const TOKEN = 'planted-token-0123456789';
const SIGNING = 'planted-signing-secret';

test('an incident has a channel in Slack, where it is acknowledged, worked on and told of', async () => {
  const slack = await startSlackApi();
  onTestFinished(() => slack.stop());
  const daemon = await startSmallDaemon(`
http: {token: ${TOKEN}}
inbound: {slack: {signing_secret: ${SIGNING}, response_hosts: ['${new URL(slack.url).host}']}}
incidents: {rooms: [chat]}
receivers:
  - {name: chat, slack: {token: ${SLACK_TOKEN}, channel: ${CHANNEL}, api_url: '${slack.apiUrl}'}}
  - {name: log, file: {path: told.jsonl}}
routes:
  - {receivers: [log]}
`);
  const slackSends = (fields: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams(fields).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const digest = createHmac('sha256', SIGNING).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    };
    return fetch(`${daemon.url}/api/v1/inbound/slack`, { method: 'POST', headers, body });
  };
  const type = (text: string, channel: string, id: string) =>
    slackSends({
      command: '/firebreak',
      text,
      user_id: 'U0MARIA',
      user_name: 'maria',
      channel_name: channel,
      trigger_id: id,
      response_url: slack.url,
    });
  const room = () => slack.channels.all.find(({ name }) => name === 'inc-1-shop');
  const told = async () => slack.messages.filter(({ channel }) => channel === room()?.id);

  expect((await type('declare sev2 shop: cards are declined', 'general', '1')).status).toBe(200);
  await eventually('there is a channel with buttons', 20, told, ([first]) => first !== undefined);
  const [first] = await told();
  expect(first?.text).toBe(':fire_engine: INC-1 SEV2: cards are declined');
  const button = first?.buttons.find(({ id }) => id === 'firebreak_ack');

  const press = {
    type: 'block_actions',
    trigger_id: '2',
    user: { id: 'U0MARIA', username: 'maria', name: 'maria' },
    response_url: `${slack.url}/respond`,
    actions: [{ action_id: button?.id, value: button?.value }],
    message: { blocks: [] },
  };
  expect((await slackSends({ payload: JSON.stringify(press) })).status).toBe(200);
  expect((await type('role commander', 'inc-1-shop', '3')).status).toBe(200);
  await eventually(
    'the channel hears of it',
    20,
    async () => room()?.topic,
    (topic) => topic?.startsWith('SEV2 · acknowledged · commander maria') ?? false,
  );
  await eventually('the news are there', 20, told, (messages) =>
    messages.some(({ text }) => text.includes('maria is commander')),
  );
  const texts = (await told()).map(({ text }) => text);
  expect(texts.filter((text) => text.includes('acknowledged'))).toHaveLength(1);
  expect(daemon.logged.filter(({ level }) => level === 'error')).toEqual([]);
});
