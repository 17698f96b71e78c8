import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that was taken, head and body as they came. */
export interface TakenMail {
  readonly to: readonly string[];
  readonly encrypted: boolean;
  readonly user: string | undefined;
  readonly head: ReadonlyMap<string, string>;
  readonly text: string;
}

type Stage = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data';

export interface Smtp {
  readonly port: number;
  /** What the server's certificate is signed by. */
  readonly ca: string;
  readonly mails: readonly TakenMail[];
  /** The next time that this stage is reached, once for each given: the server answers so. */
  failNext(stage: Stage, ...answers: readonly { readonly code: number; readonly text: string }[]): void;
  /** The next mail is taken, and the connection goes before it is said. */
  vanishNext(): void;
  stop(): Promise<void>;
}

export const LOGIN = { username: 'firebreak', password: 's3cr3t-mail' };

/** A real SMTP server on this machine: STARTTLS, a login, and recipients at example.org alone. */
export async function startSmtp(options: SMTPServerOptions = {}): Promise<Smtp> {
  const mails: TakenMail[] = [];
  const faults = new Map<Stage, { readonly code: number; readonly text: string }[]>();
  let vanishes = false;
  const fault = (stage: Stage): Error | undefined => {
    const next = faults.get(stage)?.shift();
    return next && Object.assign(new Error(next.text), { responseCode: next.code });
  };
  const { key, cert } = await certificate();
  const server = new SMTPServer({
    key,
    cert,
    disableReverseLookup: true,
    onConnect: (_, done) => done(fault('connect')),
    onAuth: ({ username, password }, _, done) => {
      const refused = fault('auth');
      if (refused) done(refused);
      else if (username === LOGIN.username && password === LOGIN.password) done(null, { user: username });
      else done(Object.assign(new Error('5.7.8 Authentication failed'), { responseCode: 535 }));
    },
    onMailFrom: (_, __, done) => done(fault('mail')),
    onRcptTo: ({ address }, _, done) => {
      const known = address.endsWith('@example.org');
      done(
        fault('rcpt') ??
          (known ? undefined : Object.assign(new Error('5.1.1 No such user'), { responseCode: 550 })),
      );
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = fault('data');
        if (refused) {
          done(refused);
          return;
        }
        const raw = Buffer.concat(chunks).toString('utf8');
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          encrypted: session.secure,
          user: session.user,
          ...parted(raw),
        });
        if (vanishes) {
          vanishes = false;
          for (const connection of server.connections) connection.close();
        } else {
          done(null, `2.0.0 Ok: queued as MAIL${mails.length}`);
        }
      });
    },
    ...options,
  });
  // A client that leaves in the middle is no fault of the server.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    ca: cert,
    mails,
    failNext: (stage, ...answers) => void faults.set(stage, [...(faults.get(stage) ?? []), ...answers]),
    vanishNext: () => {
      vanishes = true;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

function parted(raw: string): Pick<TakenMail, 'head' | 'text'> {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const head = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { head: new Map(head), text: raw.slice(end + 4) };
}

let made: Promise<{ readonly key: string; readonly cert: string }> | undefined;

/** One certificate for localhost serves all servers of a test run. */
function certificate() {
  made ??= makeCertificate();
  return made;
}

async function makeCertificate() {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-smtp-'));
  try {
    const how = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ];
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync('openssl', [...how, '-keyout', 'key.pem', '-out', 'cert.pem', ...names], {
      cwd: folder,
      stdio: 'pipe',
    });
    const read = (name: string) => readFile(join(folder, name), 'utf8');
    return { key: await read('key.pem'), cert: await read('cert.pem') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
