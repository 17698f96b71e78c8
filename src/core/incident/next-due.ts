import { AUDIENCES } from './audiences.js';
import type { Incident } from './incident.js';
import { incidentClocks, type IncidentClock } from './incident-clocks.js';
import type { IncidentPolicy } from './policy.js';
import { nextUpdate } from './updates.js';

/** What falls due next, in words: `the update for customers`; past it is overdue (epoch ms). */
export interface NextDue {
  readonly what: string;
  readonly dueAt: number;
}

/** What falls due next of an incident, whoever has to do it; undefined when nothing does. */
export function nextDue(incident: Incident, policy: IncidentPolicy): NextDue | undefined {
  if (incident.mergedInto !== undefined) return undefined;
  const over = incident.status === 'resolved';
  const word = over ? 'all-clear' : 'update';
  const clocks = incidentClocks(incident, policy).map((clock) => ({
    what: clockText(clock),
    dueAt: clock.dueAt,
  }));
  const updates = AUDIENCES.flatMap((audience) => {
    const next = nextUpdate(incident, audience, policy);
    return next ? [{ what: `the ${word} for ${audience}`, dueAt: next.dueAt }] : [];
  });
  if (over) return updates[0];
  const answers = incident.vendorCases.flatMap(
    ({ number, name, openedAt, promisedMs, answeredAt, closedAt }) =>
      promisedMs === undefined || answeredAt !== undefined || closedAt !== undefined
        ? []
        : [{ what: `the answer of ${name} in V${number}`, dueAt: openedAt + promisedMs }],
  );
  return [...clocks, ...updates, ...answers].sort((a, b) => a.dueAt - b.dueAt)[0];
}

function clockText({ of, hypothesis }: IncidentClock): string {
  switch (of) {
    case 'response':
      return 'somebody has to acknowledge it';
    case 'cause':
      return 'its cause has to be known';
    case 'hypothesis':
      return `H${hypothesis ?? ''} has to be confirmed, ruled out or extended`;
    case 'recovery':
      return 'recovery is proven, if it stays';
  }
}
