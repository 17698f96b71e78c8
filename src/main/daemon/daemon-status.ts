import { BUCKETS } from '../../core/replicas/buckets.js';
import type { EngineState } from '../../engine/engine-state.js';
import { isCurrent } from '../../engine/queries/slo-status.js';
import { templateStatus } from '../../engine/queries/template-status.js';
import { watchdogStatus } from '../../engine/queries/watchdog-status.js';
import type { DaemonStatus } from '../../engine/read-models.js';
import type { DaemonParts } from './daemon-parts.js';

/** How the daemon itself is, but for how much of the past it has read. */
export function daemonStatus(parts: DaemonParts): Omit<DaemonStatus, 'historyLoaded' | 'historyPhase'> {
  const { state, version, startedAt, specsLoadedAt, lastReloadRefused } = parts;
  const notReadyBecause = whyNotReady(parts);
  return {
    version,
    startedAt,
    ready: notReadyBecause === undefined,
    notReadyBecause,
    lastCycleAt: state.lastCycle?.at,
    lastCycleMs: state.lastCycle?.ms,
    sloCount: state.runtimes.size,
    source: state.source,
    store: { goneSince: state.storeTrouble?.since, lastError: state.storeTrouble?.error },
    lastResort: parts.lastResort.status(),
    replicas: replicasStatus(state),
    templates: [...state.templates.values()].map(templateStatus),
    specs: { loadedAt: specsLoadedAt, lastReloadRefused, problems: parts.specProblems },
    heartbeat: state.heartbeat,
    watchdog: watchdogStatus(state, parts.ports.clock.now()),
  };
}

function replicasStatus({ seenReplicas, share }: EngineState): DaemonStatus['replicas'] {
  if (!seenReplicas || share === 'all') return undefined;
  const { alive, renewedAt } = seenReplicas;
  return { alive, share: share.size / BUCKETS, leasesRenewedAt: renewedAt };
}

function whyNotReady({ state, ports, lastResort: book }: DaemonParts): string | undefined {
  const { lastCycle, config, storeTrouble } = state;
  if (storeTrouble) {
    const { lastResort } = config;
    const sent = book.status().sent;
    const soFar = sent > 0 ? ` (${sent} sent so far)` : '';
    const pages =
      lastResort.length > 0 ? `go to ${lastResort.join(', ')} without a record${soFar}` : 'wait for it';
    return `the store is gone since ${new Date(storeTrouble.since).toISOString()}, and pages ${pages}: ${storeTrouble.error}`;
  }
  if (!lastCycle) return 'no evaluation has been completed yet';
  if (isCurrent(lastCycle.at, ports.clock.now(), config)) return undefined;
  return `no evaluation has been completed since ${new Date(lastCycle.at).toISOString()}`;
}
