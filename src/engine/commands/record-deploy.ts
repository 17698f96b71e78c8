import type { Actor } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import type { Deploy } from '../../core/delivery/signal.js';
import type { EnginePorts, EngineState } from '../engine-state.js';

/** Keeps a service's newest deploy, which pages name; one that is told late changes nothing. */
export async function recordDeploy(
  state: EngineState,
  { store, clock }: EnginePorts,
  told: Deploy,
  actor: Actor,
): Promise<void> {
  const at = clock.now();
  const act = { action: 'deploy.record', target: told.service } as const;
  const detail = told.version;
  await store.commit({
    at,
    deploys: [told],
    audit: [auditEntry(actor, act, at, { outcome: 'done', detail })],
  });
  state.lastDeploys = await store.lastDeploys();
}
