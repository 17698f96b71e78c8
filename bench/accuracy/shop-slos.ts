import { quote } from '../../src/core/slo/selector-text.js';
import type { Slo } from '../../src/core/slo/slo.js';
import { readSpecs } from '../../src/spec/read-specs.js';

/** An SLO of the shop, with its error ratio as peers would write it: `RANGE` stands for the window. */
export interface ShopSlo {
  readonly service: string;
  readonly slo: Slo;
  peerRatio(counted: 'rate' | 'increase', range: string): string;
}

const REQUEST_TARGETS = {
  checkout: '99.9%',
  search: '99.9%',
  payments: '99.9%',
  batch: '99%',
  catalog: '99.5%',
};

/** One SLO for each service of the shop. */
export function shopSlos(): ShopSlo[] {
  const requests = Object.entries(REQUEST_TARGETS).map(([service, target]) => requestSlo(service, target));
  return [...requests, latencySlo('api', '99%')];
}

function requestSlo(service: string, target: string): ShopSlo {
  const all = `http_requests_total{service=${quote(service)}}`;
  const bad = `http_requests_total{service=${quote(service)}, status=~"5.."}`;
  const spec = `service: ${service}
owner: team
slis:
  availability:
    metric: sum(rate(http_requests_total{service="${service}", status!~"5.."}[5m])) / sum(rate(${all}[5m]))
slos:
  - {sli: availability, target: ${target}, window: 30d}
`;
  return {
    service,
    slo: compile(service, spec),
    peerRatio: (counted, range) => `sum(${counted}(${bad}[${range}])) / sum(${counted}(${all}[${range}]))`,
  };
}

function latencySlo(service: string, target: string): ShopSlo {
  const histogram = (part: string) => `http_request_duration_seconds_${part}`;
  const all = `${histogram('count')}{service="${service}"}`;
  const good = `${histogram('bucket')}{service="${service}", le="0.4"}`;
  const spec = `service: ${service}
owner: team
slis:
  latency:
    metric: histogram_quantile(0.99, sum(rate(${histogram('bucket')}{service="${service}"}[5m])) by (le))
    threshold: "400ms at p99"
slos:
  - {sli: latency, target: ${target}, window: 30d}
`;
  return {
    service,
    slo: compile(service, spec),
    peerRatio: (counted, range) =>
      `1 - sum(${counted}(${good}[${range}])) / sum(${counted}(${all}[${range}]))`,
  };
}

function compile(service: string, text: string): Slo {
  const { slos, problems } = readSpecs([{ path: `${service}.yaml`, text }]);
  const [slo] = slos;
  if (!slo || problems.length > 0) throw new Error(problems[0]?.message ?? `${service} has no SLO`);
  return slo;
}
