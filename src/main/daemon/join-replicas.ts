import type { EnginePorts, EngineState } from '../../engine/engine-state.js';
import type { Schedule, Stoppable } from '../../engine/ports.js';
import { shareSlos, type Sharing, type SharingPorts } from '../../engine/share-slos.js';
import { SECOND } from '../../core/time/duration.js';

/** A daemon that judges everything by itself. */
export const ALONE: Pick<Sharing, 'holds' | 'tellStatuses'> & {
  begin(schedule: Schedule): Promise<void>;
} & Stoppable = {
  holds: () => true,
  tellStatuses: async () => undefined,
  begin: async () => undefined,
  stop: async () => undefined,
};

/** Joins those that share the SLOs; from `begin` on, when it has its part, it says every second that it is alive. */
export function joinReplicas(
  state: EngineState,
  ports: EnginePorts,
  shared: SharingPorts | undefined,
): typeof ALONE {
  if (!shared) return ALONE;
  const sharing = shareSlos(state, ports, shared);
  let beats: Stoppable | undefined;
  return {
    ...sharing,
    async begin(schedule) {
      state.share = new Map();
      await sharing.beat();
      await sharing.settled();
      beats = schedule.every(SECOND, 'replicas', () => sharing.beat());
    },
    async stop() {
      await beats?.stop();
      await sharing.leave();
    },
  };
}
