import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ServedTls } from '../../../../src/main/config/settings.js';
import { listen, type Listening } from '../../../../src/main/daemon/listen.js';
import { type Certificate, makeCertificate, shownBy } from '../../../support/certificates.js';

const folder = mkdtempSync(join(tmpdir(), 'firebreak-listen-'));
let ca: Certificate;
let old: Certificate;
let renewed: Certificate;
let client: Certificate;
let stranger: Certificate;
let running: Listening | undefined;

beforeAll(() => {
  ca = makeCertificate(folder, 'ca');
  old = makeCertificate(folder, 'old', 'ca');
  renewed = makeCertificate(folder, 'renewed', 'ca');
  client = makeCertificate(folder, 'client', 'ca');
  stranger = makeCertificate(folder, 'stranger');
});
afterEach(() => running?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const served = (certificate: Certificate, clientCa?: string): ServedTls => ({
  ...certificate,
  clientCa,
  files: [],
});

async function start(tls: ServedTls | undefined): Promise<Listening> {
  running = await listen((_request, response) => response.end('served'), { host: '127.0.0.1', port: 0, tls });
  return running;
}

it('keeps connections for longer than a proxy does, so that no request meets one that is being closed', async () => {
  const answer = await fetch((await start(undefined)).url);

  expect(answer.headers.get('keep-alive')).toBe('timeout=75');
});

/** Whose certificate the server shows, and what it says. */
function ask(url: string, options: { readonly agent?: Agent; readonly shown?: Certificate } = {}) {
  return new Promise<readonly [shownBy: string, body: string]>((resolve, reject) => {
    const sent = request(
      url,
      { ca: ca.cert, agent: options.agent ?? new Agent(), ...options.shown },
      (answer) => {
        const by = shownBy(answer);
        let body = '';
        answer.on('data', (chunk) => {
          body += String(chunk);
        });
        answer.on('end', () => resolve([by, body]));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

describe('listening with TLS', () => {
  it('serves HTTPS, and no HTTP on the same port', async () => {
    const { url } = await start(served(old));
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(await ask(url)).toEqual(['old', 'served']);
    await expect(fetch(url.replace('https:', 'http:'))).rejects.toThrow();
  });

  it('refuses TLS 1.1', async () => {
    const { url } = await start(served(old));
    const fault = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const;
      const socket = connect({
        ...{ host: '127.0.0.1', port: Number(new URL(url).port), ca: ca.cert, ciphers: 'DEFAULT@SECLEVEL=0' },
        ...versions,
      });
      socket.on('error', resolve);
      socket.on('secureConnect', () => resolve(undefined));
    });
    expect(fault?.code).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
  });

  it('shows a renewed certificate to new connections, and drops no old one', async () => {
    const { url, renew } = await start(served(old));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await ask(url, { agent })).toEqual(['old', 'served']);
    renew(served(renewed));
    expect(await ask(url, { agent })).toEqual(['old', 'served']);
    expect(await ask(url)).toEqual(['renewed', 'served']);
    agent.destroy();
  });

  it('serves only clients with a certificate of the authority, where that is asked', async () => {
    const { url, renew } = await start(served(old, ca.cert));
    expect(await ask(url, { shown: client })).toEqual(['old', 'served']);
    await expect(ask(url)).rejects.toThrow();
    await expect(ask(url, { shown: stranger })).rejects.toThrow();
    renew(served(old, stranger.cert));
    await expect(ask(url, { shown: client })).rejects.toThrow();
    expect(await ask(url, { shown: stranger })).toEqual(['old', 'served']);
  });
});

it('listens without TLS as well, and says when something else is there already', async () => {
  const { url, renew } = await start(undefined);
  renew(served(old));
  expect(await (await fetch(url)).text()).toBe('served');
  const options = { host: '127.0.0.1', port: Number(new URL(url).port), tls: undefined };
  await expect(listen(() => undefined, options)).rejects.toThrow('something else listens there already');
});
