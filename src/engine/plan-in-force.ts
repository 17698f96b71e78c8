import { type PlannedOverrides, withPlannedOverrides } from '../core/oncall/planned-override.js';
import type { EngineConfig } from './engine-config.js';
import type { EnginePorts, EngineState } from './engine-state.js';

/** Puts a configuration in force, whose plan is that of the files alone, with what people said of on-call on top. */
export function adoptConfig(state: EngineState, config: EngineConfig): void {
  state.planOfFiles = config.onCall;
  state.config = config;
  adoptPlannedOverrides(state, state.plannedOverrides);
}

/** Puts what people said of on-call in force. */
export function adoptPlannedOverrides(state: EngineState, planned: PlannedOverrides): void {
  state.plannedOverrides = planned;
  if (planned.size === 0 && state.config.onCall === state.planOfFiles) return;
  state.config = { ...state.config, onCall: withPlannedOverrides(state.planOfFiles, planned) };
}

/** Learns what was said, through this daemon before it was started or through another one. */
export async function readPlannedOverrides(state: EngineState, { store }: EnginePorts): Promise<void> {
  // Not between somebody's commit and its adoption: what was read before it would take its place.
  await state.commits.run(async () => adoptPlannedOverrides(state, await store.plannedOverrides()));
}
