import type { TimelineEntry } from '../../../../http/answers.js';

/** What of the timeline is shown; all of it stands in the URL. */
export interface TimelineView {
  readonly text: string;
  readonly sort: (typeof SORTS)[number];
  readonly by: string | undefined;
  readonly starredOnly: boolean;
}

/** Kinds of entries as people think of them. */
export const SORTS = ['all', 'people', 'phases', 'causes', 'told', 'engine'] as const;

const KINDS: Readonly<Record<Exclude<TimelineView['sort'], 'all' | 'people' | 'engine'>, readonly string[]>> =
  {
    phases: [
      'declared',
      'acknowledged',
      'phase-changed',
      'resolved',
      'closed',
      'reopened',
      'recovery-changed',
      'recovery-proven',
      'alert-ended',
      'alert-resumed',
      'severity-set',
      'severity-raised',
      'concern-reported',
    ],
    causes: [
      'hypothesis-stated',
      'hypothesis-extended',
      'hypothesis-confirmed',
      'hypothesis-ruled-out',
      'mitigated',
      'mitigation-measured',
      'rollback-taken',
      'rollback-failed',
      'found',
      'decided',
    ],
    told: [
      'called',
      'escalated',
      'escalation-due',
      'escalation-asked',
      'escalation-exhausted',
      'escalation-failed',
      'calls-ended',
      'update-sent',
      'update-due',
      'update-missed',
      'update-drafted',
      'passed-on',
      'crew-wanted',
      'vendor-opened',
      'vendor-overdue',
      'vendor-step',
      'vendor-answered',
      'vendor-closed',
      'shared',
      'unshared',
      'share-link-made',
      'share-link-revoked',
    ],
  };

export function timelineView(params: URLSearchParams): TimelineView {
  return {
    text: params.get('q') ?? '',
    sort: SORTS.find((sort) => sort === params.get('kind')) ?? 'all',
    by: params.get('by') ?? undefined,
    starredOnly: params.get('starred') === 'yes',
  };
}

/** When an entry happened, which may be before it was written down. */
export function happenedAt({ at, data }: TimelineEntry): number {
  const told = data['happenedAt'];
  return typeof told === 'number' ? told : Date.parse(typeof told === 'string' ? told : at);
}

/** Stars are marks on entries, and no entries to read. */
function isRead({ kind }: TimelineEntry): boolean {
  return kind !== 'starred' && kind !== 'unstarred';
}

/** The entries that the view asks for, the newest first, each where it happened. */
export function entriesShown(
  timeline: readonly TimelineEntry[],
  starred: readonly number[],
  view: TimelineView,
): readonly TimelineEntry[] {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  return timeline
    .filter(
      (entry) =>
        isRead(entry) &&
        isOfSort(entry, view.sort) &&
        (view.by === undefined || entry.by === view.by) &&
        (!view.starredOnly || starred.includes(entry.seq)) &&
        words.every((word) => `${entry.text} ${entry.by} ${entry.kind}`.toLowerCase().includes(word)),
    )
    .sort((a, b) => happenedAt(b) - happenedAt(a) || b.seq - a.seq);
}

function isOfSort({ kind, by }: TimelineEntry, sort: TimelineView['sort']): boolean {
  if (sort === 'all') return true;
  if (sort === 'engine') return by === 'engine';
  return sort === 'people' ? by !== 'engine' : KINDS[sort].includes(kind);
}

/** Who has written in it, by name; the engine is not among them. */
export function authorsOf(timeline: readonly TimelineEntry[]): readonly string[] {
  return [...new Set(timeline.map(({ by }) => by))].filter((by) => by !== 'engine').sort();
}

/** What is said aloud when the timeline has grown: the last entry, and how many came with it; nothing of one's own. */
export function newsOf(
  before: number,
  timeline: readonly TimelineEntry[],
  own: string | undefined,
): string | undefined {
  const news = timeline.filter((entry) => entry.seq > before && isRead(entry) && entry.by !== own);
  const last = news.at(-1);
  if (!last) return undefined;
  return news.length === 1 ? last.text : `${news.length} new entries, the last: ${last.text}`;
}

/** An instant as somebody types it, in UTC: `02:14`, of the last 24 hours, or `2026-03-09 02:14`; undefined when it is none. */
export function typedInstant(text: string, now: number): string | undefined {
  const typed = text.trim();
  const clock = /^(\d{1,2}):(\d\d)(:\d\d)?$/.exec(typed);
  if (clock) {
    const today = new Date(now).toISOString().slice(0, 10);
    const at = Date.parse(`${today}T${(clock[1] ?? '').padStart(2, '0')}:${clock[2]}${clock[3] ?? ':00'}Z`);
    if (Number.isNaN(at)) return undefined;
    return new Date(at > now ? at - DAY : at).toISOString();
  }
  const at = Date.parse(`${typed.replace(' ', 'T').replace(/Z$/, '')}Z`);
  return /^\d{4}-\d\d-\d\d[ T]/.test(typed) && !Number.isNaN(at) ? new Date(at).toISOString() : undefined;
}

const DAY = 86_400_000;
