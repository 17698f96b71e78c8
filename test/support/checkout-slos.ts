import { defaultAlertPolicies } from '../../src/core/slo/alert-policy.js';
import { UNSTATED_POLICY } from '../../src/core/slo/budget-policy.js';
import type { CounterSelector, Sli } from '../../src/core/slo/sli.js';
import { type Slo, sloId } from '../../src/core/slo/slo.js';
import { DAY } from '../../src/core/time/duration.js';

export const requests: CounterSelector = {
  metric: 'http_requests_total',
  matchers: [{ label: 'service', op: '=', value: 'checkout-api' }],
};
export const failures: CounterSelector = {
  metric: 'http_requests_total',
  matchers: [...requests.matchers, { label: 'status', op: '=~', value: '5..' }],
};
const latencyCount: CounterSelector = {
  metric: 'http_request_duration_seconds_count',
  matchers: [{ label: 'service', op: '=', value: 'checkout-api' }],
};
const latencyBucket: CounterSelector = {
  metric: 'http_request_duration_seconds_bucket',
  matchers: [...latencyCount.matchers, { label: 'le', op: '=', value: '0.4' }],
};

/** Bad events have a counter of their own. */
export const availability: Sli = {
  name: 'availability',
  description: 'share of HTTP requests that succeeded',
  bad: [{ sign: 1, selector: failures }],
  total: [{ sign: 1, selector: requests }],
  derivation: { kind: 'good-over-total', reason: 'status!~"5.." excludes errors' },
};

/** Bad events are total − good, and good ones are on a metric of their own. */
export const latency: Sli = {
  name: 'latency',
  description: 'share of requests served within the threshold',
  bad: [
    { sign: 1, selector: latencyCount },
    { sign: -1, selector: latencyBucket },
  ],
  total: [{ sign: 1, selector: latencyCount }],
  derivation: {
    kind: 'latency-threshold',
    reason: 'requests over 400ms are bad',
    threshold: {
      limitSeconds: 0.4,
      quantile: 0.99,
      bucket: '0.4',
      histogram: 'http_request_duration_seconds',
    },
  },
};

/** An SLO of checkout-api with the workbook's tiers; availability at 99.95 % over 30 days unless told otherwise. */
export function checkoutSlo(changes: Partial<Slo> = {}): Slo {
  const sli = changes.sli ?? availability;
  const service = changes.service ?? 'checkout-api';
  const name = changes.name ?? sli.name;
  return {
    id: sloId(service, name),
    service,
    name,
    sli,
    objective: { target: 0.9995, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } },
    alertPolicies: defaultAlertPolicies(30 * DAY),
    budgetPolicy: UNSTATED_POLICY,
    metadata: {
      owner: 'payments-team',
      reviewCadence: 'monthly',
      labels: { team: 'payments', 'cost-centre': '42' },
      links: {
        runbook: 'https://runbooks.example.org/checkout-api',
        dashboard: 'https://grafana.example.org/d/checkout',
        repository: 'https://git.example.org/checkout-api',
      },
    },
    source: { file: 'slo-specs/checkout-api.yaml', line: 30, column: 5 },
    ...changes,
  };
}
