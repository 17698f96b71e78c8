import { expect, it } from 'vitest';
import { lintFiles } from './read-folder.js';

const found = (matcher: string) =>
  lintFiles(
    [
      {
        path: 'a.yaml',
        text: `service: shop
slis:
  answered:
    bad: a_total{code="500"}
    total: 'a_total{${matcher}}'
slos:
  - {sli: answered, target: 99%, window: 30d}
`,
      },
    ],
    { select: ['health-checks-counted'] },
  ).length;

it.each([
  'path="/health"',
  'path=~"/|/healthz"',
  'grpc_service="grpc.health.v1.Health"',
  'handler="healthcheck"',
])('finds %s', (matcher) => {
  expect(found(matcher)).toBe(1);
});

it.each([
  'path!~"/healthz"',
  'path!="/health"',
  'service="health-insurance"',
  'path="/health-plans"',
  'shop="x"',
])('lets %s pass', (matcher) => {
  expect(found(matcher)).toBe(0);
});
