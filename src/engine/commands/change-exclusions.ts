import { type Actor, actorText } from '../../core/access/actor.js';
import { type AuditAction, auditEntry } from '../../core/access/audit-entry.js';
import { type ExclusionChange, isSameExclusion } from '../../core/exclusions/changes.js';
import { checkSelection } from '../../core/exclusions/check-selection.js';
import { correctsFuture } from '../../core/exclusions/corrects-future.js';
import type { Exclusion } from '../../core/exclusions/exclusion.js';
import { FirebreakError } from '../../core/errors.js';
import { meantService } from '../meant-service.js';
import type { EnginePorts, EngineState } from '../engine-state.js';

/** An exclusion as somebody asks for it: mostly without an id, which it is given then. */
export interface AskedExclusion extends Omit<Exclusion, 'id' | 'origin'> {
  readonly id?: string;
}

/**
 * Puts an exclusion in force that somebody asked for; it shows with the next evaluation.
 * @param replace it takes the place of one of its id that was asked for before; when nothing differs, nothing changes
 */
export function addExclusion(
  state: EngineState,
  ports: EnginePorts,
  asked: AskedExclusion,
  replace: boolean,
  actor: Actor,
): Promise<Exclusion> {
  return state.commits.run(async () => {
    const exclusion: Exclusion = { ...asked, id: asked.id ?? nextId(state), origin: 'api' };
    const before = state.exclusions.find(({ id }) => id === exclusion.id);
    if (before && !(replace && before.origin === 'api'))
      throw new FirebreakError('conflict', `there is an exclusion ${exclusion.id} already`);
    const at = ports.clock.now();
    refuseUnsound(state, exclusion, at);
    if (before && isSameExclusion(before, exclusion)) {
      const act = { action: 'exclusion.add', target: exclusion.id } as const;
      await ports.store.commit({ at, audit: [auditEntry(actor, act, at, { outcome: 'unchanged' })] });
      return before;
    }
    const { reason } = exclusion;
    const action = before ? 'changed' : 'added';
    await record(state, ports, { at, action, by: actorText(actor), reason, exclusion }, actor);
    state.exclusions = [...state.exclusions.filter((each) => each !== before), exclusion];
    return exclusion;
  });
}

function refuseUnsound(state: EngineState, exclusion: Exclusion, now: number): void {
  const { runtimes, templates } = state;
  const slos = [...runtimes.values()].map(({ slo }) => slo);
  const written = [...templates.values()].map(({ template }) => template);
  const { unknown, meetsNone } = checkSelection(exclusion.selects, slos, written);
  if (unknown.length > 0) throw new FirebreakError('invalid-input', `there is no SLO ${unknown.join(', ')}`);
  const { service } = exclusion.selects;
  const isServed = slos.some((slo) => slo.service === service);
  const meant = service === undefined || isServed ? '' : meantService(service, state);
  if (meetsNone)
    throw new FirebreakError('invalid-input', `no SLO has this service and these labels${meant}`);
  const future = correctsFuture(exclusion, now);
  if (future !== undefined)
    throw new FirebreakError('invalid-input', `it ${future}; end it by now, or plan maintenance`);
}

/** Ends an exclusion as if it had never been: its time counts again with the next evaluation, and the list of changes says so. */
export function withdrawExclusion(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  reason: string,
  actor: Actor,
): Promise<Exclusion> {
  return state.commits.run(async () => {
    const own = state.exclusions.filter((each) => each.id === id);
    const exclusion = own.find(({ origin }) => origin === 'api');
    if (!exclusion && own.length > 0)
      throw new FirebreakError('conflict', `${id} is declared in a file: take it out there, and reload`);
    if (!exclusion) throw await notThere(state, ports, id);
    const at = ports.clock.now();
    await record(state, ports, { at, action: 'withdrawn', by: actorText(actor), reason, exclusion }, actor);
    state.exclusions = state.exclusions.filter((each) => each !== exclusion);
    return exclusion;
  });
}

/** Why there is nothing to withdraw: it never was, or has been already. */
async function notThere(state: EngineState, ports: EnginePorts, id: string): Promise<FirebreakError> {
  const changes = await ports.store.exclusionChanges(state.exclusionChanges);
  const last = changes.find(({ exclusion }) => exclusion.id === id);
  if (!last) return new FirebreakError('not-found', `there is no exclusion ${id}`);
  const { by, at, reason } = last;
  const when = new Date(at).toISOString();
  return new FirebreakError('conflict', `${id} was withdrawn already, by ${by} at ${when}: ${reason}`);
}

/** What was said of it stands in the list of changes; the audit log points there. */
const IN_THE_LIST = { outcome: 'done', detail: 'told in full by /api/v1/exclusions/audit' } as const;

async function record(
  state: EngineState,
  ports: EnginePorts,
  change: ExclusionChange,
  actor: Actor,
): Promise<void> {
  const { at, action, by, reason, exclusion } = change;
  const done: AuditAction = action === 'withdrawn' ? 'exclusion.withdraw' : 'exclusion.add';
  const audit = [auditEntry(actor, { action: done, target: exclusion.id }, at, IN_THE_LIST)];
  await ports.store.commit({ at, exclusionChanges: [change], audit });
  state.exclusionChanges += 1;
  ports.log.info('an exclusion has changed', { id: exclusion.id, action, by, reason });
}

/** Numbered by the changes so far, so that no id is given twice. */
function nextId({ exclusionChanges, exclusions }: EngineState): string {
  let number = exclusionChanges + 1;
  while (exclusions.some(({ id }) => id === `EXC-${number}`)) number += 1;
  return `EXC-${number}`;
}
