import {
  attachedAfter,
  attachedData,
  attachedIn,
  attachedOf,
  type SeeAttached,
  seeAttached,
} from './attached.js';
import type { MakeEvent } from './decide-severity.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { AttachedAlert } from './relation.js';

/**
 * What ties incidents together; each is told to both sides in one transaction. One that is merged goes on as the record of its alert, and
 * is worked on in the other.
 */
export type RelationCommand =
  /** `why` is the engine's reason; without it, people say that it is a duplicate. */
  | { readonly kind: 'merge'; readonly into: string; readonly by: string; readonly why?: string | undefined }
  | { readonly kind: 'unmerge'; readonly by: string; readonly why?: string }
  | {
      readonly kind: 'attach';
      readonly alert: AttachedAlert;
      readonly title: string;
      readonly by: string;
      readonly why?: string | undefined;
    }
  | { readonly kind: 'detach'; readonly incident: string; readonly sloId: string; readonly by: string }
  | SeeAttached
  | { readonly kind: 'set-parent'; readonly parent: string; readonly by: string }
  | { readonly kind: 'add-child'; readonly child: string; readonly by: string };

const KINDS: Readonly<Record<RelationCommand['kind'], true>> = {
  merge: true,
  unmerge: true,
  attach: true,
  detach: true,
  'see-attached': true,
  'set-parent': true,
  'add-child': true,
};

export function isRelation(command: { readonly kind: string }): command is RelationCommand {
  return command.kind in KINDS;
}

type Decision = IncidentEvent | { readonly rejected: string } | undefined;

/** Decides one side of a relation; undefined when nothing changes. */
export function decideRelation(incident: Incident, command: RelationCommand, event: MakeEvent): Decision {
  const { id, phase, mergedInto } = incident;
  if (incident.status === 'resolved') return { rejected: `${id} is ${phase}` };
  switch (command.kind) {
    case 'merge':
      return merge(incident, command, event);
    case 'unmerge':
      return mergedInto === undefined
        ? { rejected: `${id} is merged into none` }
        : event('unmerged', `taken out of ${mergedInto} again${because(command.why)}`, { from: mergedInto });
    case 'attach':
      if (mergedInto !== undefined)
        return { rejected: `${id} is merged into ${mergedInto}: merge into that` };
      if (attachedOf(incident, command.alert.incident)) return undefined;
      return event(
        'alert-attached',
        `${command.alert.incident} is merged into this: ${command.title}${because(command.why)}`,
        { ...attachedData(command.alert) },
      );
    case 'detach':
      return detach(incident, command, event);
    case 'see-attached':
      return seeAttached(incident, command, event);
    case 'set-parent':
      return setParent(incident, command.parent, event);
    case 'add-child':
      return addChild(incident, command.child, event);
  }
}

function merge(
  { id, mergedInto, attached, children }: Incident,
  { into, why }: RelationCommand & { kind: 'merge' },
  event: MakeEvent,
): Decision {
  if (into === id) return { rejected: `${id} cannot be merged into itself` };
  if (mergedInto === into) return undefined;
  if (mergedInto !== undefined) return { rejected: `${id} is merged into ${mergedInto} already` };
  const others = [...attached.map(({ incident }) => incident), ...children];
  if (others.length > 0)
    return {
      rejected: `${others.join(', ')} ${others.length === 1 ? 'belongs' : 'belong'} to ${id}: merge the other way round`,
    };
  return event('merged', `${why ?? 'a duplicate'}: merged into ${into}, work goes on there`, {
    into,
    ...(why === undefined ? {} : { why }),
  });
}

/** Also of one that this has not learnt of yet: it is not to be attached after all. */
function detach(
  incident: Incident,
  { incident: other, sloId }: RelationCommand & { kind: 'detach' },
  event: MakeEvent,
): Decision {
  if (!attachedOf(incident, other) && incident.apart.includes(sloId)) return undefined;
  return event('alert-detached', `${other} is taken out of this again`, { incident: other, sloId });
}

function because(why: string | undefined): string {
  return why === undefined ? '' : ` (${why})`;
}

function setParent({ id, parent, children, mergedInto }: Incident, to: string, event: MakeEvent): Decision {
  if (to === id) return { rejected: `${id} cannot be a part of itself` };
  if (parent === to) return undefined;
  if (parent !== undefined) return { rejected: `${id} is a part of ${parent} already` };
  if (mergedInto !== undefined) return { rejected: `${id} is merged into ${mergedInto}` };
  if (children.length > 0) return { rejected: `${id} has parts of its own: ${children.join(', ')}` };
  return event('parent-set', `a part of ${to}`, { parent: to });
}

function addChild({ id, parent, children, mergedInto }: Incident, child: string, event: MakeEvent): Decision {
  if (children.includes(child)) return undefined;
  if (mergedInto !== undefined) return { rejected: `${id} is merged into ${mergedInto}` };
  if (parent !== undefined) return { rejected: `${id} is a part of ${parent}: add it there` };
  return event('child-added', `${child} is a part of this`, { child });
}

/** What an event about relations changes in an incident. */
export function relationsAfter(incident: Incident, event: IncidentEvent): Partial<Incident> {
  const { attached, children } = incident;
  const { kind, data } = event;
  const other = String(data['incident']);
  const without = attached.filter((each) => each.incident !== other);
  switch (kind) {
    case 'merged':
      return mergedAfter(incident, String(data['into']));
    case 'unmerged':
      return { mergedInto: undefined };
    case 'parent-set':
      return { parent: String(data['parent']) };
    case 'child-added':
      return { children: [...children, String(data['child'])] };
    case 'alert-attached':
      return {
        attached: [...without, attachedIn(data)],
        apart: incident.apart.filter((sloId) => sloId !== data['sloId']),
      };
    case 'alert-detached':
      return { attached: without, apart: apartAfter(incident, data['sloId']) };
    case 'attached-ended':
    case 'attached-resumed':
    case 'attached-recovery':
      return {
        attached: attached.map((each) => (each.incident === other ? attachedAfter(each, event) : each)),
      };
    default:
      return {};
  }
}

function mergedAfter({ mergedBefore }: Incident, into: string): Partial<Incident> {
  return { mergedInto: into, mergedBefore: [...mergedBefore.filter((id) => id !== into), into] };
}

/** Events of older versions do not say of which SLO it was. */
function apartAfter({ apart }: Incident, sloId: string | number | boolean | undefined): readonly string[] {
  return typeof sloId === 'string' && !apart.includes(sloId) ? [...apart, sloId] : apart;
}
