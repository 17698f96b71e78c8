import { expect, test } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { expectTestsToPass } from './promtool.js';

const FILES = [
  {
    path: 'slo.yaml',
    text: `
apiVersion: openslo/v1
kind: SLO
metadata: {name: availability, displayName: Payments work, labels: {team: [shop, money]}}
spec:
  service: checkout
  indicatorRef: payments
  timeWindow: [{duration: 4w, isRolling: true}]
  budgetingMethod: Occurrences
  objectives:
    - {displayName: Internal, target: 0.999}
    - {displayName: SLA, targetPercent: 99.5}
  alertPolicies:
    - alertPolicyRef: fast
    - kind: AlertPolicy
      metadata: {name: slow}
      spec:
        conditions:
          - kind: AlertCondition
            metadata: {name: slow-burn}
            spec: {severity: ticket, condition: {threshold: 1, lookbackWindow: 3d}}
`,
  },
  {
    path: 'shared.yaml',
    text: `
- apiVersion: openslo/v1
  kind: SLI
  metadata: {name: payments}
  spec:
    ratioMetric:
      counter: true
      good: {metricSource: {metricSourceRef: main, spec: {query: 'sum(rate(payments_total{code!~"5.."}[5m]))'}}}
      total: {metricSource: {metricSourceRef: main, spec: {query: 'sum(payments_total)'}}}
- {apiVersion: openslo/v1, kind: DataSource, metadata: {name: main}, spec: {type: Prometheus}}
- apiVersion: openslo/v1
  kind: AlertPolicy
  metadata: {name: fast}
  spec: {conditions: [{conditionRef: fast-burn}], notificationTargets: [{targetRef: pager}]}
- apiVersion: openslo/v1
  kind: AlertCondition
  metadata: {name: fast-burn}
  spec: {severity: critical, condition: {kind: burnrate, op: gt, threshold: 14.4, lookbackWindow: 1h}}
- {apiVersion: openslo/v1, kind: AlertNotificationTarget, metadata: {name: pager}, spec: {target: pagerduty}}
`,
  },
];

test('promtool takes the rules of OpenSLO files, and they fire and end when theory says', async () => {
  const { slos, problems } = readSpecs(FILES);
  expect(problems).toEqual([]);
  expect(slos.map(({ id }) => id)).toEqual(['checkout/availability-internal', 'checkout/availability-sla']);
  await expectTestsToPass(slos);
}, 600_000);
