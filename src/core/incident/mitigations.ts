import type { WindowReading } from '../burn-rate/reading.js';
import { formatDuration } from '../time/duration.js';
import type { MakeEvent } from './decide-severity.js';
import type { Incident, IncidentEvent } from './incident.js';
import { type Mitigation, MITIGATION_KINDS, type MitigationKind, type SliSight } from './mitigation.js';
import type { IncidentPolicy } from './policy.js';
import { rollbackIn } from './rollback-run.js';
import { refuseMove } from './transitions.js';

/** Something is done against it. Nobody has to ask before: it is done, and written down. */
export interface MitigationCommand {
  readonly kind: 'mitigate';
  readonly mitigation: MitigationKind;
  readonly text: string;
  /** What the SLI shows now. */
  readonly before: SliSight;
  readonly by: string;
}

/** How many of its windows a measure may be unknown before that is what is written down. */
const PATIENCE = 2;

/** Decides what a mitigation does: an incident that is being worked on is `mitigating` from then on. */
export function decideMitigation(
  incident: Incident,
  { mitigation, text, before, by }: MitigationCommand,
  at: number,
  policy: IncidentPolicy,
  event: MakeEvent,
): IncidentEvent | { readonly rejected: string } {
  if (incident.status === 'resolved') return { rejected: `${incident.id} is ${incident.phase}` };
  if (text.trim() === '') return { rejected: 'say what is done against it' };
  const number = incident.mitigations.length + 1;
  const moves =
    incident.status === 'open' &&
    incident.inHandAt !== undefined &&
    refuseMove(incident, 'mitigating', { by, text }, at, policy) === undefined;
  return event('mitigated', `M${number}, ${mitigation}: ${text}; before: ${sightText(before)}`, {
    mitigation: number,
    what: mitigation,
    text,
    ...sightData(before),
    ...(moves ? { to: 'mitigating' } : {}),
  });
}

/**
 * The event that says what a mitigation has done, once a window lies wholly after it; undefined when none is to be written yet.
 * @param shortest the SLI over its shortest window
 * @param dataUntil where that ends (epoch ms); undefined while nothing is known
 */
export function measureMitigation(
  { mitigations }: Incident,
  shortest: WindowReading,
  dataUntil: number | undefined,
  at: number,
): Pick<IncidentEvent, 'kind' | 'text' | 'data'> | undefined {
  const { windowMs } = shortest;
  const next = mitigations.find(({ after }) => after === undefined);
  if (!next) return undefined;
  const isAfter = dataUntil !== undefined && dataUntil - windowMs >= next.at;
  const waits = shortest.kind !== 'measured' && at - next.at < PATIENCE * windowMs;
  if (waits || (!isAfter && shortest.kind !== 'unknown')) return undefined;
  const sight = sightOf(shortest);
  const text = `after M${next.number}, ${next.what}: ${sightText(sight)}; before it: ${sightText(next.before)}`;
  return { kind: 'mitigation-measured', text, data: { mitigation: next.number, ...sightData(sight) } };
}

/** What an event about mitigations leaves of them. */
export function mitigationsAfter(
  mitigations: readonly Mitigation[],
  event: IncidentEvent,
): readonly Mitigation[] {
  const { kind, at, by, data } = event;
  const number = Number(data['mitigation']);
  if (kind === 'mitigation-measured')
    return mitigations.map((each) => (each.number === number ? { ...each, after: sightIn(data) } : each));
  if (kind === 'rollback-taken' || kind === 'rollback-failed') {
    const failed = data['outcome'] === 'unknown' ? ('unknown' as const) : ('failed' as const);
    const outcome = kind === 'rollback-taken' ? ('taken' as const) : failed;
    return mitigations.map((each) =>
      each.number === number && each.rollback
        ? { ...each, rollback: { ...each.rollback, outcome, endedAt: at } }
        : each,
    );
  }
  const what = MITIGATION_KINDS.find((each) => each === data['what']) ?? 'other';
  const text = String(data['text']);
  return [
    ...mitigations,
    { number, what, text, by, at, before: sightIn(data), after: undefined, rollback: rollbackIn(event) },
  ];
}

/** What a window shows, without what only alerts need of it. */
export function sightOf(reading: WindowReading): SliSight {
  switch (reading.kind) {
    case 'measured': {
      const { windowMs, badEvents, totalEvents, errorRatio, coverage } = reading;
      return { kind: 'measured', windowMs, badEvents, totalEvents, errorRatio, coverage };
    }
    case 'no-traffic':
      return { kind: 'no-traffic', windowMs: reading.windowMs, coverage: reading.coverage };
    case 'unknown':
      return { kind: 'unknown', reason: reading.reason };
  }
}

/** In words: `12 % of events failing over 5m, 80 % of it known`. */
export function sightText(sight: SliSight): string {
  if (sight.kind === 'unknown') return `unknown (${sight.reason})`;
  const over = `over ${formatDuration(sight.windowMs)}`;
  // What is missing at an edge is no gap.
  const known = sight.coverage < 0.995 ? `, ${percent(sight.coverage)} of it known` : '';
  return sight.kind === 'no-traffic'
    ? `no events ${over}${known}`
    : `${percent(sight.errorRatio)} of events failing ${over}${known}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

/** Events hold no lists and no objects. */
function sightData(sight: SliSight): IncidentEvent['data'] {
  const { kind, ...figures } = sight;
  return { sli: kind, ...figures };
}

function sightIn({ sli, reason, ...data }: IncidentEvent['data']): SliSight {
  const figure = (name: string) => Number(data[name]);
  const windowMs = figure('windowMs');
  const coverage = figure('coverage');
  if (sli === 'no-traffic') return { kind: 'no-traffic', windowMs, coverage };
  if (sli !== 'measured') return { kind: 'unknown', reason: String(reason) };
  const [badEvents, totalEvents] = [figure('badEvents'), figure('totalEvents')];
  return { kind: 'measured', windowMs, badEvents, totalEvents, errorRatio: figure('errorRatio'), coverage };
}
