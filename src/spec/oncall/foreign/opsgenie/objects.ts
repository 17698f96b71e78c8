import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';

/** The objects of an export by what they are. */
export interface OpsgenieObjects {
  readonly users: ForeignValue[];
  readonly teams: ForeignValue[];
  readonly schedules: ForeignValue[];
  readonly escalations: ForeignValue[];
  readonly overrides: ForeignValue[];
}

type Kind = keyof OpsgenieObjects;

const KINDS: readonly Kind[] = ['users', 'teams', 'schedules', 'escalations', 'overrides'];

/** Answers of the API (`data`, one or a list), lists under the name of a kind, or the objects themselves, as its backup tool writes them. */
export function objectsOf(draft: Draft, roots: readonly ForeignValue[]): OpsgenieObjects {
  const objects: OpsgenieObjects = { users: [], teams: [], schedules: [], escalations: [], overrides: [] };
  for (const root of roots) {
    const named = KINDS.filter((kind) => Array.isArray(root.at(kind).value));
    for (const kind of named) objects[kind].push(...root.at(kind).list());
    if (named.length > 0) continue;
    const data = root.at('data');
    const all = Array.isArray(data.value) ? data.list() : [data.value === undefined ? root : data];
    for (const each of all) {
      const kind = kindOf(each);
      if (kind) objects[kind].push(each);
      else draft.leaveOut(each, unknownText(each));
    }
  }
  return objects;
}

function kindOf(object: ForeignValue): Kind | undefined {
  if (object.has('username')) return 'users';
  if (object.has('rotations') && object.has('timezone')) return 'schedules';
  if (object.has('rules')) return 'escalations';
  if (object.has('startDate') && object.has('user')) return 'overrides';
  if (object.has('timezone')) return 'schedules';
  return object.has('members') ? 'teams' : undefined;
}

function unknownText(object: ForeignValue): string {
  return object.has('fromUser')
    ? 'a forwarding rule is not taken: write a leave of the one and covers: with the other'
    : 'it is no user, team, schedule, escalation or override, and is left out';
}
