import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../support/live-stage.js';
import { type PostgresServer, startPostgres } from '../../support/postgres.js';
import { startSmallDaemon } from '../../support/small-daemon.js';
import { LOGIN, startSmtp } from '../../support/vendors/smtp.js';

const TOKEN = 'planted-token-0123456789';
const PLAN = `
people: {ana: {contacts: [{receiver: mail, address: ana@example.org}]}}
schedules:
  primary:
    time_zone: UTC
    layers: [{name: all, rotation: {people: [ana], start: 2026-01-05, handoff: "10:00", every: weekly}}]
`;

interface Contact {
  readonly state: string;
  readonly lastTest: { readonly delivery: string | null; readonly receipt: string | null } | null;
  readonly verified: { readonly by: string } | null;
}

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ fsync: 'off' });
});
afterAll(() => server.stop());

test.each(['sqlite', 'postgres'])(
  'a contact is tested by a real mail and verified by its code, on %s, and is another one when the file changes',
  async (kind) => {
    const smtp = await startSmtp();
    onTestFinished(() => smtp.stop());
    const store = kind === 'sqlite' ? '{path: store.db}' : `{postgres: {url: '${await urlOf(server)}'}}`;
    let folder = '';
    const daemon = await startSmallDaemon(
      `
http: {token: ${TOKEN}}
on_call: [oncall.yaml]
store: ${store}
receivers:
  - name: mail
    email:
      {host: localhost, port: ${smtp.port}, tls: starttls, ca_file: ca.pem, username: ${LOGIN.username}, password: ${LOGIN.password}, from: firebreak@example.org, to: [all@example.org]}
`,
      (made) => {
        folder = made;
        writeFileSync(join(made, 'oncall.yaml'), PLAN);
        writeFileSync(join(made, 'ca.pem'), smtp.ca);
      },
    );
    const ask = async <Answer>(path: string) => (await (await fetch(daemon.url + path)).json()) as Answer;
    const post = (path: string, body: object) =>
      fetch(`${daemon.url}/api/v1/oncall/people/ana/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ by: 'maria', ...body }),
      });
    const contact = async () => (await ask<{ contacts: Contact[] }>('/api/v1/oncall/contacts')).contacts[0];
    const found = async () =>
      (await ask<{ findings: { code: string }[] }>('/api/v1/oncall')).findings.map(({ code }) => code);

    expect(await contact()).toMatchObject({ state: 'never-tested', lastTest: null });
    expect(await found()).toContain('unverified-contact');
    expect((await post('routes/mail/test', {})).status).toBe(202);
    expect((await post('routes/mail/test', {})).status).toBe(429);
    const delivered = (seen: Contact | undefined) => seen?.lastTest?.delivery === 'delivered';
    const tested = await eventually('the mail is delivered', 15, contact, delivered);
    expect(tested?.lastTest?.receipt).toContain('MAIL1');

    const [mail] = smtp.mails;
    expect(mail?.to).toEqual(['ana@example.org']);
    expect(mail?.head.get('subject')).toContain('TEST, not a page');
    const code = /Code: (\w{6})/.exec(mail?.text ?? '')?.[1] ?? '';
    expect((await post('verify', { code: 'AAAAAA' })).status).toBe(409);
    expect((await post('verify', { code: code.toLowerCase() })).status).toBe(200);
    expect(await contact()).toMatchObject({ state: 'verified', verified: { by: 'maria' } });
    expect(await found()).not.toContain('unverified-contact');
    expect(JSON.stringify(daemon.logged)).not.toContain(code);

    writeFileSync(join(folder, 'oncall.yaml'), PLAN.replace('ana@example.org', 'ana@example.com'));
    await eventually('the file is followed', 15, contact, (seen) => seen?.state === 'never-tested');
    expect(await found()).toContain('unverified-contact');
  },
);

async function urlOf(postgres: PostgresServer): Promise<string> {
  const { host, port, user, database } = await postgres.createDatabase();
  return `postgres://${user}@${host}:${port}/${database}`;
}
