import type { SignalIncident } from '../core/delivery/incident-facts.js';
import { isWatched } from '../core/incident/declared.js';
import type { Incident } from '../core/incident/incident.js';
import type { SliSight } from '../core/incident/mitigation.js';
import { sightOf, sightText } from '../core/incident/mitigations.js';
import type { EngineConfig } from './engine-config.js';
import type { ToldStatus } from './ports.js';
import { statusElsewhere } from './queries/slo-status.js';
import type { SloRuntime } from './slo-runtime.js';

/** What is evaluated here, and what other replicas have told of theirs. */
interface Evaluated {
  readonly runtimes: ReadonlyMap<string, SloRuntime>;
  readonly elsewhere: ReadonlyMap<string, ToldStatus>;
  readonly config: EngineConfig;
}

/** What a page says of an incident; `impact` in words, undefined where the page has the figures. */
export function incidentFacts(
  { id, severity, severityReason, declared, inHandAt, phase, roles, mergedInto }: Incident,
  { incidents, externalUrl }: Pick<EngineConfig, 'incidents' | 'externalUrl'>,
  impact: string | undefined,
): SignalIncident {
  // What was merged is worked on in the other one.
  return {
    severity,
    severityReason,
    means: incidents.severities[severity].criteria,
    impact,
    declaredBy: declared?.by,
    ...(inHandAt === undefined
      ? {}
      : { worked: { phase, ...(roles.commander === undefined ? {} : { commander: roles.commander }) } }),
    url:
      externalUrl === undefined
        ? undefined
        : `${externalUrl.replace(/\/+$/, '')}/incidents/${encodeURIComponent(mergedInto ?? id)}`,
  };
}

/** What its SLI shows, as the replica that evaluates it has seen it last. */
export function sliNow(
  { sloId, declared }: Pick<Incident, 'sloId' | 'declared'>,
  { runtimes, elsewhere, config }: Evaluated,
  now: number,
): SliSight {
  if (!isWatched({ sloId, declared })) return { kind: 'unknown', reason: 'no SLI watches it' };
  const runtime = runtimes.get(sloId);
  const told = runtime ? undefined : elsewhere.get(sloId)?.status;
  if (!runtime && !told) return { kind: 'unknown', reason: 'not evaluated here' };
  const [shortest] = told ? statusElsewhere(told, now, config).windows : (runtime?.judgement?.windows ?? []);
  return shortest ? sightOf(shortest) : { kind: 'unknown', reason: 'not evaluated lately' };
}

/** The same in words. */
export function impactNow(
  incident: Pick<Incident, 'sloId' | 'declared'>,
  state: Evaluated,
  now: number,
): string {
  return sightText(sliNow(incident, state, now));
}
