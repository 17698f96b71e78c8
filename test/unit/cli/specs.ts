/** An SLO file in the shape that the mission gives. */
export const CHECKOUT_SPEC = `service: checkout-api
owner: payments-team
review_cadence: monthly
slis:
  availability:
    description: share of HTTP requests that succeeded
    metric: |
      sum(rate(http_requests_total{service="checkout-api", status!~"5.."}[5m]))
      /
      sum(rate(http_requests_total{service="checkout-api"}[5m]))
  latency:
    description: share of requests served within the threshold
    metric: |
      histogram_quantile(0.99,
        sum(rate(http_request_duration_seconds_bucket{service="checkout-api"}[5m])) by (le))
    threshold: "400ms at p99"
slos:
  - sli: availability
    target: 99.95%
    window: 30d
    error_budget: "21.6 minutes/month"
    burn_rate_alerts:
      - {severity: page, short_window: 5m, long_window: 1h, burn_rate: 14.4x}
      - {severity: ticket, short_window: 30m, long_window: 6h, burn_rate: 6x}
  - {sli: latency, target: 99.0%, window: 30d, burn_rate_alerts: []}
error_budget_policy:
  budget_remaining_above_50pct: "normal feature development"
  budget_remaining_25_to_50pct: "feature-freeze review with the engineering manager"
  budget_remaining_below_25pct: "all hands on reliability work until the budget recovers"
  budget_exhausted: "freeze all non-critical deploys, review with the VP of engineering"
`;

/** Another service, with one SLO. */
export const SEARCH_SPEC = CHECKOUT_SPEC.replaceAll('checkout-api', 'search-api').replaceAll(
  'payments',
  'search',
);

export const BROKEN_SPEC = CHECKOUT_SPEC.replace('target: 99.95%', 'target: 100%');
