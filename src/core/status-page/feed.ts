import { type Html, html } from '../html.js';
import type { ComponentState } from './component-state.js';

/** A state as people outside read it. */
const STATE_WORDS: Readonly<Record<ComponentState, string>> = {
  operational: 'Operational',
  unknown: 'Unknown',
  degraded: 'Degraded',
  'partial-outage': 'Partial outage',
  'major-outage': 'Major outage',
};

/** What a feed tells of a page; instants are epoch ms. */
interface FedPage {
  readonly title: string;
  readonly incidents: readonly FedIncident[];
}

interface FedIncident {
  readonly id: string;
  readonly state: ComponentState;
  readonly components: readonly string[];
  readonly beganAt: number;
  readonly resolvedAt: number | undefined;
  readonly updates: readonly { readonly at: number; readonly text: string }[];
}

/**
 * The incidents of a status page as RSS 2.0, one item each with all of its updates.
 * @param url of the page
 */
export function statusFeed({ title, incidents }: FedPage, url: string): string {
  const feed = html`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${xmlText(title)}</title>
<link>${xmlText(url)}</link>
<description>${xmlText(`Incidents of ${title} and what is said of them`)}</description>
<atom:link href="${xmlText(`${url}/feed.xml`)}" rel="self" type="application/rss+xml"/>
${incidents.map((incident) => itemOf(incident, url))}</channel>
</rss>
`;
  return feed.text;
}

function itemOf({ id, state, components, beganAt, resolvedAt, updates }: FedIncident, url: string): Html {
  const [newest] = updates;
  const changedAt = Math.max(beganAt, newest?.at ?? 0, resolvedAt ?? 0);
  const over = resolvedAt === undefined ? '' : ' (resolved)';
  const told = updates.map(({ at, text }) => `${new Date(at).toISOString()}: ${text}`).join('\n\n');
  return html`<item>
<title>${xmlText(`${STATE_WORDS[state]}: ${components.join(', ')}${over}`)}</title>
<link>${xmlText(`${url}#${id}`)}</link>
<guid isPermaLink="false">${id}</guid>
<pubDate>${new Date(changedAt).toUTCString()}</pubDate>
<description>${xmlText(htmlText(told || 'No update has been published.'))}</description>
</item>
`;
}

/** Readers take a description for HTML: text that looks like markup has to stay text there too. */
function htmlText(text: string): string {
  return html`${text}`.text.replaceAll('\n', '<br>');
}

/** Without the characters that XML cannot hold, in whatever way they are written. */
function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what has to go.
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
}
