import { groupBy } from '../../core/group-by.js';
import { overrideAt } from '../../core/error-budget/gate-override.js';
import type { EngineState } from '../engine-state.js';
import type { GateAnswer, SloStatus } from '../read-models.js';
import { gateAnswer } from './gate-answer.js';

/** The gate of every service that has an SLO, in the order of their names. */
export function gates(
  slos: readonly SloStatus[],
  { config, gateOverrides }: Pick<EngineState, 'config' | 'gateOverrides'>,
  now: number,
): readonly GateAnswer[] {
  return [...groupBy(slos, ({ service }) => service)]
    .map(([service, own]) =>
      gateAnswer(service, undefined, own, config.gate, overrideAt(gateOverrides.get(service), now)),
    )
    .sort((a, b) => (a.service < b.service ? -1 : 1));
}
