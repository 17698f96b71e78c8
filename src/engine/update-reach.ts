import type { Audience } from '../core/incident/audiences.js';
import type { UpdateReach } from '../core/incident/update-sent.js';
import type { EngineConfig } from './engine-config.js';
import type { EnginePorts } from './engine-state.js';

/** How far an update for an audience reaches as things are configured. */
export function updateReach(
  audience: Audience,
  { incidents }: Pick<EngineConfig, 'incidents'>,
  { notifiers }: Pick<EnginePorts, 'notifiers'>,
): UpdateReach {
  const named = incidents.audiences[audience] ?? [];
  const receivers = named.filter((receiver) => notifiers.get(receiver)?.takesNotices);
  if (receivers.length > 0) return { receivers, lacking: undefined };
  const lacking =
    named.length === 0
      ? `no receiver is configured for ${audience}`
      : `${named.join(', ')} cannot tell ${audience}, as no person reads what is sent there`;
  return { receivers, lacking };
}

/** How somebody mends that an audience has no receiver. */
export function mendReach(audience: Audience): string {
  return `name the receivers of ${audience} in the incident policy: audiences: {${audience}: [RECEIVER]} in the file that incident_policy names (docs/incidents.md)`;
}
