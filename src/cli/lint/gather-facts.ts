import type { Slo } from '../../core/slo/slo.js';
import type { LiveFacts, LiveSlo, Need } from '../../lint/live-facts.js';
import type { MetricInspector } from '../context.js';
import { absentSelectors } from './absent-selectors.js';
import { bucketOf, eventsOfDay, healthChecksOf, hoursOf, sizeOf, typesOf } from './ask-facts.js';
import { Failed } from './failed.js';

type Ask = (slo: Slo, source: MetricInspector) => Promise<LiveFacts>;

/** By fact, how it is asked for; what a Prometheus says no to is thrown as Failed. The replay is none of these. */
const ASK: Readonly<Record<Exclude<Need, 'replay' | 'retentionMs'>, Ask>> = {
  absent: async (slo, source) => ({ absent: await absentSelectors(slo, source) }),
  bucket: bucketOf,
  day: eventsOfDay,
  size: sizeOf,
  hours: hoursOf,
  types: typesOf,
  healthChecks: healthChecksOf,
};

/** What a Prometheus holds of each SLO now, as far as it is needed. */
export async function gatherFacts(
  slos: readonly Slo[],
  source: MetricInspector,
  needs: ReadonlySet<Need>,
): Promise<LiveSlo[]> {
  const retentionMs = needs.has('retentionMs') ? await source.retention() : undefined;
  const all: LiveSlo[] = [];
  for (const slo of slos) {
    const facts = await factsOf(slo, source, needs);
    all.push({ slo, facts: retentionMs === undefined ? facts : { ...facts, retentionMs } });
  }
  return all;
}

async function factsOf(slo: Slo, source: MetricInspector, needs: ReadonlySet<Need>): Promise<LiveFacts> {
  let facts: LiveFacts = {};
  try {
    for (const [need, ask] of Object.entries(ASK)) {
      if (needs.has(need as Need)) facts = { ...facts, ...(await ask(slo, source)) };
    }
    return facts;
  } catch (error) {
    if (error instanceof Failed) return { ...facts, failure: error.message };
    throw error;
  }
}
