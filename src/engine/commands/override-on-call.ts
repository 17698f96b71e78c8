import { type Actor, actorText } from '../../core/access/actor.js';
import { type AuditAction, auditEntry } from '../../core/access/audit-entry.js';
import {
  type AskedPlannedOverride,
  type PlannedOverride,
  planOverride,
  withdrawOverride,
} from '../../core/oncall/planned-override.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { adoptPlannedOverrides } from '../plan-in-force.js';

/** Has somebody take a schedule for a while, at once; it is stored and in the audit log. */
export function overrideOnCall(
  state: EngineState,
  ports: EnginePorts,
  schedule: string,
  asked: AskedPlannedOverride,
  actor: Actor,
): Promise<PlannedOverride> {
  return change(state, ports, schedule, actor, 'oncall.override', (had, who) =>
    planOverride(state.config.onCall, schedule, asked, had, who),
  );
}

/** Takes an override back; what has passed of it stays as it was. */
export function withdrawOnCall(
  state: EngineState,
  ports: EnginePorts,
  schedule: string,
  { number, reason }: { readonly number: number; readonly reason: string | undefined },
  actor: Actor,
): Promise<PlannedOverride> {
  return change(state, ports, schedule, actor, 'oncall.withdraw', (had, who) =>
    withdrawOverride(had, number, { ...who, reason }),
  );
}

function change(
  state: EngineState,
  { store, clock }: EnginePorts,
  schedule: string,
  actor: Actor,
  action: AuditAction,
  decide: (
    had: readonly PlannedOverride[],
    who: { readonly by: string; readonly at: number },
  ) => PlannedOverride,
): Promise<PlannedOverride> {
  return state.commits.run(async () => {
    const at = clock.now();
    // Another replica may have written since the last look.
    const planned = await store.plannedOverrides();
    adoptPlannedOverrides(state, planned);
    const had = planned.get(schedule) ?? [];
    const next = decide(had, { by: actorText(actor), at });
    const kind = next.withdrawn ? 'withdrawn' : 'made';
    const all = [...had.filter(({ number }) => number !== next.number), next].sort(
      (a, b) => a.number - b.number,
    );
    const { person, from, to } = next;
    const reason = next.withdrawn ? next.withdrawn.reason : next.reason;
    const span = `${person}, ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
    const detail = reason === undefined ? span : `${span}: ${reason}`;
    await store.commit({
      at,
      plannedOverrides: [{ schedule, kind, override: next }],
      audit: [auditEntry(actor, { action, target: schedule }, at, { outcome: 'done', detail })],
    });
    adoptPlannedOverrides(state, new Map([...planned, [schedule, all]]));
    return next;
  });
}
