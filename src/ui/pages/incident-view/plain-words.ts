import type { AudienceUpdate, IncidentSummary, TimelineEntry } from '../../../http/answers.js';
import type { Phase } from '../../words/incidents.js';

/** What a phase means to somebody who waits. */
export const PHASE_SENTENCES: Readonly<Record<Phase, string>> = {
  declared: 'Seen, and nobody has taken it on yet.',
  acknowledged: 'Somebody has taken it on.',
  investigating: 'The cause is being looked for.',
  identified: 'The cause is found.',
  mitigating: 'Something is being done against it.',
  monitoring: 'It looks over; it is watched whether it stays so.',
  resolved: 'It is over.',
  closed: 'It is over, and looked back upon.',
};

export interface ToldUpdate {
  readonly seq: number;
  readonly at: string;
  readonly text: string;
  readonly audience: string;
  /** Nobody was sent it: it stands here only. */
  readonly isOnlyHere: boolean;
}

/** What was approved, in its own words, the newest first; through whom it was told is for those who work on it. */
export function toldUpdates(timeline: readonly TimelineEntry[]): readonly ToldUpdate[] {
  return timeline
    .filter(({ kind }) => kind === 'update-sent')
    .map(({ seq, at, text, data }) => ({
      seq,
      at,
      text: typeof data['text'] === 'string' ? data['text'] : text,
      audience: String(data['audience'] ?? ''),
      isOnlyHere: data['reached'] === 0,
    }))
    .reverse();
}

/** What is known of the cause: what was confirmed, else what was said when it was identified. */
export function causeText(
  { hypotheses, identifiedAt }: Pick<IncidentSummary, 'hypotheses' | 'identifiedAt'>,
  timeline: readonly TimelineEntry[],
): string {
  const confirmed = hypotheses.findLast(({ outcome }) => outcome === 'confirmed');
  if (confirmed) return confirmed.text;
  if (identifiedAt === null) return 'not known yet';
  const said = timeline.findLast(({ kind, data }) => kind === 'phase-changed' && data['to'] === 'identified');
  return said ? said.text.replace(/^identified: /, '') : 'found';
}

/** When the first audience hears next; undefined when none does. */
export function nextAt(updates: readonly AudienceUpdate[]): string | undefined {
  return updates
    .flatMap(({ dueAt }) => dueAt ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(0);
}
