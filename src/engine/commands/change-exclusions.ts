import type { ExclusionChange } from '../../core/exclusions/changes.js';
import { type Exclusion, selectsSlo } from '../../core/exclusions/exclusion.js';
import { FirebreakError } from '../../core/errors.js';
import type { EnginePorts, EngineState } from '../engine-state.js';

/** Puts an exclusion in force that somebody asked for; it shows with the next evaluation. Without an id it is given one. */
export function addExclusion(
  state: EngineState,
  ports: EnginePorts,
  asked: Omit<Exclusion, 'id' | 'origin'> & { readonly id?: string },
): Promise<Exclusion> {
  return state.commits.run(async () => {
    const exclusion: Exclusion = { ...asked, id: asked.id ?? nextId(state), origin: 'api' };
    if (state.exclusions.some(({ id }) => id === exclusion.id))
      throw new FirebreakError('conflict', `there is an exclusion ${exclusion.id} already`);
    const slos = [...state.runtimes.values()].map(({ slo }) => slo);
    const unknown = exclusion.selects.slos?.filter((id) => !state.runtimes.has(id)) ?? [];
    if (unknown.length > 0)
      throw new FirebreakError('invalid-input', `there is no SLO ${unknown.join(', ')}`);
    if (!slos.some((slo) => selectsSlo(exclusion.selects, slo)))
      throw new FirebreakError('invalid-input', 'no SLO has this service and these labels');
    const { author: by, reason } = exclusion;
    await record(state, ports, { at: ports.clock.now(), action: 'added', by, reason, exclusion });
    state.exclusions = [...state.exclusions, exclusion];
    return exclusion;
  });
}

/** Ends an exclusion as if it had never been: its time counts again with the next evaluation, and the list of changes says so. */
export function withdrawExclusion(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  { by, reason }: Pick<ExclusionChange, 'by' | 'reason'>,
): Promise<Exclusion> {
  return state.commits.run(async () => {
    const own = state.exclusions.filter((each) => each.id === id);
    const exclusion = own.find(({ origin }) => origin === 'api');
    if (!exclusion && own.length > 0)
      throw new FirebreakError('conflict', `${id} is declared in a file: take it out there, and reload`);
    if (!exclusion) throw new FirebreakError('not-found', `there is no exclusion ${id}`);
    await record(state, ports, { at: ports.clock.now(), action: 'withdrawn', by, reason, exclusion });
    state.exclusions = state.exclusions.filter((each) => each !== exclusion);
    return exclusion;
  });
}

async function record(state: EngineState, ports: EnginePorts, change: ExclusionChange): Promise<void> {
  await ports.store.commit({ at: change.at, exclusionChanges: [change] });
  state.exclusionChanges += 1;
  const { action, by, reason, exclusion } = change;
  ports.log.info('an exclusion has changed', { id: exclusion.id, action, by, reason });
}

/** Numbered by the changes so far, so that no id is given twice. */
function nextId({ exclusionChanges, exclusions }: EngineState): string {
  let number = exclusionChanges + 1;
  while (exclusions.some(({ id }) => id === `EXC-${number}`)) number += 1;
  return `EXC-${number}`;
}
