import { formatDuration } from '../time/duration.js';
import { actionOf, causeOf } from './cause-and-action.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { Audience, Moment } from './audiences.js';
import type { SliSight } from './mitigation.js';
import { sightText } from './mitigations.js';
import type { IncidentPolicy } from './policy.js';
import { draftVersion } from './draft-version.js';
import { nextUpdate } from './updates.js';

/** The words of a draft, and what was filled in. */
export interface UpdateDraft {
  readonly audience: Audience;
  readonly moment: Moment;
  readonly text: string;
  /** Another one once it is told, or the incident has moved on: whoever approves says which one was read. */
  readonly version: string;
}

/** What a template may name: `{service}`. A name that is none stays as it is, so that it is seen. */
export const DRAFT_FACTS = [
  'id',
  'service',
  'title',
  'severity',
  'phase',
  'since',
  'duration',
  'impact',
  'cause',
  'action',
  'news',
  'commander',
  'next',
] as const;

type Fact = (typeof DRAFT_FACTS)[number];

const TEMPLATES: Readonly<Record<Audience, Readonly<Record<Moment, string>>>> = {
  engineering: {
    first:
      '{severity} {id}: {title}. {impact}, since {since}. It is {phase}; commander: {commander}. {news} Next update: {next}.',
    update: '{severity} {id}, {duration} in: it is {phase}. {news} {impact}. Next update: {next}.',
    resolved: '{id} is over after {duration}. Cause: {cause}. What ended it: {action}.',
  },
  executives: {
    first:
      '{severity}: {service} has a problem since {since}. {impact}. The response is led by {commander}; it is {phase}. Next update: {next}.',
    update: '{severity}: {service}, {duration} in: it is {phase}. {news} Next update: {next}.',
    resolved: '{service} is back to normal after {duration}. Cause: {cause}. A review follows.',
  },
  customers: {
    first: 'We are looking into a problem with {service} that began at {since}. Next update: {next}.',
    update: 'We are still working on the problem with {service}: it is {phase}. Next update: {next}.',
    resolved: 'The problem with {service} that began at {since} has ended. We are sorry for the trouble.',
  },
};

/**
 * The next update of an audience as the record gives it; nothing is guessed: what is not known is said to be so.
 * @param sight what its SLI shows now; undefined where none watches it
 */
export function draftUpdate(
  incident: Incident,
  timeline: readonly IncidentEvent[],
  audience: Audience,
  policy: IncidentPolicy,
  at: number,
  sight: SliSight | undefined,
): UpdateDraft {
  const told = incident.updates[audience];
  const moment: Moment =
    incident.status === 'resolved' ? 'resolved' : (told?.sent ?? 0) === 0 ? 'first' : 'update';
  const template = policy.templates[audience]?.[moment] ?? TEMPLATES[audience][moment];
  const facts = factsOf(incident, timeline, audience, policy, at);
  const known = (name: string): name is keyof typeof facts => name in facts;
  const impact = impactOf(incident, sight);
  const text = template
    .replace(/\{([a-z]+)\}/g, (whole, name: string) => (known(name) ? facts[name] : whole))
    // At the beginning of a sentence, and within one.
    .replace(/(^|[.!?]\s+)\{impact\}/g, (_, before: string) => `${before}${capitalised(impact)}`)
    .replaceAll('{impact}', () => impact);
  const version = draftVersion(incident, audience);
  return { audience, moment, text: text.replace(/[ \t]+/g, ' ').trim(), version };
}

function factsOf(
  incident: Incident,
  timeline: readonly IncidentEvent[],
  audience: Audience,
  policy: IncidentPolicy,
  at: number,
): Readonly<Record<Exclude<Fact, 'impact'>, string>> {
  const { id, service, title, severity, phase, openedAt, resolvedAt, failingSince } = incident;
  const began = failingSince ?? openedAt;
  // The update that is due now tells when the one after it comes.
  const interval = policy.severities[severity].cadence[audience];
  const next = nextUpdate(incident, audience, policy);
  return {
    id,
    service,
    title,
    severity: severity.toUpperCase(),
    phase: PHASE_WORDS[phase],
    since: `${clock(began)}${failingSince === undefined ? ' (when it was noticed)' : ''}`,
    duration: formatDuration(Math.max(0, Math.floor(((resolvedAt ?? at) - began) / 60_000) * 60_000)),
    cause: causeOf(incident, timeline) ?? 'not known yet',
    action: actionOf(timeline) ?? 'nothing is on record',
    news: newsOf(incident, timeline, audience),
    commander: incident.roles.commander ?? 'nobody yet',
    next:
      interval === undefined || incident.status === 'resolved'
        ? 'none'
        : clock(next && next.dueAt - next.lead > at ? next.dueAt : at + interval),
  };
}

const PHASE_WORDS: Readonly<Record<Incident['phase'], string>> = {
  declared: 'not taken up yet',
  acknowledged: 'taken up',
  investigating: 'being investigated',
  identified: 'understood, and being mended',
  mitigating: 'being mended',
  monitoring: 'mended, and being watched',
  resolved: 'over',
  closed: 'over',
};

/** Kinds that are news to those who are told; the rest is for the record. */
const NEWS: ReadonlySet<string> = new Set([
  'phase-changed',
  'severity-set',
  'severity-raised',
  'concern-reported',
  'recovery-proven',
  'decided',
  'found',
  'mitigated',
  'hypothesis-ruled-out',
  'hypothesis-confirmed',
  'resolved',
  'reopened',
  'alert-resumed',
]);

/** What has happened since the last update of an audience, the newest last. */
function newsOf(
  { updates, phase }: Incident,
  timeline: readonly IncidentEvent[],
  audience: Audience,
): string {
  const since = updates[audience]?.lastSentAt ?? 0;
  const news = timeline
    .filter(({ kind, at }) => at > since && NEWS.has(kind))
    .map(({ text }) => sentence(text));
  return news.length > 0 ? news.join(' ') : `No change, it is still ${PHASE_WORDS[phase]}.`;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return `${capitalised(trimmed)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What fails now; where no SLI shows it, why it is as severe as it is. */
function impactOf({ severityReason }: Incident, sight: SliSight | undefined): string {
  if (sight === undefined) return severityReason;
  return sight.kind === 'unknown' ? `it is not known what fails now (${sight.reason})` : sightText(sight);
}

/** UTC, to the minute: `14:30 UTC`. */
function clock(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}
