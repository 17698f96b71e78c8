import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readConfig } from '../../../src/main/config/read-config.js';
import { configSchema } from '../../../src/main/config/schema.js';
import { eventually } from '../../support/live-stage.js';
import {
  type Field,
  fieldsOf,
  plantedIn,
  replanted,
  sample,
  type Schema,
  tracesOf,
} from '../../support/planted-secrets.js';
import { type SmallDaemon, startSmallDaemon } from '../../support/small-daemon.js';

const TOKEN = 'planted-http-token-0x5ecret';
const FIELDS = fieldsOf(configSchema);
const SECRETS = FIELDS.filter(([, { writeOnly }]) => writeOnly === true);
type Secret = (typeof SECRETS)[number];

/** A server that refuses everything and repeats all that it was sent. */
let seen = '';
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const echo = [request.url, ...request.rawHeaders, Buffer.concat(chunks).toString()].join(' ');
    seen += `${echo}\n`;
    response.writeHead(401);
    response.end(`refused: ${echo}`);
  });
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The part of the configuration that a secret stands in: `prometheus`, or a kind of receiver. */
const sectionOf = (field: Field) => field.slice(0, field[0] === 'receivers' ? 3 : 1).join('.');
const schemaAt = (section: string) => FIELDS.find(([field]) => field.join('.') === section)?.[1] ?? {};

/** The section with these fields and what it needs besides. */
function withFields(section: string, fields: typeof FIELDS, urls: boolean): object {
  const schema = schemaAt(section);
  const filled = sample(schema, url, urls) as Record<string, unknown>;
  for (const [field, own] of fields) {
    let inner = filled;
    let at: Schema = schema;
    const names = field.slice(section.split('.').length);
    for (const name of names.slice(0, -1)) {
      at = at.properties?.[name] ?? {};
      inner[name] ??= sample(at, url);
      inner = inner[name] as Record<string, unknown>;
    }
    const last = names.at(-1) ?? '';
    inner[last === '*' ? 'X-Api-Key' : last] =
      own.writeOnly === true ? plantedIn(field, own, url) : sample(own, url);
  }
  return filled;
}

/** The whole configuration around one section, or around these receivers. */
function configOf(section: string, filled: object, receivers: readonly object[] = []): string {
  const kind = section.split('.').at(-1) ?? '';
  const hook = { name: 'hook', webhook: { url, allow_private_addresses: true } };
  const own = section.startsWith('receivers') ? {} : { [section]: filled };
  return stringify({
    prometheus: { url },
    evaluation: { interval: '1s', stale_after: '2s', blind_after: '1s', blind_severity: 'page' },
    receivers: section.startsWith('receivers') ? [{ name: 'planted', [kind]: filled }] : [hook, ...receivers],
    ...own,
    http: { token: TOKEN, ...(section === 'http' ? filled : {}) },
  });
}

const isSound = (text: string) =>
  readConfig({
    file: { path: 'firebreak.yaml', text },
    ...{ fileFolder: '/', workFolder: '/', env: {}, flags: {} },
    readSecretFile: () => 'from-a-file',
  }).settings !== undefined;

/** A sound configuration that holds the secret: alone, with another one, or with an open field that belongs to it. */
function configWith(secret: Secret): string {
  const section = sectionOf(secret[0]);
  const siblings = FIELDS.filter(
    ([field, { properties }]) =>
      sectionOf(field) === section && field !== secret[0] && properties === undefined,
  );
  const others = siblings.filter(([field]) => field.length === secret[0].length);
  const choices = [
    [secret],
    ...others.map((other) => [other, secret]),
    [...SECRETS.filter((each) => others.includes(each)), secret],
  ];
  // With another address for everything that has one; but of a kind with two ways, that may be the other way's.
  const config = [true, false]
    .flatMap((urls) => choices.map((chosen) => configOf(section, withFields(section, chosen, urls))))
    .find(isSound);
  if (config === undefined) throw new Error(`no sound configuration with ${secret[0].join('.')} was found`);
  return config;
}

const headers = { authorization: `Bearer ${TOKEN}` };
const ASKED = [
  ...['/', '/metrics', '/api/v1/status', '/api/v1/slos', '/api/v1/deliveries', '/api/v1/incidents'],
  ...['/api/v1/audit', '/api/v1/exclusions', '/api/v1/gate?service=shop', '/-/ready', '/nowhere'],
];

/** All answers, all that was logged, and the store as it is on the disk. */
async function everythingTold(daemon: SmallDaemon): Promise<string> {
  const answers = ASKED.map(async (path) => (await fetch(daemon.url + path, { headers })).text());
  const folder = join(daemon.folder, '.firebreak');
  const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  return [...(await Promise.all(answers)), ...stored, JSON.stringify(daemon.logged)].join('\n');
}

/** What comes of a reload of the same configuration with mistakes at the place of the secret. */
async function refusals(daemon: SmallDaemon, secret: Secret, config: string): Promise<string[]> {
  const key = secret[0].at(-1) === '*' ? 'X-Api-Key' : (secret[0].at(-1) ?? '');
  const value = new RegExp(`( ${key}:) (.*planted.*)`);
  const mistakes = [
    config.replace(value, `$1x: $2`).replace(` ${key}:x:`, ` ${key}x:`),
    config.replace(value, '$1 {"$2": 1}'),
    config.replace(value, '$1 "$2'),
    config.replace(value, '$1 *$2'),
    config.replace(value, '$1 [$2, $2}'),
    config.replace(value, '$1 !!$2 1'),
    config.replace(value, '$1 $2\n\t$2'),
    config.replace(
      value,
      (_, name: string, text: string) =>
        `${name} ${text.replace(/^http\S*?planted/, 'planted')} # ${text}\nx: 1`,
    ),
  ];
  return Promise.all(
    mistakes.map(async (mistake) => {
      writeFileSync(join(daemon.folder, 'firebreak.yaml'), replanted(mistake));
      const answer = await fetch(`${daemon.url}/-/reload`, { method: 'POST', headers });
      expect(answer.status, mistake).toBe(422);
      return answer.text();
    }),
  );
}

function expectNoTrace(told: string, secrets: readonly Secret[]): void {
  for (const [field] of secrets) {
    for (const trace of tracesOf(field)) expect(told.includes(trace), `${trace} was told`).toBe(false);
  }
}

it('secrets of the configuration are marked as such: what may stand in a file, and what is named like one', () => {
  const names = new Set(FIELDS.map(([field]) => field.join('.')));
  const suspects = FIELDS.filter(([field, { type }]) => {
    const inFile = names.has(`${field.join('.')}_file`);
    const named = /(token|secret|password|_key|webhook_url)$/.test(field.at(-1) ?? '');
    return (inFile || named) && type === 'string';
  });
  expect(suspects.length).toBeGreaterThan(4);
  for (const [field, { writeOnly }] of suspects) expect(writeOnly, field.join('.')).toBe(true);
});

describe('whatever goes wrong, nobody is told', () => {
  const [ofReceivers, others] = [true, false].map((wanted) =>
    SECRETS.filter(([field]) => (field[0] === 'receivers') === wanted),
  ) as [Secret[], Secret[]];

  it('the secrets of receivers', async () => {
    const receivers = ofReceivers.map((secret, index) => {
      const [receiver] = (parse(configWith(secret)) as { receivers: [object] }).receivers;
      return { ...receiver, name: `planted-${index}` };
    });
    const daemon = await startSmallDaemon(configOf('http', {}, receivers));
    const deliveries = async () => {
      const answer = await fetch(`${daemon.url}/api/v1/deliveries`, { headers });
      return ((await answer.json()) as { deliveries: { receiver: string; lastError: string | null }[] })
        .deliveries;
    };
    const refused = await eventually('pages were refused', 20, deliveries, (told) =>
      receivers.every(({ name }) =>
        told.some(({ receiver, lastError }) => receiver === name && lastError !== null),
      ),
    );
    expect(refused.map(({ lastError }) => lastError).join()).toContain('refused: /');
    expect(seen).toContain('planted-receivers-pagerduty-routing_key-0x5ecret');
    const told: string[] = [];
    for (const secret of ofReceivers) told.push(...(await refusals(daemon, secret, configWith(secret))));
    expectNoTrace([await everythingTold(daemon), ...told].join('\n'), ofReceivers);
  }, 60_000);

  it.each(others.map((secret) => [secret[0].join('.'), secret] as const))('%s', async (_name, secret) => {
    const config = configWith(secret);
    if (secret[0][0] === 'store') {
      // A database that is away is waited for, until the daemon is told to stop.
      const controller = new AbortController();
      const told: string[] = [];
      const fault = await startSmallDaemon(config, undefined, {
        stopping: controller.signal,
        onLine: (line) => {
          told.push(JSON.stringify(line));
          if (line.message.startsWith('the database is not there')) controller.abort();
        },
      }).then(
        () => 'it started',
        (error: unknown) => String(error),
      );
      expect(fault).toContain('127.0.0.1:1');
      expectNoTrace([fault, ...told].join('\n'), [secret]);
    }
    const daemon = await startSmallDaemon(secret[0][0] === 'store' ? configOf('http', {}) : config);
    const told = await refusals(daemon, secret, config);
    expectNoTrace([await everythingTold(daemon), ...told].join('\n'), [secret]);
  });
});
