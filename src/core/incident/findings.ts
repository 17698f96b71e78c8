import type { MakeEvent } from './decide-severity.js';
import type { Incident, IncidentEvent } from './incident.js';

/** What is worth remembering, at any time; a star marks an entry of the timeline, by its `seq`. */
export type FindingCommand =
  | { readonly kind: 'record-finding'; readonly text: string; readonly by: string }
  | {
      readonly kind: 'record-decision';
      readonly text: string;
      /** Undefined: whoever says so. */
      readonly decidedBy: string | undefined;
      readonly by: string;
    }
  | { readonly kind: 'star'; readonly entry: number; readonly by: string }
  | { readonly kind: 'unstar'; readonly entry: number; readonly by: string };

/** Decides what is written down; undefined when nothing changes. */
export function decideFinding(
  incident: Incident,
  command: FindingCommand,
  event: MakeEvent,
): IncidentEvent | { readonly rejected: string } | undefined {
  switch (command.kind) {
    case 'record-finding':
      return command.text.trim() === ''
        ? { rejected: 'say what was found' }
        : event('found', command.text, {});
    case 'record-decision': {
      const { text, decidedBy = command.by } = command;
      if (text.trim() === '') return { rejected: 'say what was decided' };
      if (decidedBy.trim() === '') return { rejected: 'say who decided it' };
      return event('decided', `${decidedBy} decided: ${text}`, { decidedBy });
    }
    case 'star':
    case 'unstar':
      return star(incident, command, event);
  }
}

function star(
  { id, eventCount, starred }: Incident,
  { kind, entry }: FindingCommand & { kind: 'star' | 'unstar' },
  event: MakeEvent,
): IncidentEvent | { readonly rejected: string } | undefined {
  if (!Number.isInteger(entry) || entry < 1 || entry > eventCount)
    return { rejected: `the timeline of ${id} has entries 1 to ${eventCount}` };
  if (starred.includes(entry) === (kind === 'star')) return undefined;
  return kind === 'star'
    ? event('starred', `entry ${entry} is starred`, { entry })
    : event('unstarred', `entry ${entry} is no longer starred`, { entry });
}

/** The starred entries after an event about stars, in the order of the timeline. */
export function starsAfter(starred: readonly number[], { kind, data }: IncidentEvent): readonly number[] {
  const entry = Number(data['entry']);
  const others = starred.filter((each) => each !== entry);
  return kind === 'starred' ? [...others, entry].sort((a, b) => a - b) : others;
}
