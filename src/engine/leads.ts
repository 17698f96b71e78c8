import type { EngineState } from './engine-state.js';
import { idsOf } from './new-specs.js';
import { ownsSource } from './share.js';

/** Whether this replica does what one does for all. */
export function leads({ share, specs }: EngineState): boolean {
  return ownsSource(share, specs ? idsOf(specs) : []);
}
