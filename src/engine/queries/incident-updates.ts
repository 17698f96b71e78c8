import { draftUpdate } from '../../core/incident/draft-update.js';
import { AUDIENCES } from '../../core/incident/audiences.js';
import { nextUpdate } from '../../core/incident/updates.js';
import { isWatched } from '../../core/incident/declared.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { sliNow } from '../incident-facts.js';
import type { Store } from '../ports.js';
import type { AudienceView } from '../read-models.js';
import { mendReach, updateReach } from '../update-reach.js';

/** What each audience of an incident is to be told next, and what it was told; undefined when there is no such incident. */
export async function incidentUpdates(
  store: Pick<Store, 'incident' | 'timeline'>,
  id: string,
  state: EngineState,
  { clock, notifiers }: Pick<EnginePorts, 'clock' | 'notifiers'>,
): Promise<readonly AudienceView[] | undefined> {
  const { config } = state;
  const { incidents: policy } = config;
  const at = clock.now();
  const incident = await store.incident(id);
  if (!incident) return undefined;
  const timeline = await store.timeline(id);
  const sight = isWatched(incident) ? sliNow(incident, state, at) : undefined;
  return AUDIENCES.map((audience) => {
    const { stage = 'quiet', sent = 0, lastSentAt } = incident.updates[audience] ?? {};
    const { receivers, lacking } = updateReach(audience, config, { notifiers });
    return {
      audience,
      dueAt: nextUpdate(incident, audience, policy)?.dueAt,
      stage,
      sent,
      lastSentAt,
      receivers,
      lacking: lacking && `${lacking}: ${mendReach(audience)}`,
      draft: draftUpdate(incident, timeline, audience, policy, at, sight),
    };
  });
}
