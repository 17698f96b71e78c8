import { draftUpdate } from '../../core/incident/draft-update.js';
import { AUDIENCES } from '../../core/incident/audiences.js';
import { nextUpdate } from '../../core/incident/updates.js';
import type { EngineConfig } from '../engine-config.js';
import type { Store } from '../ports.js';
import type { AudienceView } from '../read-models.js';

/** What each audience of an incident is to be told next, and what it was told; undefined when there is no such incident. */
export async function incidentUpdates(
  store: Pick<Store, 'incident' | 'timeline'>,
  id: string,
  { incidents: policy }: EngineConfig,
  at: number,
): Promise<readonly AudienceView[] | undefined> {
  const incident = await store.incident(id);
  if (!incident) return undefined;
  const timeline = await store.timeline(id);
  return AUDIENCES.map((audience) => {
    const { stage = 'quiet', sent = 0, lastSentAt } = incident.updates[audience] ?? {};
    const over = incident.status === 'resolved';
    return {
      audience,
      dueAt: over ? undefined : nextUpdate(incident, audience, policy)?.dueAt,
      stage,
      sent,
      lastSentAt,
      receivers: policy.audiences[audience] ?? [],
      draft: draftUpdate(incident, timeline, audience, policy, at),
    };
  });
}
