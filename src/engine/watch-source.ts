import { advanceAlert } from '../core/burn-rate/alert-state.js';
import type { Signal } from '../core/delivery/signal.js';
import { SOURCE_ID } from '../core/slo/slo.js';
import { dedupKey } from './compose-signal.js';
import type { EngineState } from './engine-state.js';
import type { OutboxRow } from './ports.js';
import type { AlertRecord } from './slo-runtime.js';
import { tell } from './tell.js';

/** Notes whether the source answered this time: it is down when every SLO's read failed to reach it. */
export function noteSource(state: EngineState, at: number): void {
  // Without an SLO the looks for label sets tell whether it answers.
  const asking = state.runtimes.size > 0 ? state.runtimes : state.templates;
  const failures = [...asking.values()].map(({ failure }) => failure);
  const down = failures.length > 0 && failures.every((failure) => failure?.reason === 'source-unreachable');
  if (!down && state.sourceAlerts.state.blindSince !== undefined) state.sourceRegainedAt = at;
  if (state.source.reachable === !down && state.source.since !== undefined) {
    if (down) state.source.lastError = failures[0]?.message;
    return;
  }
  state.source = { reachable: !down, since: at, lastError: down ? failures[0]?.message : undefined };
}

/** Decides whether the source's silence is to be told, or its return. */
export function advanceSource(
  state: EngineState,
  at: number,
): {
  readonly alerts: AlertRecord;
  readonly rows: readonly OutboxRow[];
  readonly unrouted: readonly Signal[];
} {
  const { config, sourceAlerts, source } = state;
  const blind =
    source.reachable || state.runtimes.size + state.templates.size === 0 ? undefined : 'source-unreachable';
  const advanced = advanceAlert(sourceAlerts.state, { at, tiers: [], blind, blindPolicy: config.blind });
  if (advanced.changes.length === 0) return { alerts: sourceAlerts, rows: [], unrouted: [] };
  const telling = tell(sourceAlerts.told, advanced.changes, config, {
    trigger: (change) => sourceSignal(state, at, change.severity),
    resolve: (trigger) => ({
      ...trigger,
      id: `${trigger.dedupKey}@${trigger.firingSince}/resolve`,
      kind: 'resolve',
      at,
    }),
  });
  return {
    alerts: { state: advanced.state, told: telling.told },
    rows: telling.rows,
    unrouted: telling.unrouted,
  };
}

/** The message that the source is silent. */
export function sourceSignal(state: EngineState, at: number, severity: Signal['severity']): Signal {
  const key = dedupKey(SOURCE_ID, 'blind', severity);
  return {
    id: `${key}@${at}/trigger`,
    kind: 'trigger',
    cause: 'blind',
    severity,
    service: 'firebreak',
    slo: 'prometheus',
    sloId: SOURCE_ID,
    dedupKey: key,
    at,
    firingSince: at,
    failingSince: state.source.since,
    target: 1,
    description: undefined,
    owner: undefined,
    labels: {},
    links: {},
    incidentId: undefined,
    tiers: [],
    budget: { kind: 'unknown', windowMs: 0, coverage: 0, reason: 'source-unreachable' },
    worstLabels: [],
    lastDeploy: undefined,
    blindBecause: `Prometheus cannot be reached, so ${unjudged(state)}: ${state.source.lastError ?? 'no answer'}`,
  };
}

function unjudged({ runtimes, templates }: EngineState): string {
  return runtimes.size > 0
    ? `none of ${runtimes.size} SLOs can be judged`
    : `no SLO can be found for ${[...templates.keys()].join(', ')}`;
}
