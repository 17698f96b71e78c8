import { expect, test } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { expectOfRules, expectTestsToPass } from './promtool.js';

const FILE = {
  path: 'pyrra.yaml',
  text: `
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: errors, namespace: monitoring, labels: {pyrra.dev/service: shop, pyrra.dev/team: web}}
spec:
  target: "99.9"
  window: 4w
  description: Requests are answered.
  indicator:
    ratio:
      errors: {metric: 'http_requests_total{job="shop",code=~"5.."}'}
      total: {metric: 'http_requests_total{job="shop"}'}
---
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: latency, labels: {pyrra.dev/service: shop}}
spec:
  target: "95"
  window: 2w
  indicator:
    latency:
      success: {metric: 'http_wait_seconds_bucket{job="shop",le="1"}'}
      total: {metric: 'http_wait_seconds_count{job="shop"}'}
  alerting: {severities: {slowBurn: critical}}
---
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: up, labels: {pyrra.dev/service: shop}}
spec: {target: "99", window: 1d, indicator: {bool_gauge: {metric: 'up{job="shop"}'}}}
---
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: native, labels: {pyrra.dev/service: shop}}
spec:
  target: "99"
  window: 30d
  indicator: {latencyNative: {total: {metric: 'http_wait_seconds{job="shop"}'}, latency: 250ms}}
`,
};

test('promtool takes the rules of pyrra files, and they fire and end when theory says', async () => {
  const { slos, problems } = readSpecs([FILE]);
  expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(['short-window 29']);
  expect(slos.map(({ name }) => name)).toEqual(['errors', 'latency', 'native', 'up']);
  await expectOfRules(slos, {}, []);
  await expectTestsToPass(slos.filter(({ name }) => name === 'errors'));
}, 600_000);
