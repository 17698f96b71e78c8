import { receiversFor } from '../core/delivery/route.js';
import { canarySignal } from '../core/heartbeat/canary.js';
import {
  type CanaryOutcome,
  decideHeartbeat,
  type HeartbeatDecision,
  OVERDUE_AFTER,
  type StuckReceiver,
  type Vitals,
} from '../core/heartbeat/decide-heartbeat.js';
import { SECOND } from '../core/time/duration.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { PingOutcome, Store } from './ports.js';
import { outboxRows } from './tell.js';
import { sourceSignal } from './watch-source.js';

/** How often (ms) it is looked whether the canary has arrived, and for how long at most. */
const LOOK_EVERY = 200;
const LONGEST_WAIT = 15 * SECOND;

/** What is asked for; durations in ms. */
export interface HeartbeatOptions {
  readonly every: number;
  /** The receiver that a message has to reach before each heartbeat; undefined: none. */
  readonly canary: string | undefined;
}

export interface HeartbeatPorts extends Pick<EnginePorts, 'clock' | 'log' | 'notifiers' | 'kickDelivery'> {
  /** Unfenced: a heartbeat is about this process, whatever it may judge. */
  readonly store: Pick<Store, 'commit' | 'delivery' | 'proveWritable' | 'stuckReceivers'>;
  /** What this process is called among several. */
  readonly daemon: string;
  /** Never throws. */
  readonly ping: () => Promise<PingOutcome>;
  /** Resolves after `ms`, or at once when the daemon stops. */
  readonly pause: (ms: number) => Promise<void>;
  readonly stopping: () => boolean;
}

/** Looks at every part of the daemon, and calls the outside when all of them have just proven that they work. */
export async function sendHeartbeat(
  state: EngineState,
  ports: HeartbeatPorts,
  options: HeartbeatOptions,
): Promise<void> {
  const decision = decideHeartbeat(await vitals(state, ports, options));
  if (ports.stopping()) return;
  tellLog(state, ports, decision);
  const before = state.heartbeat ?? { lastSentAt: undefined };
  if (decision.kind === 'hold') {
    state.heartbeat = { ...before, held: decision.reasons, pingError: undefined };
    return;
  }
  const outcome = await ports.ping();
  const at = ports.clock.now();
  if (outcome.kind === 'not-sent') ports.log.warn('the heartbeat was not taken', { reason: outcome.why });
  state.heartbeat =
    outcome.kind === 'sent'
      ? { lastSentAt: at, held: [], pingError: undefined }
      : { ...before, held: [], pingError: outcome.why };
}

async function vitals(state: EngineState, ports: HeartbeatPorts, options: HeartbeatOptions): Promise<Vitals> {
  const { clock, store } = ports;
  const storageError = await store.proveWritable(clock.now()).then(() => undefined, String);
  // Without a store there is no outbox to send it through.
  const canary =
    options.canary === undefined || storageError !== undefined
      ? undefined
      : await sendCanary(ports, options.canary, options.every);
  const stuck = await store.stuckReceivers(clock.now() - OVERDUE_AFTER).then(
    (found) => found.filter(({ receiver }) => ports.notifiers.has(receiver)),
    (): StuckReceiver[] | undefined => undefined,
  );
  const at = clock.now();
  const { lastCycle, config } = state;
  return {
    at,
    evaluationInterval: config.evaluationInterval,
    lastCycle,
    source: sourceSight(state, at),
    storageError,
    canary,
    stuck,
  };
}

/** That Prometheus is silent is the daemon's own to tell: it holds the heartbeat only where nobody would hear of it. */
function sourceSight(state: EngineState, at: number): Vitals['source'] {
  const { source, config } = state;
  if (source.reachable) return 'answers';
  const { severity } = config.blind;
  if (severity === undefined) return 'untold';
  return receiversFor(sourceSignal(state, at, severity), config.routes).length > 0 ? 'told' : 'untold';
}

/** Sends a canary the way of every page, through outbox and sender, and waits for its receipt. */
async function sendCanary(ports: HeartbeatPorts, receiver: string, every: number): Promise<CanaryOutcome> {
  const { store, clock, daemon } = ports;
  const began = clock.now();
  const rows = outboxRows(canarySignal(daemon, began), [receiver]);
  const lost = (error: unknown): CanaryOutcome => ({ receiver, state: 'lost', error: String(error) });
  try {
    ports.kickDelivery(await store.commit({ at: began, outbox: rows }));
    // A beat that takes longer than the pace would hold up the next.
    const looks = Math.min(LONGEST_WAIT, every / 2) / LOOK_EVERY;
    for (let look = 0; look < looks && !ports.stopping(); look += 1) {
      await ports.pause(LOOK_EVERY);
      const row = await store.delivery(rows[0]?.id ?? '');
      if (!row) return { receiver, state: 'lost', error: undefined };
      if (row.state === 'delivered') return { receiver, state: 'delivered', error: undefined };
      if (row.state !== 'pending') return { receiver, state: 'failed', error: row.lastError };
    }
    return { receiver, state: 'pending', error: undefined };
  } catch (error) {
    return lost(error);
  }
}

/** Once when it is held, or held for other reasons, and once when it goes on. */
function tellLog({ heartbeat }: EngineState, { log }: HeartbeatPorts, decision: HeartbeatDecision): void {
  const before = (heartbeat?.held ?? []).map(({ sign }) => sign).join(' ');
  if (decision.kind === 'ping') {
    if (before !== '') log.info('heartbeats go on');
    return;
  }
  if (decision.reasons.map(({ sign }) => sign).join(' ') === before) return;
  log.warn('no heartbeat is sent', { because: decision.reasons.map(({ text }) => text) });
}
