import { openSqliteStore } from '../../../src/adapters/store/sqlite-store.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import { createDelivery, type Delivery } from '../../../src/engine/deliver-signals.js';
import type { EngineConfig } from '../../../src/engine/engine-config.js';
import { type EnginePorts, type EngineState, newEngineState } from '../../../src/engine/engine-state.js';
import { evaluateSlos } from '../../../src/engine/evaluate-slos.js';
import type { EventSource, Log, Metrics, Notifier, Store } from '../../../src/engine/ports.js';
import { startEngine } from '../../../src/engine/start-engine.js';
import type { Random } from '../../traffic/random.js';
import { crashingStore, type Life } from './crashing-store.js';
import type { SimulatedTime } from './simulated-time.js';

export interface World {
  readonly time: SimulatedTime;
  readonly source: EventSource;
  readonly notifiers: ReadonlyMap<string, Notifier>;
  readonly slos: readonly Slo[];
  readonly config: EngineConfig;
  readonly storeFile: string;
  readonly storeRefuses: () => boolean;
  readonly random: Random;
}

/** The daemon's own engine, delivery and SQLite store on a simulated clock; dies at random, and leaves nothing but its store. */
export class SimulatedDaemon {
  private constructor(
    private readonly world: World,
    private readonly store: Store,
    private readonly state: EngineState,
    private readonly ports: EnginePorts,
    private readonly delivery: Delivery,
    private readonly life: Life,
  ) {}

  /** Starts from what the store's file holds; undefined when it dies while it starts. */
  static async start(world: World): Promise<SimulatedDaemon | undefined> {
    const { time, random, notifiers, slos, config } = world;
    const store = await openSqliteStore(world.storeFile);
    const life = { ended: false };
    const crashing = crashingStore(store, random, { refuses: world.storeRefuses, life });
    const sending = {
      store: crashing,
      clock: time,
      metrics: NO_METRICS,
      log: NO_LOG,
      random,
      notifiers: () => notifiers,
      onGivenUp: () => undefined,
      wakeAfter: (ms: number, wake: () => void) => time.wakeAfter(ms, wake),
      holds: () => true,
    };
    const delivery = createDelivery(sending);
    const ports: EnginePorts = {
      clock: time,
      source: world.source,
      store: crashing,
      log: NO_LOG,
      metrics: NO_METRICS,
      notifiers,
      kickDelivery: (ready) => delivery.kick(ready),
    };
    const state = newEngineState(config);
    const daemon = new SimulatedDaemon(world, store, state, ports, delivery, life);
    try {
      await startEngine(state, ports, { slos, templates: [], exclusions: [], config, complete: true });
      return daemon;
    } catch {
      await daemon.bury();
      return undefined;
    }
  }

  get isDead(): boolean {
    return this.life.ended;
  }

  /** One evaluation, and everything that it has to tell. */
  async cycle(): Promise<void> {
    await evaluateSlos(this.state, this.ports, this.world.time.now());
    await this.settle();
  }

  /** Sends what is due at this instant. */
  async settle(): Promise<void> {
    if (!this.life.ended) await this.delivery.drain(ENDLESS_MS);
  }

  /** Closes what a process leaves open when it dies. */
  async bury(): Promise<void> {
    this.life.ended = true;
    this.world.time.forget();
    await this.delivery.stop();
    await this.store.close();
  }
}

const ENDLESS_MS = 3_600_000_000;

const NO_LOG: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

const NO_METRICS: Metrics = {
  cycle: () => undefined,
  query: () => undefined,
  delivery: () => undefined,
  reload: () => undefined,
};
