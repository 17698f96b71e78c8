import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import {
  addressOf,
  type CheckoutService,
  reservePort,
  runCheckoutService,
} from '../../src/main/demo/checkout-service.js';
import { writeHistory } from '../../src/main/demo/history.js';
import { type Pager, startPager } from '../../src/main/demo/pager.js';
import { scaleSpec } from '../../src/main/demo/scaled-specs.js';

const FIREBREAK = 'dist/main/firebreak.js';
const SECRET = `whsec_${Buffer.from('between test and pager').toString('base64')}`;
const TOKEN = 'token-of-the-test';
const HISTORY_MS = 12.1 * 3_600_000;

/** A real Prometheus over a make-believe service, the built daemon as a process of its own, and a pager that counts. */
export interface LiveStage {
  readonly folder: string;
  readonly service: CheckoutService;
  readonly pager: Pager;
  /** The configuration of Prometheus with something more in it. */
  prometheusConfig(more: Readonly<Record<string, unknown>>): string;
  readonly prometheus: { readonly url: string; start(): Promise<void>; stop(): Promise<void> };
  readonly daemon: {
    readonly url: string;
    start(): Promise<void>;
    /** Resolves to the exit code, or the signal that ended it. */
    end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
    signal(signal: NodeJS.Signals): void;
    get<Answer>(path: string): Promise<Answer>;
    post(path: string, body?: unknown): Promise<Response>;
  };
  /** Runs a command to its end. */
  run(
    ...args: string[]
  ): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  /** Writes the SLO file anew; it is reloaded. */
  writeSpec(text: string): Promise<void>;
  readonly spec: string;
  readonly token: string;
}

/**
 * Sets the stage: 12 h of healthy history, which is the whole window of the scaled SLOs, and everything running.
 * @param config what is added to the daemon's configuration
 * @param given the SLO file; left out, `slo-specs/checkout-api.yaml` with minutes as seconds
 */
export async function setStage(config = '', given?: string): Promise<LiveStage> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-test-'));
  const teardown: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  onTestFinished(async () => {
    for (const step of teardown.reverse()) await step();
  });

  const checkout = await reservePort();
  const now = Date.now();
  const target = { job: 'checkout-api', instance: addressOf(checkout) };
  const counters = await writeHistory('promtool', folder, join(folder, 'data'), target, {
    from: now - HISTORY_MS,
    to: now,
  });
  const service = runCheckoutService(checkout, counters);
  teardown.push(() => service.stop());

  const pager = await startPager(SECRET, () => undefined);
  teardown.push(() => pager.stop());

  const [prometheusAddress, daemonAddress] = [await freeAddress(), await freeAddress()];
  await writeFile(join(folder, 'prometheus.yml'), prometheusConfig(target.instance));
  const prometheus = new Program(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${prometheusAddress}`,
    ],
    join(folder, 'prometheus.log'),
  );
  teardown.push(() => prometheus.end('SIGKILL'));

  const spec = given ?? scaleSpec(await readFile('slo-specs/checkout-api.yaml', 'utf8'));
  await mkdir(join(folder, 'slo-specs'));
  const writeSpec = (text: string) => writeFile(join(folder, 'slo-specs', 'checkout-api.yaml'), text);
  await writeSpec(spec);
  await writeFile(
    join(folder, 'firebreak.yaml'),
    daemonConfig(prometheusAddress, daemonAddress, pager.url, config),
  );
  const daemon = new Program(
    process.execPath,
    [FIREBREAK, 'serve', '--config', join(folder, 'firebreak.yaml')],
    join(folder, 'firebreak.log'),
  );
  teardown.push(() => daemon.end('SIGKILL'));

  const daemonUrl = `http://${daemonAddress}`;
  const stage: LiveStage = {
    folder,
    service,
    pager,
    spec,
    token: TOKEN,
    writeSpec,
    prometheusConfig: (more) => `${prometheusConfig(target.instance)}${stringify(more)}`,
    prometheus: {
      url: `http://${prometheusAddress}`,
      async start() {
        await prometheus.start(`http://${prometheusAddress}/-/ready`);
        await scraping(`http://${prometheusAddress}`);
      },
      stop: async () => {
        await prometheus.end('SIGTERM');
      },
    },
    daemon: {
      url: daemonUrl,
      start: () => daemon.start(`${daemonUrl}/-/ready`),
      end: (signal) => daemon.end(signal),
      signal: (signal) => daemon.signal(signal),
      get: async <Answer>(path: string) => (await (await fetch(daemonUrl + path)).json()) as Answer,
      post: (path, body) =>
        fetch(daemonUrl + path, {
          method: 'POST',
          headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
    },
    run: (...args) => runCommand(args),
  };
  await stage.prometheus.start();
  await stage.daemon.start();
  return stage;
}

/** Waits until something is so; fails with what was last seen. */
export async function eventually<Seen>(
  what: string,
  seconds: number,
  look: () => Promise<Seen> | Seen,
  isSo: (seen: Seen) => boolean,
): Promise<Seen> {
  const deadline = Date.now() + seconds * 1000;
  let seen = await look();
  while (!isSo(seen)) {
    if (Date.now() > deadline)
      throw new Error(`within ${seconds} s: ${what}; last seen ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    seen = await look();
  }
  return seen;
}

/** Prometheus waits some seconds after its start before it scrapes. */
async function scraping(url: string): Promise<void> {
  const query = encodeURIComponent('time() - timestamp(requests_total) < 2');
  await eventually(
    'Prometheus scrapes',
    30,
    async () =>
      (await fetch(`${url}/api/v1/query?query=${query}`)).json() as Promise<{ data: { result: unknown[] } }>,
    ({ data }) => data.result.length > 0,
  );
}

/** A program that runs until it is ended. */
export class Program {
  private child: ChildProcess | undefined;

  constructor(
    private readonly command: string,
    private readonly args: readonly string[],
    private readonly logFile: string,
  ) {}

  async start(readyUrl: string): Promise<void> {
    const log = openSync(this.logFile, 'a');
    const child = spawn(this.command, [...this.args], { stdio: ['ignore', log, log] });
    this.child = child;
    await eventually(
      `${readyUrl} answers`,
      60,
      async () => {
        if (child.exitCode !== null)
          throw new Error(`${this.command} has ended: ${await readFile(this.logFile, 'utf8')}`);
        return fetch(readyUrl).then(
          (response) => response.status,
          () => 0,
        );
      },
      (status) => status === 200,
    );
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  async end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    child.kill(signal);
    const [code, by] = await exited;
    return code ?? by;
  }
}

async function runCommand(args: readonly string[]) {
  const child = spawn(process.execPath, [FIREBREAK, ...args], { env: { ...process.env, NO_COLOR: '1' } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

export async function freeAddress(): Promise<string> {
  const server = await reservePort();
  const address = addressOf(server);
  await new Promise((resolve) => server.close(resolve));
  return address;
}

function prometheusConfig(target: string): string {
  return `global: {scrape_interval: 1s}\nscrape_configs:\n  - job_name: checkout-api\n    static_configs: [{targets: ['${target}']}]\n`;
}

function daemonConfig(prometheus: string, listen: string, pagerUrl: string, more: string): string {
  return `prometheus: {url: 'http://${prometheus}'}
http: {listen: '${listen}', token: '${TOKEN}'}
receivers:
  - {name: pager, webhook: {url: '${pagerUrl}', secret: '${SECRET}', allow_private_addresses: true}}
${more}`;
}
