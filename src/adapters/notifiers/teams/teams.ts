import { messageText } from '../../../core/delivery/bundle-text.js';
import type { Signal } from '../../../core/delivery/signal.js';
import type { Clock, Notifier } from '../../../engine/ports.js';
import { cut, fitLines } from '../fit-text.js';
import { httpSend } from '../http-send.js';

export interface TeamsConfig {
  readonly kind: 'teams';
  readonly webhookUrl: string;
  readonly allowPrivateAddresses: boolean;
}

/** Teams takes 28 KB for a message, card and envelope together. */
const LARGEST_MESSAGE_BYTES = 28_000;
const LONGEST_TITLE = 500;
const LONGEST_LINK = 2_000;
/** Each has a line that fits. */
const MOST_TOGETHER = 20;

interface Card {
  readonly title: string;
  readonly color: string;
  readonly lines: readonly string[];
  readonly actions: readonly Record<string, unknown>[];
}

/** A workflow of Microsoft Teams that posts what its webhook is sent: an Adaptive Card for each change; Teams folds nothing. */
export function teams(name: string, config: TeamsConfig, clock: Clock): Notifier {
  const post = (body: string) =>
    httpSend(
      {
        url: config.webhookUrl,
        body,
        allowPrivateAddresses: config.allowPrivateAddresses,
        receipt: (answer, headers) => {
          // 202: the workflow has begun. Nobody says whether its card then stood in the channel.
          const run = headers['x-ms-workflow-run-id'];
          return typeof run === 'string' ? `workflow run ${run}` : answer === '' ? 'accepted' : undefined;
        },
      },
      clock.now(),
    );
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    takesNotices: true,
    send: (signal) => post(message(signal)),
    together: { most: MOST_TOGETHER, send: (signals) => post(message(...signals)) },
  };
}

function message(first: Signal, ...more: readonly Signal[]): string {
  const told = messageText([first, ...more]);
  const [color, word] = markOf(first);
  const title = cut(`[${word}] ${told.title}`, LONGEST_TITLE);
  // Of several signals each line has its own link.
  const actions = more.length === 0 ? linkActions(first) : [];
  const textOf = (lines: readonly string[]) =>
    JSON.stringify(envelope(card({ title, color, lines, actions })));
  const fits = (text: string) => Buffer.byteLength(text) <= LARGEST_MESSAGE_BYTES;
  return textOf(fitLines(told.lines, (lines) => fits(textOf(lines))));
}

function envelope(content: Record<string, unknown>) {
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

function card({ title, color, lines, actions }: Card): Record<string, unknown> {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    // What Teams shows in its list of activities, where no card is drawn.
    fallbackText: title,
    msteams: { width: 'Full' },
    body: [
      textRuns([{ type: 'TextRun', text: title, weight: 'Bolder', size: 'Large', color }]),
      ...lines.map(lineOf),
    ],
    actions,
  };
}

/** Text runs, because a TextBlock reads Markdown: what descriptions and labels say would become links. */
function textRuns(inlines: readonly Record<string, unknown>[]) {
  return { type: 'RichTextBlock', inlines };
}

function lineOf(line: string) {
  const colon = line.indexOf(': ');
  if (colon === -1) return textRuns([{ type: 'TextRun', text: line }]);
  return textRuns([
    { type: 'TextRun', text: line.slice(0, colon + 2), weight: 'Bolder' },
    { type: 'TextRun', text: line.slice(colon + 2) },
  ]);
}

function linkActions({ links }: Signal): Record<string, unknown>[] {
  const told = { Runbook: links.runbook, Dashboard: links.dashboard, Repository: links.repository };
  return Object.entries(told).flatMap(([title, url]) =>
    url === undefined || url.length > LONGEST_LINK ? [] : [{ type: 'Action.OpenUrl', title, url }],
  );
}

function markOf({ kind, severity, isTest }: Signal): readonly [color: string, word: string] {
  if (isTest) return ['Accent', 'test'];
  if (kind === 'resolve') return ['Good', 'resolved'];
  if (kind === 'acknowledge') return ['Accent', 'acknowledged'];
  if (kind === 'notice') return ['Accent', 'update'];
  return [severity === 'page' ? 'Attention' : 'Warning', severity];
}
