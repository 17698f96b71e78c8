import type { Incident, IncidentEvent } from './incident.js';

/** What an incident's cause is, as it was said last; undefined while nobody has said it. */
export function causeOf(
  { hypotheses }: Pick<Incident, 'hypotheses'>,
  timeline: readonly IncidentEvent[],
): string | undefined {
  const said = timeline.findLast(
    (event) => event.kind === 'hypothesis-confirmed' || movesTo(event, 'identified'),
  );
  if (said?.kind !== 'hypothesis-confirmed') return said && afterColon(said.text);
  return hypotheses.find(({ number }) => number === said.data['hypothesis'])?.text;
}

/** What was done against it, as it was said last; undefined while nothing was. */
export function actionOf(timeline: readonly IncidentEvent[]): string | undefined {
  const said = timeline.findLast((event) => event.kind === 'mitigated' || movesTo(event, 'mitigating'));
  if (said?.kind !== 'mitigated') return said && afterColon(said.text);
  const { what, text } = said.data;
  return what === 'other' ? String(text) : `${String(what)} ${String(text)}`;
}

/** When somebody began to do something against it. */
export function actedAt(timeline: readonly IncidentEvent[]): number | undefined {
  return timeline.find((event) => event.kind === 'mitigated' || movesTo(event, 'mitigating'))?.at;
}

function movesTo({ kind, data }: IncidentEvent, phase: string): boolean {
  return kind === 'phase-changed' && data['to'] === phase;
}

/** What somebody gave as text: `identified: the pool is full`. */
function afterColon(text: string): string | undefined {
  const colon = text.indexOf(': ');
  return colon === -1 ? undefined : text.slice(colon + 2);
}
