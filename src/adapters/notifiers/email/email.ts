import { Transform } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { DeliveryOutcome, Signal } from '../../../core/delivery/signal.js';
import type { Notifier } from '../../../engine/ports.js';
import { judgeSmtpFault } from './judge-smtp.js';
import { mailOf } from './mail.js';

export interface EmailConfig {
  readonly kind: 'email';
  readonly host: string;
  readonly port: number;
  /** `starttls` begins in the clear and sends nothing before the connection is encrypted; `none` is never encrypted. */
  readonly tls: 'starttls' | 'implicit' | 'none';
  /** PEM, in place of the authorities that Node knows. */
  readonly ca?: string;
  readonly login?: { readonly username: string; readonly password: string };
  /** `name <address>` or an address. */
  readonly from: string;
  readonly to: readonly string[];
}

const TIMEOUT_MS = 10_000;
const MOST_TOGETHER = 50;

/** Mail by SMTP: a mail for each change, all of one alert in one thread; a mail that is sent again has the same Message-ID. */
export function email(name: string, config: EmailConfig): Notifier {
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    takesNotices: true,
    send: (signal) => deliver([signal], config),
    together: { most: MOST_TOGETHER, send: (signals) => deliver(signals, config) },
  };
}

async function deliver(
  signals: readonly [Signal, ...Signal[]],
  config: EmailConfig,
): Promise<DeliveryOutcome> {
  let left = false;
  try {
    const transport = transportFor(config);
    transport.use('stream', ({ message }, done) => {
      message.transform(
        () =>
          new Transform({
            transform(chunk, _, pass) {
              left = true;
              pass(null, chunk);
            },
          }),
      );
      done();
    });
    const { response, rejected, rejectedErrors = [] } = await transport.sendMail(mailOf(signals, config));
    const passing = rejectedErrors.find(({ responseCode = 0 }) => responseCode >= 400 && responseCode < 500);
    // The others get it twice, under one Message-ID: better than somebody who gets it never.
    if (passing) return { kind: 'retry', reason: passing.response ?? passing.message };
    return { kind: 'delivered', receipt: receiptOf(response, rejected.length) };
  } catch (error) {
    return judgeSmtpFault(error, left);
  }
}

function transportFor({ host, port, tls, ca, login }: EmailConfig) {
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: ca === undefined ? {} : { ca },
    ...(login === undefined ? {} : { auth: { user: login.username, pass: login.password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // What a mail says is text of ours: nothing in it makes the daemon read a file or ask a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** What the server said of the mail that it took: mostly the id under which its log has it. */
function receiptOf(response: string, refused: number): string {
  return `${response}${refused > 0 ? ` (${refused} of the addresses refused)` : ''}`.slice(0, 500);
}
