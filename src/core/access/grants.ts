import { type Scope, SCOPES } from './scope.js';

/** The groups whose members have a scope; `*` is everybody whom the provider knows. */
export type Grants = Readonly<Record<Scope, readonly string[]>>;

/** The widest scope that somebody's groups give; undefined when they give none. */
export function scopeOfGroups(groups: readonly string[], grants: Grants): Scope | undefined {
  return [...SCOPES]
    .reverse()
    .find((scope) => grants[scope].some((group) => group === '*' || groups.includes(group)));
}
