import type { Actor } from '../../core/access/actor.js';
import { FirebreakError } from '../../core/errors.js';
import { opensShared, type SharedIncident, sharedIncident } from '../../core/incident/sharing.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import type { Secrets, Store } from '../ports.js';
import { workOnIncident } from './work-on-incident.js';

/** A link that was made. Its token is told this once, and kept by nobody here. */
export interface NewShareLink {
  readonly incidentId: string;
  readonly link: number;
  readonly for: string;
  readonly expiresAt: number;
  readonly token: string;
}

/** @param asked how long it holds in ms */
export async function makeShareLink(
  state: EngineState,
  ports: EnginePorts,
  secrets: Secrets,
  id: string,
  asked: { readonly for: string; readonly holds: number },
  actor: Actor,
): Promise<NewShareLink> {
  const secret = secrets.newSecret();
  const digest = secrets.digest(secret);
  const incident = await workOnIncident(
    state,
    ports,
    id,
    { kind: 'make-share-link', ...asked, digest },
    actor,
  );
  const made = incident.shareLinks.find((each) => each.digest === digest);
  if (!made) throw new Error(`the link of ${incident.id} is not in it`);
  const { number: link, expiresAt } = made;
  return { incidentId: incident.id, link, for: made.for, expiresAt, token: `${incident.id}_${secret}` };
}

/** What the token of a link shows; `not-found` for one that opens nothing, whatever is wrong with it. */
export async function readShared(
  store: Pick<Store, 'incident' | 'timeline'>,
  secrets: Pick<Secrets, 'digest' | 'same'>,
  token: string,
  at: number,
): Promise<SharedIncident> {
  const [, id = '', secret = ''] = /^(INC-\d{1,15})_([\w-]{20,200})$/.exec(token) ?? [];
  const incident = id === '' ? undefined : await store.incident(id);
  const digest = secrets.digest(secret);
  if (!incident || !opensShared(incident, (other) => secrets.same(digest, other), at))
    throw new FirebreakError('not-found', 'this link shows nothing, or does no longer');
  return sharedIncident(incident, await store.timeline(id));
}
