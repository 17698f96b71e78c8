import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmailConfig } from '../../../src/adapters/notifiers/email/email.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { LOGIN, type Smtp, startSmtp } from '../../support/vendors/smtp.js';
import { burst, notifierOf, signal } from './notifier-of.js';

let smtp: Smtp;
let notifier: Notifier;

beforeEach(async () => {
  smtp = await startSmtp();
  notifier = notifierFor();
});
afterEach(() => smtp.stop());

function notifierFor(over: Partial<EmailConfig> = {}): Notifier {
  const config: EmailConfig = {
    kind: 'email',
    host: 'localhost',
    port: smtp.port,
    tls: 'starttls',
    ca: smtp.ca,
    login: LOGIN,
    from: 'Firebreak <firebreak@example.org>',
    to: ['oncall@example.org', 'Second <second@example.org>'],
  };
  return notifierOf({ name: 'mail', ...config, ...over });
}

const header = (index: number, name: string) => smtp.mails[index]?.head.get(name) ?? '';
/** Quoted-printable, read. */
const wordsOf = (index: number) =>
  Buffer.from(
    (smtp.mails[index]?.text ?? '')
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

describe('e-mail', () => {
  it('is sent encrypted, after a login, to everyone; the receipt is what the server said', async () => {
    expect(await notifier.send(signal())).toEqual({
      kind: 'delivered',
      receipt: expect.stringContaining('queued as MAIL1'),
    });
    expect(smtp.mails).toMatchObject([
      { to: ['oncall@example.org', 'second@example.org'], encrypted: true, user: LOGIN.username },
    ]);
    expect(header(0, 'subject')).toBe(
      '[page] checkout/availability burns its error budget 300x too fast: 30 % failing in the last 1h',
    );
    expect(header(0, 'x-priority')).toMatch(/^1/);
    expect(header(0, 'auto-submitted')).toBe('auto-generated');
    const words = wordsOf(0);
    expect(words).toMatch(/Content-Type: text\/plain/);
    expect(words).toMatch(/Content-Type: text\/html/);
    expect(words).toContain('\r\nOwner: team “Zahlung” 🔥');
    expect(words).toContain('<a href="https://runbooks.example/checkout">');
  });

  it('makes one thread of one alert, and the same mail of the same message', async () => {
    const later = { at: signal().at + 60_000, firingSince: signal().firingSince };
    await notifier.send(signal());
    await notifier.send(signal());
    await notifier.send(signal({ ...later, kind: 'acknowledge', acknowledgedBy: 'maria' }));
    await notifier.send(signal({ ...later, kind: 'resolve' }));
    const ids = smtp.mails.map((_, index) => header(index, 'message-id'));
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@example\.org>$/);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    expect([0, 1, 2, 3].map((index) => header(index, 'references'))).toEqual(['', '', ids[0], ids[0]]);
    expect(header(3, 'in-reply-to')).toBe(ids[0]);
    expect([2, 3].map((index) => header(index, 'subject').split(' ')[0])).toEqual([
      '[acknowledged]',
      '[resolved]',
    ]);
    expect(header(3, 'x-priority')).toBe('');
  });

  it('tells a burst in one mail that is in the thread of each alert', async () => {
    const signals = burst(50);
    expect(await notifier.together?.send(signals)).toMatchObject({ kind: 'delivered' });
    expect(smtp.mails).toHaveLength(1);
    expect(header(0, 'subject')).toBe('[page] 50 pages at once: checkout');
    const threads = header(0, 'references').split(' ');
    expect(threads).toHaveLength(50);
    await notifier.send({ ...signals[0], kind: 'resolve', id: 'end' });
    expect(header(1, 'references')).toBe(threads[0]);
    expect(wordsOf(0)).toContain('checkout/slo-50 burns');
  });

  it('cannot be made to say more than it should: no header, no markup, no address comes from a label', async () => {
    const evil = '<script>alert(1)</script>\r\nBcc: evil@example.org\r\n\r\n.\r\nQUIT';
    await notifier.send(signal({ sloId: evil, description: evil, owner: evil }));
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]?.to).toHaveLength(2);
    expect(smtp.mails[0]?.head.has('bcc')).toBe(false);
    expect(wordsOf(0).split('Content-Type: text/html')[1]).not.toContain('<script>');
  });

  it.each(['connect', 'mail', 'rcpt', 'data'] as const)('4xx at %s is tried again', async (stage) => {
    const busy = { code: 451, text: '4.3.0 try later' };
    smtp.failNext(stage, ...(stage === 'rcpt' ? [busy, busy] : [busy]));
    expect(await notifier.send(signal())).toMatchObject({
      kind: 'retry',
      reason: expect.stringContaining('4'),
    });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'delivered' });
  });

  it.each(['connect', 'mail', 'rcpt', 'data'] as const)('5xx at %s is refused for good', async (stage) => {
    const never = { code: 554, text: '5.7.1 never' };
    smtp.failNext(stage, ...(stage === 'rcpt' ? [never, never] : [never]));
    expect(await notifier.send(signal())).toMatchObject({ kind: 'refused' });
  });

  it('is sent again when one of several recipients has to wait, and told when one is refused', async () => {
    smtp.failNext('rcpt', { code: 450, text: '4.2.1 mailbox busy' });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'retry' });
    const some = notifierFor({ to: ['oncall@example.org', 'gone@elsewhere.example'] });
    expect(await some.send(signal())).toEqual({
      kind: 'delivered',
      receipt: expect.stringContaining('1 of the addresses refused'),
    });
    const none = notifierFor({ to: ['gone@elsewhere.example'] });
    expect(await none.send(signal())).toMatchObject({ kind: 'refused' });
  });

  it('refuses a wrong password, which is not told on; a login that cannot be judged now is tried again', async () => {
    const wrong = notifierFor({ login: { ...LOGIN, password: '0ld-s3cr3t' } });
    const outcome = await wrong.send(signal());
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('535') });
    expect(JSON.stringify(outcome)).not.toContain('0ld-s3cr3t');
    smtp.failNext('auth', { code: 454, text: '4.7.0 Temporary authentication failure' });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'retry' });
  });

  it('sends neither password nor mail to a server that does not encrypt, or is not the right one', async () => {
    const plain = await startSmtp({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'], authOptional: true });
    try {
      expect(await notifierFor({ port: plain.port }).send(signal())).toMatchObject({ kind: 'retry' });
      expect(plain.mails).toEqual([]);
    } finally {
      await plain.stop();
    }
    const { ca: _, ...untrusting } = { ca: '', kind: 'email' as const, host: 'localhost', port: smtp.port };
    const stranger = notifierOf({
      ...untrusting,
      name: 'mail',
      tls: 'starttls',
      login: LOGIN,
      from: 'a@example.org',
      to: ['b@example.org'],
    });
    expect(await stranger.send(signal())).toMatchObject({
      kind: 'retry',
      reason: expect.stringMatching(/certificate/),
    });
    expect(smtp.mails).toEqual([]);
  });

  it('may be encrypted from the first byte, or not at all, where the configuration says so', async () => {
    const implicit = await startSmtp({ secure: true });
    const open = await startSmtp({ disabledCommands: ['STARTTLS', 'AUTH'], authOptional: true });
    try {
      const encrypted = notifierFor({ port: implicit.port, ca: implicit.ca, tls: 'implicit' });
      expect(await encrypted.send(signal())).toMatchObject({ kind: 'delivered' });
      const relay = notifierOf({
        name: 'mail',
        kind: 'email',
        host: 'localhost',
        port: open.port,
        tls: 'none',
        from: 'firebreak@example.org',
        to: ['oncall@example.org'],
      });
      expect(await relay.send(signal())).toMatchObject({ kind: 'delivered' });
      expect(open.mails[0]?.encrypted).toBe(false);
    } finally {
      await implicit.stop();
      await open.stop();
    }
  });

  it('is unknown when the connection goes after the mail left, and tried again when it goes before', async () => {
    smtp.vanishNext();
    expect(await notifier.send(signal())).toMatchObject({ kind: 'unknown' });
    expect(smtp.mails).toHaveLength(1);
    const { port } = smtp;
    await smtp.stop();
    expect(await notifierFor({ port }).send(signal())).toMatchObject({ kind: 'retry' });
    smtp = await startSmtp();
  });
});
