import { type Actor, CONFIGURED } from '../../src/core/access/actor.js';

/** With the configured token, for whoever is named. */
export function onBehalfOf(name: string | undefined): Actor {
  return { ...CONFIGURED, onBehalfOf: name, requestId: undefined };
}

/** With a token of its own. */
export function tokenActor(name: string, changes: Partial<Actor> = {}): Actor {
  return { kind: 'token', name, scope: 'operate', onBehalfOf: undefined, requestId: 'request-1', ...changes };
}
