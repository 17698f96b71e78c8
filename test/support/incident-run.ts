import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import { MINUTE } from '../../src/core/time/duration.js';
import { START } from './engine-harness.js';

const SCRIPT = fileURLToPath(new URL('incident-daemon.ts', import.meta.url));
const TOKEN = 'a-token-of-the-test';
const SLACK_SECRET = 'a-secret-of-slack';

/** Someone who runs an incident through API and Slack, on a daemon whose clock he moves, and which he kills. */
export class IncidentRun {
  private child: ChildProcess | undefined;
  private url = '';
  private at = START;
  private commands = 0;
  private onLine: (line: { beat?: number; done?: number }) => void = () => undefined;

  constructor(
    private readonly store: object,
    private readonly outbox: string,
    private readonly failing: readonly (readonly [minute: number, share: number])[],
  ) {}

  /** Starts it where it was, with nothing but its store. */
  async start(): Promise<void> {
    const { store, at, outbox, failing } = this;
    const given = JSON.stringify({ store, at, outbox, failing, token: TOKEN, slackSecret: SLACK_SECRET });
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, given], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child = child;
    const ready = new Promise<{ port: number }>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the daemon has ended')));
      createInterface({ input: child.stdout }).on('line', (text) => {
        const line = JSON.parse(text) as { port?: number; beat?: number; done?: number };
        if (line.port !== undefined) resolve({ port: line.port });
        this.at = line.beat ?? line.done ?? this.at;
        this.onLine(line);
      });
    });
    this.url = `http://127.0.0.1:${(await ready).port}`;
  }

  /** kill -9, at whatever it is doing. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  /** Lets minutes pass. */
  async advance(minutes: number): Promise<void> {
    const done = new Promise<void>((resolve) => {
      this.onLine = ({ done }) => done !== undefined && resolve();
    });
    this.child?.stdin?.write(`advance ${minutes * MINUTE}\n`);
    await done;
  }

  /** Lets minutes pass; kills it once so many of them have, and starts it again for the rest. */
  async advanceKilledAfter(minutes: number, before: number): Promise<void> {
    const until = this.at + minutes * MINUTE;
    const killAt = this.at + before * MINUTE;
    const there = new Promise<void>((resolve) => {
      this.onLine = ({ beat = 0 }) => beat >= killAt && resolve();
    });
    this.child?.stdin?.write(`advance ${minutes * MINUTE}\n`);
    await there;
    await this.kill();
    await this.start();
    await this.advance((until - this.at) / MINUTE);
  }

  async post(path: string, body: object): Promise<{ status: number; data: unknown }> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const { status, data } = await axios.post<unknown>(`${this.url}/api/v1/incidents/INC-1/${path}`, body, {
      headers,
      proxy: false,
      validateStatus: () => true,
    });
    return { status, data };
  }

  async get(path: string): Promise<unknown> {
    const { data } = await axios.get<unknown>(`${this.url}/api/v1/incidents${path}`, { proxy: false });
    return data;
  }

  /** Types a slash command as somebody, in the incident's channel; gives back what Slack shows. */
  async slack(who: string, text: string): Promise<string> {
    this.commands += 1;
    const body = new URLSearchParams({
      command: '/firebreak',
      text,
      user_id: who.toUpperCase(),
      user_name: who,
      channel_id: 'C1',
      channel_name: 'inc-1-checkout-api',
      trigger_id: `${this.commands}.1`,
    }).toString();
    const timestamp = String(Math.floor(this.at / 1000));
    const signature = createHmac('sha256', SLACK_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    const { data } = await axios.post<{ text: string }>(`${this.url}/api/v1/inbound/slack`, body, {
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
      proxy: false,
    });
    return data.text;
  }

  /** All that was sent, oldest first. */
  sent(): readonly { id: string; kind: string; to?: string; dedupKey: string }[] {
    return readFileSync(this.outbox, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; kind: string; to?: string; dedupKey: string });
  }
}
