import { groupBy } from '../group-by.js';
import type { Incident } from './incident.js';
import { type EstimatedShare, estimateShare } from './wilson.js';

/** What became of the incidents that some alerts have opened. */
export interface AlertQuality {
  readonly incidents: number;
  readonly real: number;
  readonly falsePositive: number;
  /** Over, or still going on, and nobody has said what it was. */
  readonly noVerdict: number;
  /** The share of those with a verdict that were real; undefined when none has one. */
  readonly precision: EstimatedShare | undefined;
}

/** By service and by SLO, those with the most false positives first. `slo` is an SLO's id, or the key of an alert from outside. */
export interface AlertQualities {
  readonly total: AlertQuality;
  readonly services: readonly ({ readonly service: string } & AlertQuality)[];
  readonly slos: readonly ({ readonly slo: string; readonly service: string } & AlertQuality)[];
}

/** How often alerts were right, by the verdicts on their incidents. What a person has declared is no alert's merit, and counts nowhere. */
export function alertQualities(incidents: readonly Incident[]): AlertQualities {
  const alerted = incidents.filter(({ declared }) => declared === undefined);
  const services = [...groupBy(alerted, ({ service }) => service)].map(([service, own]) => ({
    service,
    ...qualityOf(own),
  }));
  const slos = [...groupBy(alerted, ({ sloId }) => sloId)].map(([slo, own]) => ({
    slo,
    service: own[0]?.service ?? '',
    ...qualityOf(own),
  }));
  return {
    total: qualityOf(alerted),
    services: services.sort((a, b) => worstFirst(a, b) || byName(a.service, b.service)),
    slos: slos.sort((a, b) => worstFirst(a, b) || byName(a.slo, b.slo)),
  };
}

function qualityOf(incidents: readonly Incident[]): AlertQuality {
  const count = (wanted: Incident['verdict']) => incidents.filter(({ verdict }) => verdict === wanted).length;
  const [real, falsePositive] = [count('real'), count('false-positive')];
  return {
    incidents: incidents.length,
    real,
    falsePositive,
    noVerdict: incidents.length - real - falsePositive,
    precision: estimateShare(real, real + falsePositive),
  };
}

function worstFirst(a: AlertQuality, b: AlertQuality): number {
  return b.falsePositive - a.falsePositive || b.incidents - a.incidents;
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
