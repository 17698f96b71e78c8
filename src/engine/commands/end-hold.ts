import { type Actor, actorText } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import type { AlertState } from '../../core/burn-rate/alert-state.js';
import type { EndedByHand } from '../../core/burn-rate/outside-hold.js';
import type { OutsideReport } from '../../core/burn-rate/outside-alerts.js';
import { FirebreakError } from '../../core/errors.js';
import { decideForeign } from '../decide-foreign.js';
import { decideSlos } from '../decide-slos.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { foreignHolds, type Hold, sloHolds } from '../queries/holds.js';

/**
 * Ends what alerts from outside hold open, when whoever reported them has gone away and will not report their end. A reporter that
 * is there after all reports again, and then they hold again.
 * @param of an SLO or an incident
 * @returns what was ended
 */
export function endHold(
  state: EngineState,
  ports: EnginePorts,
  of: string,
  reason: string,
  actor: Actor,
): Promise<readonly Hold[]> {
  return state.turns.run(async () => {
    const at = ports.clock.now();
    const outcome = { outcome: 'done', detail: reason } as const;
    const audit = [auditEntry(actor, { action: 'hold.end', target: of }, at, outcome)];
    const how: EndedByHand = { by: actorText(actor), reason };
    const slo = [...state.runtimes.values()].find(
      (each) => (each.slo.id === of || each.incident?.id === of) && sloHolds(each).length > 0,
    );
    if (slo) {
      const held = sloHolds(slo);
      const reports = new Map([[slo.slo.id, endReports(slo.alerts.state, how)]]);
      await decideSlos(state, ports, [slo], at, undefined, { reports, audit });
      return held;
    }
    const foreign = [...state.foreign.values()].find(
      (each) => each.incidentId === of && foreignHolds(each).length > 0,
    );
    if (!foreign) throw new FirebreakError('not-found', nothingHeld(state, of));
    await decideForeign(state, ports, [{ foreign: foreign.alert, firing: false }], { how, audit });
    return foreignHolds(foreign);
  });
}

function endReports({ outside = {} }: AlertState, ended: EndedByHand): OutsideReport[] {
  return Object.entries(outside).map(([key, hold]) => ({ ...hold, key, firing: false, ended }));
}

function nothingHeld({ share }: EngineState, of: string): string {
  const where = share === 'all' ? '' : ' by this replica';
  return `nothing that was reported from outside holds ${of} open${where}; "firebreak holds" lists what is held`;
}
