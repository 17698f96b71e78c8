import { messageText } from '../../../core/delivery/bundle-text.js';
import type { Signal } from '../../../core/delivery/signal.js';
import { fitLines } from '../fit-text.js';

const LONGEST_SECTION = 3_000;
const LONGEST_HEADER = 150;
/** Of the 50 blocks that Slack takes, one is the header and one may hold buttons. */
const MOST_SECTIONS = 48;
/** Slack cuts a message off at about 13,200 characters, whatever its blocks may hold by themselves. */
const LONGEST_BODY = 12_000;

/** Signals in one message: each has a line that fits, and a button. */
export const MOST_TOGETHER = 20;

type Block = Readonly<Record<string, unknown>>;

export interface SlackMessage {
  /** What a notification shows. */
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A message as Slack takes it; what names, labels and descriptions say calls nobody. */
export function slackMessage(first: Signal, ...more: readonly Signal[]): SlackMessage {
  const [mark, word] = markOf(first);
  const told = messageText([first, ...more]);
  return linesMessage(`${mark} [${word}] ${told.title}`, told.lines);
}

/** A title and lines as Slack takes them, the longest lines shortened first. */
export function linesMessage(title: string, lines: readonly string[]): SlackMessage {
  return {
    text: cut(escape(title), LONGEST_SECTION),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, LONGEST_HEADER), emoji: true } },
      ...sections(lines).map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } })),
    ],
  };
}

function markOf({ kind, severity, isTest }: Signal): readonly [mark: string, word: string] {
  if (isTest) return [':test_tube:', 'test'];
  if (kind === 'resolve') return [':white_check_mark:', 'resolved'];
  if (kind === 'acknowledge') return [':eyes:', 'acknowledged'];
  if (kind === 'notice') return [':speech_balloon:', 'update'];
  return severity === 'page' ? [':rotating_light:', severity] : [':ticket:', severity];
}

/** As many lines in a section as it holds. */
function sections(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (const line of fitLines(lines, fits).map((text) => cut(escape(text), LONGEST_SECTION))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= LONGEST_SECTION) {
      texts[texts.length - 1] = `${last}\n${line}`;
    } else {
      texts.push(line);
    }
  }
  return texts.slice(0, MOST_SECTIONS);
}

function fits(lines: readonly string[]): boolean {
  return escape(lines.join('\n')).length <= LONGEST_BODY;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Never through the middle of `&amp;`, nor of a character. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/(&[a-z]*|[\uD800-\uDBFF])$/, '')}…`;
}
