import type { Incident } from './incident.js';
import { reopening } from './next-detail.js';
import type { RelationCommand } from './relations.js';

/** What somebody whose incidents could not be tied together may type next; undefined where it depends on what he wants. */
export function nextRelation(incident: Incident, command: RelationCommand, at: number): string | undefined {
  const { id, phase, mergedInto, attached, children } = incident;
  const type = (rest: string) => `firebreak incident ${rest}`;
  if (command.kind === 'merge' && command.into === id) return 'firebreak incidents';
  if (phase === 'resolved' || phase === 'closed') return reopening(incident, at);
  switch (command.kind) {
    case 'merge':
      if (mergedInto !== undefined) return type(`unmerge ${id}`);
      return attached.length + children.length > 0 ? type(`merge ${command.into} ${id}`) : undefined;
    case 'attach':
      return mergedInto === undefined ? undefined : type(`merge ${command.alert.incident} ${mergedInto}`);
    case 'set-parent':
    case 'add-child':
      return type(`show ${mergedInto ?? incident.parent ?? id}`);
    case 'unmerge':
      return type(`show ${id}`);
    default:
      return undefined;
  }
}
