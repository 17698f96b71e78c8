import { expect, it } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';

it('places what is missing at the end of a literal block on its last line, not on the next key', () => {
  const text = `service: login-api
owner: team
slis:
  availability:
    metric: |
      sum(rate(http_requests_total{status!~"5.."}[5m]))
      / sum(rate(http_requests_total[5m])
slos:
  - {sli: availability, target: 99.9%, window: 30d}
`;
  const { problems } = readSpecs([{ path: 'login.yaml', text }]);
  expect(problems.map(({ code, line, column, message }) => [code, line, column, message])).toEqual([
    ['promql', 7, 42, 'the query ends too early'],
  ]);
});
