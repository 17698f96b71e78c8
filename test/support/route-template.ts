import type { LabelSet, SloTemplate } from '../../src/core/slo/slo-template.js';
import { readSpecs } from '../../src/spec/read-specs.js';

/** One SLO for each route of the checkout, as a file says it. */
export function routeSpec(groupBy: string, slo = ''): string {
  return `service: checkout-api
labels: {tier: "1"}
slis:
  availability:
    metric: sum(rate(http_requests_total{status!~"5.."}[5m])) / sum(rate(http_requests_total[5m]))
slos:
  - {sli: availability, target: 99%, window: 7d, group_by: ${groupBy}${slo}}
`;
}

export function routeTemplate(groupBy = '[route]', slo = ''): SloTemplate {
  const { templates, problems } = readSpecs([{ path: 'checkout.yaml', text: routeSpec(groupBy, slo) }]);
  const [template] = templates;
  if (!template) throw new Error(JSON.stringify(problems));
  return template;
}

export const route = (value: string): LabelSet => ({ route: value });
