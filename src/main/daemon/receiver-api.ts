import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import { testReceiver } from '../../engine/commands/test-receiver.js';
import type { EnginePorts } from '../../engine/engine-state.js';
import type { ReceiverTest } from '../../engine/read-models.js';

/** Tests a receiver of the running daemon; that it was, and what came of it, is in the audit log. */
export async function testOwnReceiver(
  { notifiers, clock, store }: EnginePorts,
  name: string,
  actor: Actor,
): Promise<ReceiverTest> {
  const notifier = notifiers.get(name);
  if (!notifier) throw new FirebreakError('not-found', `there is no receiver "${name}"`);
  const test = await testReceiver(notifier, { clock, pause });
  const at = clock.now();
  const act = { action: 'receiver.test', target: name } as const;
  const entry = auditEntry(actor, act, at, { outcome: 'done', detail: test.trigger.outcome });
  await store.commit({ at, audit: [entry] });
  return test;
}
