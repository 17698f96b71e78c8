import type { Exclusion } from '../../src/core/exclusions/exclusion.js';
import { DEFAULT_INCIDENT_POLICY } from '../../src/core/incident/policy.js';
import { NO_PLAN } from '../../src/core/oncall/plan.js';
import type { Slo } from '../../src/core/slo/slo.js';
import type { SloTemplate } from '../../src/core/slo/slo-template.js';
import { DAY, MINUTE, SECOND } from '../../src/core/time/duration.js';
import { applySpecs } from '../../src/engine/apply-specs.js';
import { backfillHistory } from '../../src/engine/backfill-history.js';
import type { EngineConfig } from '../../src/engine/engine-config.js';
import { type EnginePorts, type EngineState, newEngineState } from '../../src/engine/engine-state.js';
import { evaluateSlos } from '../../src/engine/evaluate-slos.js';
import { findGroups } from '../../src/engine/find-groups.js';
import type { Log, Notifier } from '../../src/engine/ports.js';
import { sloStatus } from '../../src/engine/queries/slo-status.js';
import type { SloStatus } from '../../src/engine/read-models.js';
import type { SloRuntime } from '../../src/engine/slo-runtime.js';
import { startEngine } from '../../src/engine/start-engine.js';
import { MemoryStore } from './memory-store.js';
import { SimulatedPrometheus } from './simulated-prometheus.js';

/** A Wednesday noon, on a beat of every interval. */
export const START = Date.UTC(2026, 6, 15, 12);

export const testConfig: EngineConfig = {
  evaluationInterval: 30 * SECOND,
  staleAfter: 150 * SECOND,
  blind: { after: 15 * MINUTE, severity: 'ticket' },
  gate: { onUnknown: 'unknown', advisoryEnvironments: [] },
  minCoverage: 0.9,
  monitorFor: 30 * MINUTE,
  incidents: DEFAULT_INCIDENT_POLICY,
  rooms: [],
  onCall: NO_PLAN,
  lastResort: [],
  routes: [{ receivers: ['pager'] }],
};

/** What was told, without what only matters to the receiver: `[page, trigger, at]` in minutes since START. */
export type Told = readonly [alert: string, kind: string, minute: number];

/** The engine between a simulated Prometheus and a store in memory, on a clock that moves only by `runFor`. */
export class EngineHarness {
  readonly store = new MemoryStore();
  readonly prometheus: SimulatedPrometheus;
  /** What the daemon's clock is off by (ms); Prometheus keeps the true time. */
  clockError = 0;
  /** Chunks of history read after each cycle. */
  chunksPerCycle = 0;
  config = testConfig;
  /** What the files declare; takes effect with the next start or reload. */
  exclusions: readonly Exclusion[] = [];
  state: EngineState = newEngineState(testConfig);
  readonly logged: { readonly level: string; readonly message: string }[] = [];
  /** Cycles by outcome. */
  readonly cycles = { ok: 0, failed: 0 };
  readonly ports: EnginePorts;
  private trueTime: number;

  constructor(
    options: { readonly at?: number; readonly scrapeInterval?: number; readonly scrapeOffset?: number } = {},
  ) {
    this.trueTime = options.at ?? START;
    this.prometheus = new SimulatedPrometheus(
      () => this.trueTime,
      options.scrapeInterval,
      options.scrapeOffset,
    );
    this.ports = {
      clock: { now: () => this.now },
      source: this.prometheus,
      store: this.store,
      log: this.log(),
      metrics: {
        cycle: (outcome) => {
          this.cycles[outcome] += 1;
        },
        query: () => undefined,
        delivery: () => undefined,
        reload: () => undefined,
      },
      notifiers: new Map<string, Notifier>(),
      kickDelivery: () => undefined,
    };
  }

  /** The daemon's time. */
  get now(): number {
    return this.trueTime + this.clockError;
  }

  /** Starts the engine from what the store holds, with nothing left in memory: the first start as well as a restart. */
  async start(slos: readonly Slo[], complete = true, templates: readonly SloTemplate[] = []): Promise<void> {
    this.state = newEngineState(this.config);
    const { config, exclusions } = this;
    await startEngine(this.state, this.ports, { slos, templates, exclusions, config, complete });
    await findGroups(this.state, this.ports);
  }

  async reload(slos: readonly Slo[], complete = true, templates: readonly SloTemplate[] = []): Promise<void> {
    const { config, exclusions } = this;
    await applySpecs(this.state, this.ports, { slos, templates, exclusions, config, complete });
    await findGroups(this.state, this.ports);
  }

  /** Lets time pass beat by beat. */
  async runFor(ms: number): Promise<void> {
    const until = this.trueTime + ms;
    while (this.trueTime < until) {
      this.trueTime += this.config.evaluationInterval;
      await this.cycle();
    }
  }

  /** Lets time pass in which the daemon is not running. */
  sleepFor(ms: number): void {
    this.trueTime += ms;
  }

  /** One evaluation at the present instant. */
  async cycle(): Promise<void> {
    if (this.now % MINUTE === 0) await findGroups(this.state, this.ports);
    await evaluateSlos(this.state, this.ports, this.now);
    for (let i = 0; i < this.chunksPerCycle; i += 1) await backfillHistory(this.state, this.ports);
  }

  /** Reads the past to its beginning. */
  async readHistory(): Promise<void> {
    for (let i = 0; i < 2 * 30 * (DAY / MINUTE); i += 1) {
      const { outcome } = await backfillHistory(this.state, this.ports);
      if (outcome === 'done') return;
      if (outcome === 'failed') throw new Error('history cannot be read');
    }
    throw new Error('history does not end');
  }

  /** Every message that was decided, oldest first. */
  told(receiver = 'pager'): Told[] {
    return this.store
      .messages()
      .filter((row) => row.receiver === receiver)
      .map(({ signal: { cause, severity, kind, at } }) => [
        cause === 'burn' ? severity : `${cause}-${severity}`,
        kind,
        (at - START) / MINUTE,
      ]);
  }

  /** The kinds of messages without their instants: `page trigger`. */
  toldKinds(): string[] {
    return this.told().map(([alert, kind]) => `${alert} ${kind}`);
  }

  runtime(sloId: string): SloRuntime {
    const runtime = this.state.runtimes.get(sloId);
    if (!runtime) throw new Error(`there is no ${sloId}`);
    return runtime;
  }

  status(sloId = 'checkout-api/availability'): SloStatus {
    return sloStatus(this.runtime(sloId), this.now, this.config);
  }

  /** What was counted over the window (ms) that ends at the newest sample. */
  counted(windowMs: number, sloId = 'checkout-api/availability'): { bad: number; total: number } {
    const runtime = this.runtime(sloId);
    const { bad, total } = runtime.ring.sum(windowMs, runtime.live.knownUntil ?? this.now);
    return { bad, total };
  }

  private log(): Log {
    const write = (level: string) => (message: string) => {
      this.logged.push({ level, message });
    };
    return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  }
}
