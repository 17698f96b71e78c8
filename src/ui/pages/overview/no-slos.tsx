import { Empty } from '../../parts/notice.js';

const SMALLEST = `service: checkout-api
slis:
  availability:
    metric: |
      sum(rate(http_requests_total{service="checkout-api", status!~"5.."}[5m]))
      /
      sum(rate(http_requests_total{service="checkout-api"}[5m]))
slos:
  - {sli: availability, target: 99.9%, window: 30d}`;

export function NoSlos() {
  return (
    <Empty title="No SLOs are loaded">
      <p>
        Put a file like this into the folder that <code>specs:</code> names in firebreak.yaml (or{' '}
        <code>--specs</code>). It is read as soon as it is saved.
      </p>
      <pre>{SMALLEST}</pre>
      <p>
        <code>firebreak validate</code> checks it, <code>firebreak explain</code> says what it means.
      </p>
    </Empty>
  );
}
