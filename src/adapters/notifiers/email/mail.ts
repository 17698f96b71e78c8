import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { openingId } from '../../../core/delivery/opening.js';
import { messageText } from '../../../core/delivery/bundle-text.js';
import type { Signal } from '../../../core/delivery/signal.js';
import { cut } from '../fit-text.js';

const LONGEST_SUBJECT = 250;
const LONGEST_LINE = 10_000;

/** The mail that tells some signals of one kind and severity: plain text and HTML, the same in every attempt. */
export function mailOf(
  signals: readonly [Signal, ...Signal[]],
  { from, to: list }: { readonly from: string; readonly to: readonly string[] },
): SendMailOptions & { readonly messageId: string } {
  const [signal] = signals;
  const to = signal.to === undefined ? list : [signal.to];
  const { title, lines: told } = messageText(signals);
  const lines = told.map((line) => cut(line, LONGEST_LINE));
  const domain = /@([^\s@>]+)>?\s*$/.exec(from)?.[1] ?? 'firebreak.invalid';
  const openings = signals.map((each) => messageId(openingId(each), to, domain));
  const own = messageId(signals.map(({ id }) => id).join(' '), to, domain);
  const references = openings.filter((id) => id !== own);
  const isUrgent = signal.kind === 'trigger' && signal.severity === 'page';
  return {
    from,
    to: [...to],
    subject: cut(`[${wordOf(signal)}] ${title}`, LONGEST_SUBJECT),
    text: `${[title, '', ...lines].join('\n')}\n`,
    html: htmlOf(title, lines),
    date: new Date(signal.at),
    messageId: own,
    // A mail about several alerts opens none of their threads by itself, and is found in each.
    ...(references.length === 0 ? {} : { references, inReplyTo: references[0] ?? '' }),
    priority: isUrgent ? 'high' : 'normal',
    // No out-of-office note comes back (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

function messageId(id: string, to: readonly string[], domain: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([id, to]))
    .digest('hex')
    .slice(0, 40);
  return `<${hash}@${domain}>`;
}

function wordOf({ kind, severity, isTest }: Signal): string {
  if (isTest) return 'test';
  if (kind === 'resolve') return 'resolved';
  if (kind === 'notice') return 'update';
  return kind === 'acknowledge' ? 'acknowledged' : severity;
}

function htmlOf(title: string, lines: readonly string[]): string {
  const rows = lines.map((line) => {
    const colon = line.indexOf(': ');
    const [name, value] = colon === -1 ? ['', line] : [line.slice(0, colon), line.slice(colon + 2)];
    return `<tr><th align="left" valign="top">${escape(name)}</th><td>${link(value)}</td></tr>`;
  });
  return `<!doctype html><html><body><h2>${escape(title)}</h2><table cellpadding="4">${rows.join('')}</table></body></html>`;
}

/** A value that is a URL and nothing else can be clicked. */
function link(value: string): string {
  const safe = escape(value);
  return /^https?:\/\/\S+$/.test(value) ? `<a href="${safe}">${safe}</a>` : safe;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
