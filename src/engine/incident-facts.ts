import type { SignalIncident } from '../core/delivery/incident-facts.js';
import { isWatched } from '../core/incident/declared.js';
import type { Incident } from '../core/incident/incident.js';
import type { SliSight } from '../core/incident/mitigation.js';
import { sightOf, sightText } from '../core/incident/mitigations.js';
import type { EngineConfig } from './engine-config.js';
import type { SloRuntime } from './slo-runtime.js';

/** What is evaluated here. */
interface Evaluated {
  readonly runtimes: ReadonlyMap<string, SloRuntime>;
}

/** What a page says of an incident; `impact` in words, undefined where the page has the figures. */
export function incidentFacts(
  { id, severity, severityReason, declared }: Incident,
  { incidents, externalUrl }: Pick<EngineConfig, 'incidents' | 'externalUrl'>,
  impact: string | undefined,
): SignalIncident {
  return {
    severity,
    severityReason,
    means: incidents.severities[severity].criteria,
    impact,
    declaredBy: declared?.by,
    url:
      externalUrl === undefined
        ? undefined
        : `${externalUrl.replace(/\/+$/, '')}/api/v1/incidents/${encodeURIComponent(id)}/report.html`,
  };
}

/** What its SLI shows as this replica sees it. */
export function sliNow(incident: Pick<Incident, 'sloId' | 'declared'>, { runtimes }: Evaluated): SliSight {
  if (!isWatched(incident)) return { kind: 'unknown', reason: 'no SLI watches it' };
  const runtime = runtimes.get(incident.sloId);
  if (!runtime) return { kind: 'unknown', reason: 'not evaluated here' };
  const [shortest] = runtime.judgement?.windows ?? [];
  return shortest ? sightOf(shortest) : { kind: 'unknown', reason: 'not evaluated yet' };
}

/** The same in words. */
export function impactNow(incident: Pick<Incident, 'sloId' | 'declared'>, state: Evaluated): string {
  return sightText(sliNow(incident, state));
}
