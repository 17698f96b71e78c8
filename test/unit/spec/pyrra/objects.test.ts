import { describe, expect, test } from 'vitest';
import { DAY } from '../../../../src/core/time/duration.js';
import { writeSlos } from '../../../../src/spec/write/write-slos.js';
import { objective, onlySlo, problemsOf, RATIO, read } from './pyrra.js';

describe('the service', () => {
  const id = (metadata: Readonly<Record<string, unknown>>) =>
    onlySlo(objective({}, { namespace: undefined, ...metadata })).id;

  test('is the label pyrra.dev/service, else the namespace, else Kubernetes’ default one', () => {
    expect(id({ namespace: 'monitoring', labels: { 'pyrra.dev/service': 'shop' } })).toBe('shop/shop-errors');
    expect(id({ namespace: 'monitoring', labels: { service: 'shop' } })).toBe('monitoring/shop-errors');
    expect(id({})).toBe('default/shop-errors');
  });

  test('that cannot be one is an error where it is written', () => {
    const labels = { 'pyrra.dev/service': 'my shop' };
    expect(problemsOf(objective({}, { labels }))).toEqual([
      'error bad-name 7:24 "my shop" cannot be used as the name of a service',
    ]);
    expect(problemsOf(objective({}, { name: 'prometheus', namespace: 'firebreak' }))[0]).toContain(
      'reserved-name',
    );
  });

  test('and name are one SLO: a second of both is an error', () => {
    expect(problemsOf(objective(), objective())).toEqual([
      'error duplicate-slo 19:9 monitoring/shop-errors is defined already, in pyrra.yaml:4',
    ]);
  });
});

test('labels and annotations of pyrra’s prefix travel without it; all others are kept as words', () => {
  const { metadata } = onlySlo(
    objective(
      { description: 'Requests are answered.' },
      {
        labels: { 'pyrra.dev/team': 'shop', 'pyrra.dev/service': 'web', prometheus: 'k8s', tier: 1 },
        annotations: {
          'pyrra.dev/runbook_url': 'https://wiki/runbook',
          'pyrra.dev/dashboard_url': 'the one on the wall',
          'pyrra.dev/summary': 'shop burns',
          'pyrra.dev/on-call': 'see the wall',
          'example.com/ticket': 'OPS-1',
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
        },
      },
    ),
  );
  const ofAlerts = {
    labels: {},
    annotations: { dashboard_url: 'the one on the wall', summary: 'shop burns' },
  };
  expect(metadata).toEqual({
    description: 'Requests are answered.',
    labels: { team: 'shop' },
    links: { runbook: 'https://wiki/runbook' },
    annotations: {
      namespace: 'monitoring',
      'labels/prometheus': 'k8s',
      'labels/tier': '1',
      'example.com/ticket': 'OPS-1',
      'on-call': 'see the wall',
    },
    alerting: { page: ofAlerts, ticket: ofAlerts },
  });
});

describe('target and window', () => {
  const promise = (spec: Readonly<Record<string, unknown>>) => onlySlo(objective(spec)).objective;

  test('a percentage, as text or number, and a duration', () => {
    expect(promise({ target: '99.95', window: '2w' })).toEqual({
      target: 0.9995,
      sloWindow: { kind: 'rolling', durationMs: 14 * DAY },
    });
    expect(promise({ target: 99.9 }).target).toBe(0.999);
  });

  test('a target below one is a percentage, and a warning asks', () => {
    expect(promise({ target: '0.99' }).target).toBe(0.0099);
    expect(problemsOf(objective({ target: '0.99' }))[0]).toBe(
      'warning target-below-one 7:3 the target is a percentage: this promises 0.99 %',
    );
  });

  test.each([
    [{ target: '100' }, 'target-full 7:11'],
    [{ target: '101' }, 'target-full 7:11'],
    [{ target: '0' }, 'target-zero 7:11'],
    [{ target: '99%' }, 'bad-target 7:11'],
    [{ window: '2t' }, 'bad-duration 8:11'],
    [{ window: '30m' }, 'window-out-of-range 8:11'],
  ])('%j is an error', (spec, expected) => {
    expect(problemsOf(objective(spec))[0]).toContain(`error ${expected}`);
  });
});

test.each([
  ['1mo', 'write 30d'],
  ['2 weeks', 'write 14d'],
  ['1M', 'write 30d'],
  ['36 hours', 'write 36h'],
  ['soon', 'write hours or days (28d, 30d)'],
])('a window of %s: %s', (window, mend) => {
  expect(read(objective({ window })).problems).toMatchObject([{ code: 'bad-duration', mend }]);
});

describe('documents', () => {
  test('as Kubernetes keeps them', () => {
    const kept = {
      uid: 'a',
      resourceVersion: '1',
      generation: 2,
      creationTimestamp: null,
      managedFields: [],
    };
    const object = {
      ...objective({ partial_response_strategy: 'abort' }, kept),
      status: { type: 'ConfigMap' },
    };
    expect(problemsOf(object)).toEqual([]);
  });

  test.each([
    [{ ...objective(), apiVersion: 'pyrra.dev/v1' }, 'error pyrra-version 1:13'],
    [{ ...objective(), kind: 'ServiceLevelObjectives' }, 'error pyrra-kind 2:7'],
    [{ ...objective(), extra: 1 }, 'error unknown-field 15:1 "extra" is not known here'],
    [objective({}, { name: undefined }), 'error missing-field 3:1 "metadata" lacks "name"'],
    [objective({}, { name: 'a b' }), 'error bad-format 4:9 "a b" cannot stand as "name"'],
    [objective({ latency: '1' }), 'error unknown-field 15:3 "latency" is not known here'],
    [objective({ target: undefined }), 'error missing-field 6:1 "spec" lacks "target"'],
    [objective({ alerting: { team: {} } }), 'error unknown-field 16:5 "team" is not known here'],
    [
      objective({ indicator: { ratio: { ...RATIO.ratio, weight: 2 } } }),
      'error unknown-field 15:7 "weight" is not known here',
    ],
  ])('%#: what is wrong is told at its place', (object, expected) => {
    const { slos } = read(object);
    expect(slos).toEqual([]);
    expect(problemsOf(object).map((text) => text.slice(0, expected.length))).toEqual([expected]);
  });

  test('what is said of pyrra’s rules is no part of an SLO, and a warning says so', () => {
    const spec = {
      partial_response_strategy: 'warn',
      performanceOverAccuracy: true,
      ruleOutput: { shortRulesLabels: { prometheus: 'k8s' } },
      rulenamespace: 'slo',
    };
    const codes = problemsOf(objective(spec)).map((text) => text.split(' ').slice(0, 3).join(' '));
    expect(codes).toEqual([15, 16, 17, 20].map((line) => `warning of-the-rules ${line}:3`));
    expect(problemsOf(objective({ performanceOverAccuracy: false }))).toEqual([]);
  });
});

test.each([
  RATIO,
  { ratio: { success: { metric: 'good{a="1"}' }, total: { metric: 'all' } } },
  { latency: { success: { metric: 'a_bucket{le="1"}' }, total: { metric: 'a_count' } } },
  { latencyNative: { total: { metric: 'wait_seconds{job="a"}' }, latency: '250ms' } },
  { bool_gauge: { metric: 'up{job="a"}' } },
])('an indicator goes to a file of our own and means the same: %j', (indicator) => {
  const words = { labels: { 'pyrra.dev/team': 'a', role: 'b' }, annotations: { 'pyrra.dev/summary': 'x' } };
  const slo = onlySlo(objective({ indicator, alerting: { name: 'Burns' } }, words));
  expect(writeSlos([{ slo }], 'firebreak').problems).toEqual([]);
});
