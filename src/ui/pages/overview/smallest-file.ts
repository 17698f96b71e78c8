/** An SLO file that is sound, and says as little as one can. */
export const SMALLEST_FILE = `service: checkout-api
slis:
  availability:
    metric: |
      sum(rate(http_requests_total{service="checkout-api", status!~"5.."}[5m]))
      /
      sum(rate(http_requests_total{service="checkout-api"}[5m]))
slos:
  - {sli: availability, target: 99.9%, window: 30d}
`;
