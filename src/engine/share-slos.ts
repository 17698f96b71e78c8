import { planLeases } from '../core/replicas/plan-leases.js';
import { adoptShare } from './adopt-share.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { Replicas } from './ports.js';
import { sloStatus } from './queries/slo-status.js';
import { refreshFromOthers } from './refresh-from-others.js';
import type { SharedClock } from './shared-clock.js';

/** How often (ms) it is read what others have written. */
const REFRESH_EVERY = 2_000;

/** Keeps this replica's part of the SLOs. */
export interface Sharing {
  /** Says that this replica is alive, and sees to its leases; to be called every second, whatever else is going on. */
  beat(): Promise<void>;
  /** Resolves when what the last beat has brought is taken up. */
  settled(): Promise<void>;
  /** Says for the others what there is to say of the SLOs that are this replica's, when there are others, and when what was said last has arrived. */
  tellStatuses(): Promise<void>;
  /** True while nobody else can have taken what is this replica's. */
  holds(): boolean;
  /** Lets go of everything. */
  leave(): Promise<void>;
}

/** What sharing needs besides the engine's own ports. */
export interface SharingPorts {
  readonly replicas: Replicas;
  /** Ms of a clock that never jumps, and goes on while the process is paused. */
  readonly monotonic: () => number;
  /** Is put right by the database's at every beat. */
  readonly clock: SharedClock;
}

export function shareSlos(
  state: EngineState,
  ports: EnginePorts,
  { replicas, monotonic, clock }: SharingPorts,
): Sharing {
  let members: readonly string[] = [];
  let heldUntil = 0;
  let adopting: Promise<void> | undefined;
  let refreshing: Promise<void> | undefined;
  let telling: Promise<void> | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let left = false;

  async function beat(): Promise<void> {
    if (left) return;
    const began = monotonic();
    try {
      const view = await replicas.look();
      clock.put({ showed: view.now, asked: began, answered: monotonic() });
      const plan = planLeases(replicas.me, view.members, view.leases, view.now);
      const held = await replicas.renew([...plan.keep, ...plan.release]);
      heldUntil = began + replicas.leaseMs;
      if (isLost(state.share, held)) replicas.endHung();
      const taken = plan.take.length > 0 ? await replicas.take(plan.take) : new Map<number, number>();
      const comeOrGone = members.length !== view.members.length;
      members = view.members;
      state.seenReplicas = { alive: members.length, renewedAt: ports.clock.now() };
      if (comeOrGone) await replicas.freeMessages();
      const released = new Set(plan.release);
      const share = new Map([...held, ...taken].filter(([bucket]) => !released.has(bucket)));
      adopting ??= adopt(share, plan.release).finally(() => {
        adopting = undefined;
      });
      if (members.length > 1 && began - refreshedAt >= REFRESH_EVERY) {
        refreshedAt = began;
        refreshing ??= refresh().finally(() => {
          refreshing = undefined;
        });
      }
    } catch (error) {
      ports.log.warn('the replicas cannot be seen', { error: String(error) });
    }
  }

  async function refresh(): Promise<void> {
    try {
      await refreshFromOthers(state, ports, replicas);
    } catch (error) {
      ports.log.warn('what other replicas have written cannot be read', { error: String(error) });
    }
  }

  async function tell(): Promise<void> {
    const now = ports.clock.now();
    const own = [...state.runtimes.values()].map((runtime) =>
      sloStatus(runtime, now, state.config, state.storeTrouble?.since),
    );
    try {
      await replicas.tellStatuses(now, own);
    } catch (error) {
      ports.log.warn('other replicas cannot be told of the SLOs of this one', { error: String(error) });
    }
  }

  /** Waits for the cycle under way; the leases are renewed meanwhile. */
  async function adopt(share: ReadonlyMap<number, number>, release: readonly number[]): Promise<void> {
    try {
      if (!isSame(state.share, share)) {
        await adoptShare(state, ports, share);
        ports.kickDelivery();
        ports.log.info('the SLOs are shared out anew', {
          replicas: members.length,
          buckets: share.size,
          slos: state.runtimes.size,
        });
      }
      if (release.length > 0) await replicas.release(release);
    } catch (error) {
      ports.log.error('what has become ours cannot be taken up; it is tried again', { error: String(error) });
    }
  }

  return {
    beat,
    settled: async () => adopting,
    async tellStatuses() {
      if (members.length < 2) return;
      telling ??= tell().finally(() => {
        telling = undefined;
      });
      await telling;
    },
    holds: () => monotonic() < heldUntil,
    async leave() {
      left = true;
      await adopting;
      await refreshing;
      await replicas.leave();
    },
  };
}

/** Whether another has had something of this replica's since it was last its own. */
function isLost(share: EngineState['share'], held: ReadonlyMap<number, number>): boolean {
  return share !== 'all' && [...share].some(([bucket, token]) => held.get(bucket) !== token);
}

function isSame(a: EngineState['share'], b: ReadonlyMap<number, number>): boolean {
  return a !== 'all' && a.size === b.size && [...b].every(([bucket, token]) => a.get(bucket) === token);
}
