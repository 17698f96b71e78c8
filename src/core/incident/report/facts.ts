import type { DeliveryProof } from './proof.js';
import { actedAt, actionOf, causeOf } from '../cause-and-action.js';
import { type ImpactView, impactText } from '../impact.js';
import type { Hypothesis } from '../hypothesis.js';
import type { Incident, IncidentEvent } from '../incident.js';
import type { Mitigation } from '../mitigation.js';
import { ROLES } from '../phases.js';
import type { VendorCase } from '../vendor-case.js';
import {
  decisionsIn,
  type ReportedDecision,
  type ReportedUpdate,
  severityChanges,
  type SeverityChange,
  updatesTold,
} from './lists.js';
import { relatedFacts } from './related.js';

/** What a report is made of. */
export interface ReportInput {
  readonly incident: Incident;
  readonly timeline: readonly IncidentEvent[];
  /** Whom it was told to; oldest first. */
  readonly proof: readonly DeliveryProof[];
  readonly impact: ImpactView;
  /** When the report is made, epoch ms. */
  readonly at: number;
}

/** A named fact of a report. */
export interface Fact {
  readonly name: string;
  readonly text: string;
}

/** A line of the timeline as a report shows it. */
export interface ReportEntry {
  readonly seq: number;
  readonly at: number;
  /** When it happened, where it was written down later. */
  readonly happenedAt: number | undefined;
  readonly by: string;
  readonly kind: string;
  readonly text: string;
  readonly starred: boolean;
}

/** An incident for somebody who was not there. Instants are epoch ms. */
export interface IncidentReport {
  readonly id: string;
  readonly title: string;
  readonly madeAt: number;
  /** One paragraph. */
  readonly summary: string;
  readonly facts: readonly Fact[];
  readonly impact: readonly Fact[];
  /** From the first bad sample to the end, each with how long it took. */
  readonly course: readonly {
    readonly name: string;
    readonly at: number;
    readonly after: number | undefined;
  }[];
  readonly people: readonly Fact[];
  readonly severities: readonly SeverityChange[];
  readonly updates: readonly ReportedUpdate[];
  readonly decisions: readonly ReportedDecision[];
  /** What was thought to be the cause, and what was done against it, each in its order. */
  readonly hypotheses: readonly Hypothesis[];
  readonly mitigations: readonly Mitigation[];
  /** The cases with vendors, in their order. */
  readonly vendors: readonly VendorCase[];
  readonly told: readonly DeliveryProof[];
  readonly keyMoments: readonly ReportEntry[];
  readonly timeline: readonly ReportEntry[];
}

/** The facts of an incident in the order in which a reader wants them; what is not known is said to be so. */
export function reportOf({ incident, timeline, proof, impact, at }: ReportInput): IncidentReport {
  const entries = entriesOf(timeline);
  return {
    id: incident.id,
    title: incident.title,
    madeAt: at,
    summary: summaryOf(incident, timeline, impact),
    facts: factsOf(incident),
    impact: impactOf(impact),
    course: courseOf(incident, timeline),
    people: peopleOf(incident, timeline),
    severities: severityChanges(timeline),
    updates: updatesTold(timeline),
    decisions: decisionsIn(timeline),
    hypotheses: incident.hypotheses,
    mitigations: incident.mitigations,
    vendors: incident.vendorCases,
    told: proof,
    keyMoments: entries.filter(({ starred, kind }) => starred || KEY.has(kind)),
    timeline: entries,
  };
}

/** What a reader in a hurry reads. */
const KEY: ReadonlySet<string> = new Set([
  'declared',
  'acknowledged',
  'severity-raised',
  'severity-set',
  'concern-reported',
  'phase-changed',
  'decided',
  'mitigated',
  'hypothesis-confirmed',
  'alert-ended',
  'recovery-proven',
  'resolved',
  'reopened',
  'closed',
]);

/** Marks of other entries, which are no entries of their own to a reader. */
const STARS: Readonly<Record<string, boolean>> = { starred: true, unstarred: false };

function entriesOf(timeline: readonly IncidentEvent[]): ReportEntry[] {
  const starred = new Set<number>();
  for (const { kind, data } of timeline) {
    const star = STARS[kind];
    if (star === true) starred.add(Number(data['entry']));
    if (star === false) starred.delete(Number(data['entry']));
  }
  // What was written down at once stays in its order, whichever clock's second it says.
  let newest = 0;
  const place = (at: number, { happenedAt }: IncidentEvent['data']) => {
    newest = Math.max(newest, at);
    return typeof happenedAt === 'number' ? happenedAt : newest;
  };
  return timeline
    .filter(({ kind }) => STARS[kind] === undefined)
    .map(({ seq, at, by, kind, text, data }) => ({
      seq,
      at,
      happenedAt: typeof data['happenedAt'] === 'number' ? data['happenedAt'] : undefined,
      by,
      kind,
      text,
      starred: starred.has(seq),
      placed: place(at, data),
    }))
    .sort((a, b) => a.placed - b.placed || a.seq - b.seq)
    .map(({ placed: _, ...entry }) => entry);
}

function summaryOf(incident: Incident, timeline: readonly IncidentEvent[], impact: ImpactView): string {
  const { service, severity, severityReason, title, phase, verdict } = incident;
  const [cause, mitigation] = [causeOf(incident, timeline), actionOf(timeline)];
  const cost =
    impact.kind === 'unknown' ? `What it has cost is not known: ${impact.reason}.` : `${impactText(impact)}.`;
  const of = service === '' ? '' : ` of ${service}`;
  return [
    `${severity.toUpperCase()}${of}: ${title} (${severityReason}).`,
    cost,
    cause === undefined ? 'No cause is on record.' : `Cause: ${cause}.`,
    mitigation === undefined ? 'No mitigation is on record.' : `What was done: ${mitigation}.`,
    `It is ${phase}${verdict === undefined ? '' : `, with the verdict ${verdict.replace('-', ' ')}`}.`,
  ].join(' ');
}

function factsOf(incident: Incident): Fact[] {
  const { severity, severityReason, phase, verdict, service, slo, escalation } = incident;
  return [
    { name: 'Severity', text: `${severity.toUpperCase()}: ${severityReason}` },
    { name: 'Phase', text: phase },
    { name: 'Service', text: service === '' ? 'none' : service },
    { name: 'Promise', text: slo === '' ? 'no SLO is behind it' : slo },
    { name: 'Verdict', text: verdict?.replace('-', ' ') ?? 'none yet' },
    ...(escalation
      ? [
          {
            name: 'Escalated',
            text: `to step ${escalation.step + 1} of ${escalation.policyId}${escalation.exhausted ? '; nobody answered' : ''}`,
          },
        ]
      : []),
    ...relatedFacts(incident),
  ];
}

function impactOf(impact: ImpactView): Fact[] {
  if (impact.kind === 'unknown') return [{ name: 'Impact', text: `unknown: ${impact.reason}` }];
  return [
    { name: 'Events', text: impactText(impact) },
    { name: 'Counted', text: `${utc(impact.startAt)} to ${utc(impact.endAt)}` },
    ...impact.worstLabels.map(({ label, value, shareOfBad }) => ({
      name: 'Where',
      text: `${label}="${value}": ${percent(shareOfBad)} of the failures of ${impact.kind === 'live' ? 'the' : 'its'} last hour`,
    })),
    ...impact.suspects.map(({ version, at }) => ({
      name: 'Suspect change',
      text: `${version}, deployed ${utc(at)}`,
    })),
  ];
}

/** The milestones that were reached, in time, each with the time since the one before. */
function courseOf(incident: Incident, timeline: readonly IncidentEvent[]): IncidentReport['course'] {
  const first = (kind: string, to?: string) =>
    timeline.find((event) => event.kind === kind && (to === undefined || event.data['to'] === to))?.at;
  const milestones = [
    ['first bad sample', incident.failingSince],
    ['declared', incident.openedAt],
    ['acknowledged', first('acknowledged')],
    ['being investigated', first('phase-changed', 'investigating')],
    ['cause identified', incident.identifiedAt],
    ['being mitigated', actedAt(timeline)],
    ['alert ended', timeline.findLast(({ kind }) => kind === 'alert-ended')?.at],
    ['recovery proven', timeline.findLast(({ kind }) => kind === 'recovery-proven')?.at],
    ['resolved', incident.resolvedAt],
    ['closed', incident.closedAt],
  ] as const;
  const reached = milestones
    .flatMap(([name, at]) => (at === undefined ? [] : [{ name, at }]))
    .sort((a, b) => a.at - b.at);
  return reached.map(({ name, at }, index) => {
    const before = reached[index - 1];
    return { name, at, after: before && at - before.at };
  });
}

function peopleOf({ roles }: Incident, timeline: readonly IncidentEvent[]): Fact[] {
  return ROLES.map((role) => {
    const held = timeline.filter(({ kind, data }) => kind === 'role-assigned' && data['role'] === role);
    const names = held.map(({ at, data }) => `${String(data['to'])} from ${utc(at)}`);
    const now = roles[role] === undefined && names.length > 0 ? '; nobody now' : '';
    return { name: role, text: names.length === 0 ? 'nobody' : `${names.join(', then ')}${now}` };
  });
}

/** `2026-03-09 02:14:00 UTC`. */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(3))} %`;
}
