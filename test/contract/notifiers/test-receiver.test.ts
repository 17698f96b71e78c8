import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testReceiver } from '../../../src/engine/commands/test-receiver.js';
import { configuredReceivers } from '../../../src/main/cli/receivers.js';
import { API_KEY, startOpsgenie } from '../../support/vendors/opsgenie.js';
import { CHANNEL, SLACK_TOKEN, startSlackApi } from '../../support/vendors/slack-api.js';
import { notifierOf } from './notifier-of.js';

/** A clock that goes on only while something pauses. */
function timeline() {
  let now = Date.UTC(2026, 10, 1);
  return {
    clock: { now: () => now },
    pause: async (ms: number) => {
      now += ms;
    },
  };
}

const plain = (_: unknown, text: string) => text;

describe('a test of a receiver', () => {
  it('waits for the proof of what was only accepted, and closes what it opened', async () => {
    const opsgenie = await startOpsgenie();
    try {
      const priorities = { page: 'P1', ticket: 'P3' } as const;
      const notifier = notifierOf({
        kind: 'opsgenie',
        name: 'ops',
        apiKey: API_KEY,
        url: opsgenie.url,
        priorities,
      });
      expect(await testReceiver(notifier, timeline())).toEqual({
        receiver: 'ops',
        trigger: { outcome: 'delivered', detail: 'request-1 alert alert-1' },
        resolve: { outcome: 'delivered', detail: 'request-2 alert alert' },
      });
      expect(opsgenie.alerts).toMatchObject([
        { state: 'closed', message: expect.stringMatching(/^TEST, nothing is wrong: /) },
      ]);
      opsgenie.hold();
      expect(await testReceiver(notifier, timeline())).toMatchObject({
        trigger: { outcome: 'accepted', detail: expect.stringContaining('no proof yet') },
      });
    } finally {
      await opsgenie.stop();
    }
  });

  it('ends in the thread that it began', async () => {
    const slack = await startSlackApi();
    try {
      const { apiUrl } = slack;
      const notifier = notifierOf({
        kind: 'slack-api',
        room: 'channel',
        name: 'chat',
        token: SLACK_TOKEN,
        channel: CHANNEL,
        apiUrl,
      });
      expect(await testReceiver(notifier, timeline())).toMatchObject({ resolve: { outcome: 'delivered' } });
      expect(slack.messages.map(({ thread }) => thread)).toEqual([undefined, slack.messages[0]?.ts]);
      expect(slack.messages.every(({ blocks }) => blocks.join().includes('TEST'))).toBe(true);
    } finally {
      await slack.stop();
    }
  });

  it('is made with what a configuration file says, without a daemon', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'firebreak-receivers-'));
    try {
      const config = join(folder, 'firebreak.yaml');
      await writeFile(config, 'receivers: [{name: lines, file: {path: signals.jsonl}}]\n');
      const receivers = await configuredReceivers(config, {}, plain);
      expect(receivers.list).toEqual([{ name: 'lines', kind: 'file' }]);
      expect(await receivers.test('lines')).toMatchObject({
        trigger: { outcome: 'delivered' },
        resolve: { outcome: 'delivered' },
      });
      const lines = (await readFile(join(folder, 'signals.jsonl'), 'utf8')).trim().split('\n');
      expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
        { kind: 'trigger', isTest: true },
        { kind: 'resolve', isTest: true },
      ]);
      expect(await receivers.test('nobody')).toBeUndefined();
      await writeFile(config, 'receivers: [{name: a, slack: {token: s3cr3t}}]\n');
      await expect(configuredReceivers(config, {}, plain)).rejects.toThrow('"channel" is missing');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
