import { formatDuration } from '../time/duration.js';
import type { MakeEvent } from './decide-severity.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { ShareLink } from './share-link.js';
import { sentUpdate } from './update-sent.js';

/** What is shown to partners: entries of the timeline, by their `seq`, and the links by which they see them. */
export type SharingCommand =
  | { readonly kind: 'share'; readonly entry: number; readonly by: string }
  | { readonly kind: 'unshare'; readonly entry: number; readonly by: string }
  | {
      readonly kind: 'make-share-link';
      readonly for: string;
      readonly digest: string;
      /** How long it holds (ms). */
      readonly holds: number;
      readonly by: string;
    }
  | {
      readonly kind: 'revoke-share-link';
      /** Undefined: the one that holds. */
      readonly link: number | undefined;
      readonly by: string;
    };

type Decision = IncidentEvent | { readonly rejected: string } | undefined;

/** Decides what is shown to partners; undefined when nothing changes. Entries themselves are never changed. */
export function decideSharing(
  incident: Incident,
  command: SharingCommand,
  at: number,
  event: MakeEvent,
): Decision {
  switch (command.kind) {
    case 'share':
    case 'unshare':
      return mark(incident, command, event);
    case 'make-share-link': {
      const { for: whom, digest, holds } = command;
      if (whom.trim() === '') return { rejected: 'say whom the link is for' };
      const number = incident.shareLinks.length + 1;
      const text = `link ${number} to what is shared is made for ${whom}, it holds for ${formatDuration(holds)}`;
      return event('share-link-made', text, { link: number, for: whom, digest, expiresAt: at + holds });
    }
    case 'revoke-share-link':
      return revoke(incident, command.link, at, event);
  }
}

function mark(
  { id, eventCount, shared }: Incident,
  { kind, entry }: SharingCommand & { kind: 'share' | 'unshare' },
  event: MakeEvent,
): Decision {
  if (!Number.isInteger(entry) || entry < 1 || entry > eventCount)
    return { rejected: `the timeline of ${id} has entries 1 to ${eventCount}` };
  if (shared.includes(entry) === (kind === 'share')) return undefined;
  return kind === 'share'
    ? event('shared', `entry ${entry} is shared with partners`, { entry })
    : event('unshared', `entry ${entry} is no longer shared with partners`, { entry });
}

function revoke(
  { id, shareLinks }: Incident,
  number: number | undefined,
  at: number,
  event: MakeEvent,
): Decision {
  const holding = shareLinks.filter((link) => holds(link, at));
  if (number === undefined && holding.length > 1)
    return { rejected: `say which one: ${holding.map((link) => `${link.number} (${link.for})`).join(', ')}` };
  const link = number === undefined ? holding[0] : shareLinks.find((each) => each.number === number);
  if (!link)
    return { rejected: number === undefined ? `no link to ${id} holds` : `${id} has no link ${number}` };
  if (link.revokedAt !== undefined) return undefined;
  return event('share-link-revoked', `link ${link.number} for ${link.for} is revoked`, { link: link.number });
}

function holds({ revokedAt, expiresAt }: ShareLink, at: number): boolean {
  return revokedAt === undefined && at < expiresAt;
}

/** What an event about sharing changes. */
export function sharingAfter(
  { shared, shareLinks }: Pick<Incident, 'shared' | 'shareLinks'>,
  { kind, at, data }: IncidentEvent,
): Partial<Pick<Incident, 'shared' | 'shareLinks'>> {
  const entry = Number(data['entry']);
  const others = shared.filter((each) => each !== entry);
  const number = Number(data['link']);
  switch (kind) {
    case 'shared':
      return { shared: [...others, entry].sort((a, b) => a - b) };
    case 'unshared':
      return { shared: others };
    case 'share-link-made':
      return {
        shareLinks: [
          ...shareLinks,
          {
            number,
            for: String(data['for']),
            digest: String(data['digest']),
            expiresAt: Number(data['expiresAt']),
            revokedAt: undefined,
          },
        ],
      };
    case 'share-link-revoked':
      return {
        shareLinks: shareLinks.map((link) => (link.number === number ? { ...link, revokedAt: at } : link)),
      };
    default:
      return {};
  }
}

/** What a partner sees of an incident: this, and nothing else of it. */
export interface SharedIncident {
  readonly title: string;
  readonly service: string;
  readonly severity: Incident['severity'];
  readonly status: Incident['status'];
  readonly entries: readonly SharedEntry[];
}

interface SharedEntry {
  readonly at: number;
  /** When it happened, where it was written down later. */
  readonly happenedAt: number | undefined;
  readonly text: string;
}

/** The shared view: what is marked, and how the incident stands. */
export function sharedIncident(incident: Incident, timeline: readonly IncidentEvent[]): SharedIncident {
  const { title, service, severity, status, shared } = incident;
  const entries = timeline
    .filter(({ seq }) => shared.includes(seq))
    .map((event) => {
      const { at, text, data } = event;
      const happenedAt = typeof data['happenedAt'] === 'number' ? data['happenedAt'] : undefined;
      // Of an update its words: through whom it was told is ours.
      return { at, happenedAt, text: sentUpdate(event)?.text ?? text };
    });
  return { title, service, severity, status, entries };
}

/**
 * Whether a secret opens an incident to a partner now.
 * @param isOf whether the secret has this digest; asked for every link, whatever the answers
 */
export function opensShared(
  { shareLinks }: Incident,
  isOf: (digest: string) => boolean,
  at: number,
): boolean {
  const open = shareLinks.map((link) => isOf(link.digest) && holds(link, at));
  return open.includes(true);
}
