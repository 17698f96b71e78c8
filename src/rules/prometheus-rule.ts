import type { YamlValue } from './yaml-text.js';

/** Wraps rule groups into the Prometheus operator's resource. `slug` is valid as a Kubernetes name and label value. */
export function prometheusRule(slug: string, groups: readonly YamlValue[]): YamlValue {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: `${slug}-slo`,
      labels: { 'app.kubernetes.io/name': slug, 'app.kubernetes.io/managed-by': 'firebreak' },
    },
    spec: { groups },
  };
}
