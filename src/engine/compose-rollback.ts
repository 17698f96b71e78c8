import { CALL_KEYS } from '../core/delivery/call-key.js';
import type { Signal } from '../core/delivery/signal.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { Mitigation } from '../core/incident/mitigation.js';
import { type OtherRollback, otherRollback } from '../core/incident/other-rollback.js';
import type { RollbackHook } from '../core/incident/rollback.js';
import { rollbackIn } from '../core/incident/rollback-run.js';
import { withoutAlert } from './compose-call.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { OutboxRow, Store } from './ports.js';
import { messageId } from './tell.js';

/** What is out now was deployed while these were newest. */
const MOST_OF_SERVICE = 200;

/** The hook of a service, as the configuration names it; undefined where it names none that can be asked. */
export function rollbackHookOf(
  service: string,
  { config, lastDeploys }: Pick<EngineState, 'config' | 'lastDeploys'>,
  { notifiers }: Pick<EnginePorts, 'notifiers'>,
): RollbackHook | undefined {
  const receiver = config.rollbackHooks?.get(service);
  if (receiver === undefined || !notifiers.get(receiver)?.rollBack) return undefined;
  return { receiver, deploy: lastDeploys.get(service) };
}

/** The newest rollback of what is out now that another incident of the service has asked for. */
export async function findOtherRollback(
  incident: Incident,
  hook: RollbackHook,
  store: Pick<Store, 'incidents'>,
): Promise<OtherRollback | undefined> {
  const others = await store.incidents({ service: incident.service, limit: MOST_OF_SERVICE });
  return otherRollback(incident, others, hook);
}

/** What the hook is asked by an event that says so; nothing for others. */
export function rollbackRows(incident: Incident, event: IncidentEvent): OutboxRow[] {
  const run = event.kind === 'mitigated' ? rollbackIn(event) : undefined;
  if (!run) return [];
  const { receiver, reason, version, from, expiresAt: until } = run;
  const id = rollbackSignalId(incident.id, Number(event.data['mitigation']), event.at);
  const signal: Signal = {
    ...withoutAlert(incident),
    id,
    kind: 'rollback',
    severity: 'page',
    dedupKey: id,
    at: event.at,
    firingSince: event.at,
    rollback: {
      by: event.by,
      reason,
      until,
      ...(version === undefined ? {} : { version }),
      ...(from === undefined ? {} : { from }),
    },
  };
  return [{ id: messageId(signal.id, receiver), receiver, signal, createdAt: event.at }];
}

/** Each is told by itself: none waits for what was asked before. */
export function rollbackSignalId(incidentId: string, number: Mitigation['number'], at: number): string {
  return `${CALL_KEYS}${incidentId}/rollback/${number}@${at}`;
}
