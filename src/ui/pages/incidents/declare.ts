import type { IncidentRules, SloRow } from '../../../http/answers.js';
import type { Severity } from '../../words/incidents.js';

type Concern = IncidentRules['concerns'][number]['concern'];

/** What somebody says of an incident that nothing else has seen. */
export interface Declared {
  readonly service: string;
  /** The id of an SLO; empty for none. */
  readonly slo: string;
  readonly severity: Severity;
  readonly title: string;
  readonly concerns: readonly Concern[];
}

/** The severity that was chosen, or the one that a concern asks for where that is worse. */
export function severityAsked({ severity, concerns }: Declared, rules: IncidentRules['concerns']): Severity {
  return rules
    .filter(({ concern }) => concerns.includes(concern))
    .reduce((worst, rule) => (rule.severity < worst ? rule.severity : worst), severity);
}

/** The body of the request. @param key the same for every attempt */
export function declaration({ service, slo, severity, title }: Declared, key: string) {
  return { service: service.trim(), severity, title: title.trim(), key, ...(slo === '' ? {} : { slo }) };
}

/** The SLOs of a service, by their ids. */
export function slosOf(slos: readonly SloRow[], service: string): readonly string[] {
  return slos.filter((slo) => slo.service === service.trim()).map(({ id }) => id);
}

/** Whether what was typed is none of these services, nor the beginning of one. */
export function isUnknown(services: readonly string[], typed: string): boolean {
  const name = typed.trim();
  return name !== '' && services.length > 0 && !services.some((service) => service.startsWith(name));
}
