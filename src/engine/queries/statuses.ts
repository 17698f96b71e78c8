import { groupBy } from '../../core/group-by.js';
import { remembered } from '../../core/remembered.js';
import type { EngineState } from '../engine-state.js';
import type { SloStatus } from '../read-models.js';
import { sloStatus, statusElsewhere } from './slo-status.js';

type Known = Pick<EngineState, 'runtimes' | 'elsewhere' | 'config' | 'storeTrouble'>;

// Asked hundreds of times a second among thousands; both maps are made anew whenever something is added to them or goes.
const runtimesByService = remembered((runtimes: Known['runtimes']) =>
  groupBy(runtimes.values(), ({ slo }) => slo.service),
);
const toldByService = remembered((elsewhere: Known['elsewhere']) =>
  groupBy(elsewhere.values(), ({ status }) => status.service),
);

/** Of this replica's SLOs what it knows, of the others' what they have told; of one service, where that is given. */
export function statuses(
  { runtimes, elsewhere, config, storeTrouble }: Known,
  now: number,
  service?: string,
): readonly SloStatus[] {
  const own = service === undefined ? runtimes.values() : (runtimesByService(runtimes).get(service) ?? []);
  const others = service === undefined ? elsewhere.values() : (toldByService(elsewhere).get(service) ?? []);
  const found: SloStatus[] = [];
  for (const runtime of own) found.push(sloStatus(runtime, now, config, storeTrouble?.since));
  for (const { status } of others) {
    if (!runtimes.has(status.id)) found.push(statusElsewhere(status, now, config));
  }
  return found;
}

/** What there is to say of the SLO with this id; undefined where nobody has it. */
export function statusById(
  { runtimes, elsewhere, config, storeTrouble }: Known,
  id: string,
  now: number,
): SloStatus | undefined {
  const runtime = runtimes.get(id);
  if (runtime) return sloStatus(runtime, now, config, storeTrouble?.since);
  const told = elsewhere.get(id);
  return told && statusElsewhere(told.status, now, config);
}
