import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Output } from '../../cli/context.js';
import { HOUR } from '../../core/time/duration.js';
import { addressOf, reservePort, runCheckoutService } from './checkout-service.js';
import { createDemoClient } from './daemon-view.js';
import { writeHistory } from './history.js';
import { startPager } from './pager.js';
import { findProgram, type Running, start } from './programs.js';
import { scaleSpec } from './scaled-specs.js';
import { Screen } from './screen.js';
import { INCIDENT_POLICY, ON_CALL } from './people.js';
import { pause } from './stage.js';
import { playStory } from './story.js';

const HISTORY = 12 * HOUR + 0.1 * HOUR;
const SECRET = `whsec_${Buffer.from('only for the demo').toString('base64')}`;
/** Writes need one; the demo's is no secret. */
const TOKEN = 'demo-token';
const SPEC = fileURLToPath(new URL('../../../slo-specs/checkout-api.yaml', import.meta.url));
const FIREBREAK = fileURLToPath(new URL('../firebreak.js', import.meta.url));

/** Plays the demo; resolves to the exit code. With `once` it ends after the story, otherwise it goes on until Ctrl-C. */
export async function runDemo(
  { once }: { readonly once: boolean },
  { stdout, stderr }: { readonly stdout: Output; readonly stderr: Output },
): Promise<number> {
  const screen = new Screen(stdout);
  const teardown: (() => Promise<unknown>)[] = [];
  const interrupt = interruption();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'firebreak-demo-'));
    teardown.push(() =>
      process.exitCode === 1 ? Promise.resolve() : rm(folder, { recursive: true, force: true }),
    );
    await stageAndPlay(folder, once, screen, teardown, interrupt.interrupted);
    return 0;
  } catch (error) {
    if (interrupt.wanted()) return 0;
    const message = error instanceof Error ? error.message : String(error);
    stderr.write(`${stderr.paint('red', 'the demo failed:')} ${message}\n`);
    return 1;
  } finally {
    for (const step of teardown.reverse()) await step();
    interrupt.forget();
  }
}

async function stageAndPlay(
  folder: string,
  once: boolean,
  screen: Screen,
  teardown: (() => Promise<unknown>)[],
  interrupted: Promise<never>,
): Promise<void> {
  const running = (program: Running): Running => {
    teardown.push(() => program.stop());
    return program;
  };
  screen.heading('Setting the stage');
  const [prometheus, promtool] = await Promise.all([findProgram('prometheus'), findProgram('promtool')]);
  const checkoutPort = await reservePort();
  const instance = addressOf(checkoutPort);
  screen.say('12 h of healthy history (30 days, with minutes as seconds) …');
  const now = Date.now();
  const counters = await writeHistory(
    promtool,
    folder,
    join(folder, 'data'),
    { job: 'checkout-api', instance },
    { from: now - HISTORY, to: now },
  );
  const service = runCheckoutService(checkoutPort, counters);
  teardown.push(() => service.stop());

  const prometheusPort = await reservePort();
  const prometheusAddress = addressOf(prometheusPort);
  await new Promise((resolve) => prometheusPort.close(resolve));
  await writeFile(join(folder, 'prometheus.yml'), prometheusConfig(instance));
  const server = running(
    start(
      prometheus,
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${prometheusAddress}`,
      ],
      join(folder, 'prometheus.log'),
    ),
  );
  await answers(`http://${prometheusAddress}/-/ready`, [server.ended, interrupted]);
  screen.say(`Prometheus  http://${prometheusAddress}  scrapes checkout-api every second`);

  const pager = await startPager(SECRET, (message) => {
    screen.page(
      `${message.title}\n${message.text}`.trimEnd(),
      message.kind !== 'trigger' ? 'green' : message.severity === 'page' ? 'red' : 'yellow',
    );
  });
  teardown.push(() => pager.stop());
  const phone = await startPager(SECRET, (message) => {
    if (message.kind === 'trigger' || message.kind === 'notice')
      screen.page(firstLines(message.title, message.text), 'yellow');
  });
  teardown.push(() => phone.stop());

  const daemonPort = await reservePort();
  const daemonAddress = addressOf(daemonPort);
  await new Promise((resolve) => daemonPort.close(resolve));
  await mkdir(join(folder, 'slo-specs'));
  await writeFile(join(folder, 'slo-specs', 'checkout-api.yaml'), scaleSpec(await readFile(SPEC, 'utf8')));
  const config = join(folder, 'firebreak.yaml');
  await writeFile(config, daemonConfig(`http://${prometheusAddress}`, daemonAddress, pager.url, phone.url));
  await writeFile(join(folder, 'on-call.yaml'), ON_CALL);
  await writeFile(join(folder, 'incident-policy.yaml'), INCIDENT_POLICY);
  const daemon = running(
    start(process.execPath, [FIREBREAK, 'serve', '--config', config], join(folder, 'firebreak.log')),
  );
  const client = createDemoClient(`http://${daemonAddress}`, {
    service: 'checkout-api',
    slo: 'availability',
    token: TOKEN,
  });
  await answers(`http://${daemonAddress}/-/ready`, [daemon.ended, interrupted]);
  screen.say(
    `Firebreak   http://${daemonAddress}  evaluates every second; its log is ${join(folder, 'firebreak.log')}`,
  );

  screen.say(
    `look along  http://${daemonAddress}/  in a browser; to take part, log in with the token ${TOKEN}`,
  );

  screen.beginStory();
  const stage = {
    screen,
    service,
    pager,
    phone,
    daemon: client,
    interrupted: Promise.race([interrupted, server.ended, daemon.ended]),
  };
  await playStory(stage);
  screen.printTimeline();
  if (once) return;
  screen.heading('It keeps running: Ctrl-C ends it');
  screen.say(`the pages        http://${daemonAddress}/  and  /incidents/INC-1`);
  screen.say(`for customers    http://${daemonAddress}/status/shop`);
  screen.say(`the SLOs         npx firebreak status --url http://${daemonAddress}`);
  screen.say(`the gate         npx firebreak gate checkout-api --url http://${daemonAddress}`);
  screen.say(`incidents        npx firebreak incidents --url http://${daemonAddress}`);
  screen.say(`the report       npx firebreak incident show INC-1 --url http://${daemonAddress}`);
  screen.say(`who is on call   http://${daemonAddress}/oncall`);
  screen.say(`break it again   curl -X POST 'http://${instance}/break?share=0.5'`);
  screen.say(
    `take it on       FIREBREAK_TOKEN=${TOKEN} npx firebreak ack INC-2 --by you --url http://${daemonAddress}`,
  );
  screen.say(`repair it        curl -X POST http://${instance}/repair`);
  await stage.interrupted;
}

function prometheusConfig(target: string): string {
  return `global: {scrape_interval: 1s}
scrape_configs:
  - job_name: checkout-api
    static_configs:
      - targets: ['${target}']
`;
}

/** What a small display shows of a long message. */
function firstLines(title: string, text: string): string {
  const lines = text.split('\n').slice(0, 3);
  return [title, ...lines].join('\n').trimEnd();
}

function daemonConfig(prometheus: string, listen: string, pager: string, phone: string): string {
  return `prometheus: {url: '${prometheus}'}
evaluation: {interval: 1s, stale_after: 10s, blind_after: 1m}
incidents: {monitor_for: 15s}
on_call: [on-call.yaml]
incident_policy: incident-policy.yaml
http: {listen: '${listen}', token: ${TOKEN}}
receivers:
  - name: pager
    webhook: {url: '${pager}', secret: '${SECRET}', allow_private_addresses: true}
  - name: phone
    webhook: {url: '${phone}', secret: '${SECRET}', allow_private_addresses: true}
  - name: news
    webhook: {url: '${phone}', secret: '${SECRET}', allow_private_addresses: true}
routes:
  - receivers: [pager]
status_pages:
  - {unit: shop, title: The shop, components: [{name: Checkout, service: checkout-api}]}
`;
}

/** Waits until a URL answers with success; rejects when one of `failures` does. */
async function answers(url: string, failures: readonly Promise<never>[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await Promise.race([pause(100), ...failures]);
  }
  throw new Error(`${url} does not answer`);
}

function interruption() {
  let wanted = false;
  let reject: (error: Error) => void = () => undefined;
  const interrupted = new Promise<never>((_resolve, refuse) => {
    reject = refuse;
  });
  interrupted.catch(() => undefined);
  const handler = () => {
    wanted = true;
    reject(new Error('interrupted'));
  };
  process.on('SIGINT', handler);
  process.on('SIGTERM', handler);
  return {
    interrupted,
    wanted: () => wanted,
    forget: () => {
      process.off('SIGINT', handler);
      process.off('SIGTERM', handler);
    },
  };
}
