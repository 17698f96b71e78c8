import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../../engine/ports.js';
import type { DaemonStatus, GateAnswer, SloStatus } from '../../engine/read-models.js';
import { heartbeatGauges } from './heartbeat-gauges.js';
import { sloText } from './slo-text.js';
import { templateGauges } from './template-gauges.js';

const CYCLE_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Gauges of prom-client whose names end as a counter's; `nodejs_active_*` without `_total` say the same by type. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/** What the daemon counts about itself, and the text that Prometheus scrapes. */
export interface DaemonMetrics {
  readonly metrics: Metrics;
  /** All of it, with the SLOs as they are now. What is unknown has no sample: absent is not zero. */
  text(
    slos: readonly SloStatus[],
    gates: readonly GateAnswer[],
    daemon: DaemonStatus,
    /** Undefined while the store cannot be asked. */
    messages: { readonly pending: number; readonly dead: number } | undefined,
  ): Promise<{ readonly contentType: string; readonly body: string }>;
}

export function createDaemonMetrics(version: string): DaemonMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name, help, buckets: CYCLE_BUCKETS, registers });

  const cycleSeconds = histogram('firebreak_cycle_seconds', 'How long evaluations took.');
  const queryHistogram = histogram('firebreak_query_seconds', 'How long queries to Prometheus took.');
  const lateSeconds = gauge('firebreak_cycle_late_seconds', 'How late the last evaluation began.');
  const cycles = counter('firebreak_cycles_total', 'Evaluations by outcome.', ['outcome']);
  const queries = counter('firebreak_queries_total', 'Queries to Prometheus by outcome.', ['outcome']);
  const deliveries = counter('firebreak_deliveries_total', 'Attempts to send, by receiver and outcome.', [
    'receiver',
    'outcome',
  ]);
  const reloads = counter('firebreak_reloads_total', 'Reloads by outcome.', ['outcome']);
  gauge('firebreak_build_info', 'Always 1; the version is a label.', ['version']).set({ version }, 1);
  const pending = gauge('firebreak_deliveries_pending', 'Messages that wait to be sent.');
  const dead = gauge('firebreak_dead_letters', 'Messages that were given up, and nobody has dealt with.');
  const reachable = gauge(
    'firebreak_source_reachable',
    'Whether Prometheus answered in the last evaluation.',
  );
  const loaded = gauge(
    'firebreak_history_loaded_ratio',
    'Share of the SLO windows whose past has been read.',
  );
  const lastCycle = gauge(
    'firebreak_last_cycle_timestamp_seconds',
    'When the last evaluation that was stored began.',
  );
  const storeReachable = gauge('firebreak_store_reachable', 'Whether the last decisions could be written.');
  const lastResort = gauge(
    'firebreak_last_resort_messages',
    'Pages that could not be written, by what became of them: waiting, sent, failed.',
    ['state'],
  );
  const replicas = gauge('firebreak_replicas', 'Replicas that were alive when this one last could see.');
  const share = gauge('firebreak_replica_share_ratio', 'Share of the buckets of SLOs that this replica has.');
  const renewed = gauge(
    'firebreak_replica_leases_renewed_timestamp_seconds',
    'When its leases were renewed last.',
  );
  const watchdog = gauge(
    'firebreak_watchdog_seen',
    'Whether the alert that has to fire always does; absent while that is unknown.',
  );
  const templates = templateGauges(gauge);
  const heartbeats = heartbeatGauges(gauge);
  // A counter that is there from the start can be watched for its first increase.
  for (const outcome of ['ok', 'failed']) cycles.inc({ outcome }, 0);
  for (const outcome of ['ok', 'source-unreachable', 'query-failed']) queries.inc({ outcome }, 0);
  for (const outcome of ['ok', 'refused']) reloads.inc({ outcome }, 0);
  // prom-client begins at 0, and these are not known to be 0.
  for (const unknown of [lateSeconds, reachable, lastCycle, replicas, share, renewed]) unknown.remove();

  return {
    metrics: {
      cycle(outcome, seconds, late) {
        cycles.inc({ outcome });
        cycleSeconds.observe(seconds);
        lateSeconds.set(late);
      },
      query(outcome, seconds) {
        queries.inc({ outcome });
        queryHistogram.observe(seconds);
      },
      delivery: (receiver, outcome) => deliveries.inc({ receiver, outcome }),
      reload: (outcome) => reloads.inc({ outcome }),
    },
    async text(slos, gates, daemon, messages) {
      templates(daemon.templates);
      heartbeats(daemon.heartbeat);
      const sight = daemon.watchdog?.state ?? 'unknown';
      if (sight === 'unknown') watchdog.remove();
      else watchdog.set(sight === 'seen' ? 1 : 0);
      if (messages) {
        pending.set(messages.pending);
        dead.set(messages.dead);
      } else for (const unknown of [pending, dead]) unknown.remove();
      if (daemon.source.since !== undefined) reachable.set(daemon.source.reachable ? 1 : 0);
      if (daemon.replicas) {
        replicas.set(daemon.replicas.alive);
        share.set(daemon.replicas.share);
        renewed.set(daemon.replicas.leasesRenewedAt / 1000);
      }
      storeReachable.set(daemon.store.goneSince === undefined ? 1 : 0);
      for (const state of ['waiting', 'sent', 'failed'] as const)
        lastResort.set({ state }, daemon.lastResort[state]);
      loaded.set(daemon.historyLoaded);
      if (daemon.lastCycleAt !== undefined) lastCycle.set(daemon.lastCycleAt / 1000);
      const own = await registry.metrics();
      return { contentType: registry.contentType, body: `${own}\n${await sloText(slos, gates)}` };
    },
  };
}
