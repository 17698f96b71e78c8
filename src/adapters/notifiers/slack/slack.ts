import { pageBody, pageTitle } from '../../../core/delivery/page-text.js';
import type { Signal } from '../../../core/delivery/signal.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { httpSend } from '../http-send.js';

export interface SlackConfig {
  readonly kind: 'slack';
  readonly webhookUrl: string;
  readonly allowPrivateAddresses: boolean;
}

const LONGEST_SECTION = 3000;
const LONGEST_HEADER = 150;
/** Of the 50 blocks that Slack takes, one is the header. */
const MOST_SECTIONS = 49;

/** Slack's incoming webhooks: a message for each change; Slack folds nothing. */
export function slack(name: string, config: SlackConfig, clock: Clock): Notifier {
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    send: (signal) =>
      httpSend(
        {
          url: config.webhookUrl,
          body: JSON.stringify(message(signal)),
          allowPrivateAddresses: config.allowPrivateAddresses,
          receipt: (answer) => (answer.trim() === 'ok' ? 'ok' : undefined),
        },
        clock.now(),
      ),
  };
}

function message(signal: Signal): Record<string, unknown> {
  const [mark, word] = markOf(signal);
  const title = `${mark} [${word}] ${pageTitle(signal)}`;
  return {
    text: escape(title),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, LONGEST_HEADER), emoji: true } },
      ...sections(pageBody(signal)).map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } })),
    ],
  };
}

function markOf({ kind, severity }: Signal): readonly [mark: string, word: string] {
  if (kind === 'resolve') return [':white_check_mark:', 'resolved'];
  if (kind === 'acknowledge') return [':eyes:', 'acknowledged'];
  return severity === 'page' ? [':rotating_light:', severity] : [':ticket:', severity];
}

/** As many lines in a section as it holds, so that a long description never pushes out the runbook. */
function sections(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (const line of lines.map((text) => cut(escape(text), LONGEST_SECTION))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= LONGEST_SECTION) {
      texts[texts.length - 1] = `${last}\n${line}`;
    } else {
      texts.push(line);
    }
  }
  return texts.slice(0, MOST_SECTIONS);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Never through the middle of `&amp;`. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/&[a-z]*$/, '')}…`;
}
