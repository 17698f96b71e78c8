import { applyIncidentEvent } from '../apply.js';
import type { Incident, IncidentEvent, IncidentSeverity } from '../incident.js';
import { sentUpdate } from '../update-sent.js';

/** Instants are epoch ms. */
export interface SeverityChange {
  readonly at: number;
  readonly by: string;
  /** Undefined for the severity that it was declared with. */
  readonly from: IncidentSeverity | undefined;
  readonly to: IncidentSeverity;
  readonly reason: string;
}

export interface ReportedUpdate {
  readonly at: number;
  readonly by: string;
  readonly audience: string;
  /** `told through statuspage`, or why it was recorded only. */
  readonly how: string;
  readonly text: string;
}

export interface ReportedDecision {
  readonly at: number;
  readonly decidedBy: string;
  /** Who wrote it down. */
  readonly by: string;
  readonly text: string;
}

/** How severe it was from when on, and why: whatever changes it. */
export function severityChanges(timeline: readonly IncidentEvent[]): readonly SeverityChange[] {
  const changes: SeverityChange[] = [];
  let before: Incident | undefined;
  for (const event of timeline) {
    const after = applyIncidentEvent(before, event);
    if (after.severity !== before?.severity)
      changes.push({
        at: event.at,
        by: event.by,
        from: before?.severity,
        to: after.severity,
        reason: event.kind === 'severity-set' ? saidReason(event) : after.severityReason,
      });
    before = after;
  }
  return changes;
}

/** Who said so stands beside it. */
function saidReason({ data }: IncidentEvent): string {
  const reason = String(data.reason ?? '');
  return reason === '' ? 'no reason was given' : reason;
}

/** What each audience was told, the oldest first. */
export function updatesTold(timeline: readonly IncidentEvent[]): readonly ReportedUpdate[] {
  return timeline.flatMap((event) => {
    const sent = sentUpdate(event);
    if (!sent) return [];
    const { audience, text, how = 'through whom is not on record' } = sent;
    return [{ at: event.at, by: event.by, audience, how, text }];
  });
}

/** What was decided, the oldest first. */
export function decisionsIn(timeline: readonly IncidentEvent[]): readonly ReportedDecision[] {
  return timeline.flatMap(({ kind, at, by, text, data }) => {
    if (kind !== 'decided') return [];
    const decidedBy = String(data['decidedBy'] ?? by);
    const said = `${decidedBy} decided: `;
    return [{ at, by, decidedBy, text: text.startsWith(said) ? text.slice(said.length) : text }];
  });
}
