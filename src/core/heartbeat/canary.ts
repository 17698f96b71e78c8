import type { Signal } from '../delivery/signal.js';
import { DAY, HOUR } from '../time/duration.js';

/** What canaries are said to be about: no SLO that there is. */
const CANARY_ID = 'firebreak/canary';

/** Settled canaries are kept for so long (ms): enough to see what became of the last ones. */
export const CANARIES_KEPT_FOR = HOUR;

/**
 * A message that says nothing but that it arrived. It has a key of its own each time, so that it neither waits for an older one nor opens anything.
 * @param daemon what this process is called among several
 */
export function canarySignal(daemon: string, at: number): Signal {
  const dedupKey = `${CANARY_ID}/${daemon}/${at}`;
  return {
    id: dedupKey,
    kind: 'canary',
    cause: 'burn',
    severity: 'ticket',
    service: 'firebreak',
    slo: 'canary',
    sloId: CANARY_ID,
    dedupKey,
    at,
    firingSince: at,
    failingSince: undefined,
    target: 1,
    description: undefined,
    owner: undefined,
    labels: {},
    links: {},
    incidentId: undefined,
    isTest: true,
    tiers: [],
    budget: { kind: 'no-traffic', windowMs: DAY, coverage: 0 },
    worstLabels: [],
    lastDeploy: undefined,
    blindBecause: undefined,
  };
}
