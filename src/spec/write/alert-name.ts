import type { Slo } from '../../core/slo/slo.js';
import { ALERT_NAME } from '../alert-name.js';

/**
 * An SLO whose alerts carry a name of their own and nothing else, with that name as a label of the SLO: its alerts carry it all the same, where a
 * form has no labels of alerts alone. Undefined for any other.
 */
export function withNameAsLabel(slo: Slo): { readonly slo: Slo; readonly told: string } | undefined {
  const { alerting, ...metadata } = slo.metadata;
  if (!alerting || ALERT_NAME in metadata.labels) return undefined;
  const severities = new Set(slo.alertPolicies.map(({ severity }) => severity));
  const names = new Set([...severities].map((severity) => alerting[severity]?.labels[ALERT_NAME]));
  const carried = Object.values(alerting).flatMap(({ labels, annotations }) => [
    ...Object.keys(labels),
    ...Object.keys(annotations),
  ]);
  const [name] = names;
  if (name === undefined || names.size > 1 || carried.some((key) => key !== ALERT_NAME)) return undefined;
  return {
    slo: { ...slo, metadata: { ...metadata, labels: { ...metadata.labels, [ALERT_NAME]: name } } },
    told: `the name of its alerts is written as the label ${ALERT_NAME}: "${name}" of the SLO`,
  };
}
