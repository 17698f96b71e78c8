import { DAY } from '../time/duration.js';
import type { Signal } from './signal.js';

/** The page of a test: marked as one wherever it is shown, of no SLO that there is, and with a dedup key of its own for each test. */
export function testSignal(receiver: string, at: number): Signal {
  const dedupKey = `firebreak/test/${receiver}/${at}`;
  return {
    id: `${dedupKey}@${at}/trigger`,
    kind: 'trigger',
    cause: 'burn',
    severity: 'page',
    service: 'firebreak-test',
    slo: 'test',
    sloId: 'firebreak-test/test',
    dedupKey,
    at,
    firingSince: at,
    failingSince: undefined,
    target: 0.999,
    description: 'A test of a receiver. Nothing is wrong, and nobody needs to do anything.',
    owner: undefined,
    labels: {},
    links: {},
    incidentId: undefined,
    isTest: true,
    tiers: [],
    budget: { kind: 'no-traffic', windowMs: 30 * DAY, coverage: 0 },
    worstLabels: [],
    lastDeploy: undefined,
    blindBecause: undefined,
  };
}
