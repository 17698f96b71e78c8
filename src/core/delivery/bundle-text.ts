import { pageBody, pageTitle } from './page-text.js';
import type { Signal } from './signal.js';

/** What a message says: one signal in full, or several of one kind and severity with a line for each. */
export interface MessageText {
  readonly title: string;
  readonly lines: readonly string[];
}

const WORDS = {
  trigger: ['page', 'ticket'],
  refresh: ['page', 'ticket'],
  canary: ['canary', 'canary'],
  acknowledge: ['acknowledgement', 'acknowledgement'],
  resolve: ['ended page', 'ended ticket'],
  notice: ['notice', 'notice'],
  incident: ['incident', 'incident'],
  deploy: ['deploy', 'deploy'],
  rollback: ['rollback', 'rollback'],
} as const;

/** @param signals of one kind and severity; at least one. Every one of several has a line of its own: no page hides behind another. */
export function messageText(signals: readonly Signal[]): MessageText {
  const [first, ...more] = signals;
  if (!first) return { title: '', lines: [] };
  if (more.length === 0) return { title: pageTitle(first), lines: pageBody(first) };
  const [page, ticket] = WORDS[first.kind];
  const services = [...new Set(signals.map(({ service }) => service))];
  const what = first.severity === 'page' ? page : ticket;
  return {
    title: `${signals.length} ${what}s at once: ${services.join(', ')}`,
    lines: signals.map((signal) => [pageTitle(signal), ...whereToLook(signal)].join(' · ')),
  };
}

function whereToLook({ incidentId, links }: Signal): string[] {
  return [
    ...(incidentId === undefined ? [] : [incidentId]),
    ...(links.runbook === undefined ? [] : [links.runbook]),
  ];
}
