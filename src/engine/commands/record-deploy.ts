import type { Actor } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { deploySignal } from '../../core/delivery/deploy-signal.js';
import type { Deploy } from '../../core/delivery/signal.js';
import type { DeployFact } from '../../core/slo-history/past-fact.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { outboxRows } from '../tell.js';

/**
 * Keeps a deploy for the past of the service's SLOs, and the newest for pages to name (one that is told late changes nothing there), and
 * tells it to the receivers that keep a list of changes.
 */
export async function recordDeploy(
  state: EngineState,
  { store, clock, notifiers, kickDelivery }: EnginePorts,
  told: Deploy,
  actor: Actor,
): Promise<void> {
  const at = clock.now();
  const act = { action: 'deploy.record', target: told.service } as const;
  const detail = told.version;
  const keepers = [...notifiers.values()].filter(({ tellDeploy }) => tellDeploy !== undefined);
  const outbox = outboxRows(
    deploySignal(told, at),
    keepers.map(({ receiver }) => receiver),
  );
  // One after the other: an older look must not come after a newer one.
  const ready = await state.commits.run(async () => {
    const sendable = await store.commit({
      at,
      deploys: [told],
      facts: [deployFact(told)],
      outbox,
      audit: [auditEntry(actor, act, at, { outcome: 'done', detail })],
    });
    state.lastDeploys = await store.lastDeploys();
    return sendable;
  });
  if (outbox.length > 0) kickDelivery(ready);
}

function deployFact({ service, version, at, url }: Deploy): DeployFact {
  return { kind: 'deploy', of: service, at, version, ...(url === undefined ? {} : { url }) };
}
