import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { readSpecs } from '../../../../src/spec/read-specs.js';
import { errorsOf, object, onlySlo, PAID, prometheus, read, sloOf } from './openslo.js';

const warningsOf = (objects: readonly Readonly<Record<string, unknown>>[]) =>
  read(objects)
    .problems.filter(({ severity, code }) => severity === 'warning' && code === 'calendar-start')
    .map(({ message }) => message);

test('a calendar window of 1m is a minute, and the mend says how a month is written', () => {
  const calendar = { startTime: '2026-01-01 00:00:00', timeZone: 'Europe/Berlin' };
  const [problem] = read([sloOf(PAID, { timeWindow: [{ duration: '1m', calendar }] })]).problems;
  expect(problem).toMatchObject({
    code: 'calendar-window',
    mend: 'write 1M: m is for minutes, M for months',
  });
});

describe('objectives', () => {
  test('several become SLOs by their names, or by their targets', () => {
    const objectives = [{ displayName: 'For the SLA!', targetPercent: 99 }, { target: 0.9995 }];
    const { slos } = read([sloOf(PAID, { objectives })]);
    expect(slos.map(({ id, objective }) => [id, objective.target])).toEqual([
      ['checkout/payments-99.95', 0.9995],
      ['checkout/payments-for-the-sla', 0.99],
    ]);
    expect(read([sloOf(PAID, { objectives: [...objectives].reverse() })]).slos.map(({ id }) => id)).toEqual(
      slos.map(({ id }) => id),
    );
    expect(slos[1]?.source.line).toBeLessThan(slos[0]?.source.line ?? 0);
  });

  test('two that nothing tells apart are refused, the second one', () => {
    const objectives = [{ target: 0.99 }, { targetPercent: 99 }];
    expect(errorsOf([sloOf(PAID, { objectives })])).toEqual([expect.stringMatching(/^unnamed-objective/)]);
    expect(read([sloOf(PAID, { objectives })]).slos).toHaveLength(1);
  });

  test('target and targetPercent say the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (thousandths) => {
        const percent = Number((thousandths / 1000).toFixed(3));
        const target = Number((thousandths / 100_000).toFixed(5));
        const of = (objective: object) =>
          onlySlo(sloOf(PAID, { objectives: [objective], alertPolicies: [] }));
        expect(of({ targetPercent: percent }).objective).toEqual(of({ target }).objective);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    [{}, 'missing-field: this objective promises nothing'],
    [{ target: 0.9, targetPercent: 90 }, 'two-definitions: target and targetPercent are both given'],
    [{ target: 0 }, 'target-zero: a target of 0 promises nothing'],
    [{ target: 99.9 }, 'target-full: a target of 99.9 is over 100 %'],
    [
      { targetPercent: 100 },
      'target-full: a target of 100 % leaves no error budget: every failure would break it',
    ],
    [{ target: 0.9, op: 'lt' }, expect.stringMatching(/^useless-op/)],
    [{ target: 0.9, timeSliceTarget: 0.9 }, expect.stringMatching(/^useless-field: timeSliceTarget/)],
    [{ target: 0.9, compositeWeight: 2 }, expect.stringMatching(/^useless-field: compositeWeight/)],
    [{ target: 0.9, indicatorRef: 'x' }, expect.stringMatching(/^composite: a composite has several/)],
  ])('refuses %j', (objective, error) => {
    expect(errorsOf([sloOf(PAID, { objectives: [objective] })])).toEqual([error]);
  });

  test.each([
    ['1m', MINUTE],
    [5, 5 * MINUTE],
    ['1h', HOUR],
  ])('Timeslices of %s', (timeSliceWindow, lengthMs) => {
    const objectives = [{ target: 0.99, timeSliceTarget: 0.95, timeSliceWindow }];
    const slo = onlySlo(sloOf(PAID, { budgetingMethod: 'Timeslices', objectives }));
    expect(slo.timeSlices).toEqual({ lengthMs, goodShare: 0.95, withoutTraffic: 'good' });
    expect(slo.alertPolicies.every(({ shortWindow }) => shortWindow >= 2 * lengthMs)).toBe(true);
  });

  test('RatioTimeslices take the mean of the slices', () => {
    const objectives = [{ target: 0.99, timeSliceWindow: '5m' }];
    const slo = onlySlo(sloOf(PAID, { budgetingMethod: 'RatioTimeslices', objectives }));
    expect(slo.timeSlices).toEqual({ lengthMs: 5 * MINUTE, goodShare: undefined, withoutTraffic: 'good' });
  });

  test('policies of Timeslices get short windows of two slices, and are refused when they hold too few', () => {
    const objectives = [{ target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: '10m' }];
    const policy = (lookbackWindow: string) => ({
      kind: 'AlertPolicy',
      metadata: { name: 'fast' },
      spec: {
        alertWhenBreaching: true,
        conditions: [
          {
            kind: 'AlertCondition',
            metadata: { name: 'fast' },
            spec: {
              severity: 'page',
              condition: { kind: 'burnrate', op: 'gt', threshold: 10, lookbackWindow },
            },
          },
        ],
      },
    });
    const slo = (lookbackWindow: string) =>
      sloOf(PAID, {
        budgetingMethod: 'Timeslices',
        objectives,
        alertPolicies: [policy(lookbackWindow)],
      });
    expect(onlySlo(slo('2h')).alertPolicies).toMatchObject([
      { longWindow: 2 * HOUR, shortWindow: 20 * MINUTE },
    ]);
    expect(errorsOf([slo('20m')])).toEqual([
      'long-window-of-few-slices: 20m is not longer than the short window, which holds two slices of 10m',
    ]);
  });

  test.each([
    [{ timeSliceTarget: 0.9 }, 'missing-field: slices of time need timeSliceWindow, their length'],
    [{ timeSliceWindow: '1m' }, 'missing-field: Timeslices need timeSliceTarget: how good a slice has to be'],
    [{ timeSliceTarget: 0.9, timeSliceWindow: '7m' }, expect.stringMatching(/^bad-slice-length/)],
    [{ timeSliceTarget: 0.9, timeSliceWindow: 'soon' }, expect.stringMatching(/^bad-slice-length/)],
    [{ timeSliceTarget: 90, timeSliceWindow: '1m' }, 'bad-slice-target: 90 is no share of good events'],
  ])('Timeslices refuse %j', (fields, error) => {
    const objectives = [{ target: 0.99, ...fields }];
    expect(errorsOf([sloOf(PAID, { budgetingMethod: 'Timeslices', objectives })])).toEqual([error]);
  });
});

describe('timeWindow', () => {
  test.each([
    ['90m', 90 * MINUTE],
    ['12h', 12 * HOUR],
    ['28d', 28 * DAY],
    ['4w', 28 * DAY],
    ['1M', 30 * DAY],
    ['1Q', 90 * DAY],
    ['1Y', 365 * DAY],
  ])('%s', (duration, durationMs) => {
    const slo = onlySlo(sloOf(PAID, { timeWindow: [{ duration, isRolling: true }] }));
    expect(slo.objective.sloWindow).toEqual({ kind: 'rolling', durationMs });
  });

  const calendar = { startTime: '2026-01-01 00:00:00', timeZone: 'Europe/Berlin' };
  test.each([
    [{ duration: '28 days', isRolling: true }, 'bad-duration: "28 days" is no duration'],
    [{ duration: '5m', isRolling: true }, 'window-out-of-range: a window of 5m is not supported'],
    [{ duration: '2Y', isRolling: true }, 'window-out-of-range: a window of 730d is not supported'],
    [{ duration: '28d' }, 'missing-field: this window neither rolls nor keeps to a calendar'],
    [
      { duration: '1M', isRolling: true, calendar },
      'two-definitions: this window both rolls and keeps to a calendar',
    ],
    [
      { duration: '2w', calendar },
      'calendar-window: a window that keeps to the calendar is one week, month, quarter or year',
    ],
    [
      { duration: '1M', calendar: { ...calendar, timeZone: 'Europe/Berlln' } },
      'unknown-time-zone: there is no time zone "Europe/Berlln"',
    ],
  ])('refuses %j', (window, error) => {
    expect(errorsOf([sloOf(PAID, { timeWindow: [window] })])).toEqual([error]);
  });
});

describe('timeWindow of the calendar', () => {
  const of = (duration: string, startTime: string) =>
    sloOf(PAID, { timeWindow: [{ duration, calendar: { startTime, timeZone: 'Europe/Berlin' } }] });

  test.each([
    ['1w', 'week', '2026-01-05 00:00:00'],
    ['1M', 'month', '2026-02-01'],
    ['1Q', 'quarter', '2026-04-01 00:00:00'],
    ['1Y', 'year', '2026-01-01 00:00:00'],
  ])('%s is a %s', (duration, unit, startTime) => {
    const slo = onlySlo(of(duration, startTime));
    expect(slo.objective.sloWindow).toMatchObject({ kind: 'calendar', unit, timeZone: 'Europe/Berlin' });
    expect(warningsOf([of(duration, startTime)])).toEqual([]);
  });

  test.each([
    ['1w', '2026-01-06 00:00:00'],
    ['1M', '2026-01-03 12:00:00'],
    ['1Q', '2026-02-01 00:00:00'],
    ['1Y', '2026-02-01 00:00:00'],
  ])('%s from %s begins with its period all the same, and says so', (duration, startTime) => {
    expect(warningsOf([of(duration, startTime)]).join()).toContain(`, not at ${startTime}`);
  });
});

describe('metadata', () => {
  test('labels of service, indicator and SLO meet, the nearest wins; everything else stays as annotations', () => {
    const service = object(
      'Service',
      'checkout',
      { description: 'shop' },
      { displayName: 'Checkout', labels: { team: 'a', tier: 1 } },
    );
    const slo = {
      ...sloOf({ ...PAID, description: 'share of payments that work' }),
      metadata: {
        name: 'payments',
        displayName: 'Payments',
        labels: { team: ['b', 'c'] },
        annotations: { 'x.y/wiki': 'w' },
      },
    };
    const { metadata, sli } = onlySlo(service, slo);
    expect(sli.description).toBe('share of payments that work');
    expect(metadata).toEqual({
      labels: { team: 'b,c', tier: '1' },
      links: {},
      annotations: {
        'service/checkout/display_name': 'Checkout',
        'service/checkout/description': 'shop',
        display_name: 'Payments',
        'x.y/wiki': 'w',
      },
    });
  });
});

describe('v1alpha', () => {
  const query = (text: string) => ({ source: 'prometheus', queryType: 'promql', query: text });
  const slo = (spec: object) => ({
    apiVersion: 'openslo/v1alpha',
    kind: 'SLO',
    metadata: { name: 'payments' },
    spec: {
      service: 'checkout',
      budgetingMethod: 'Occurrences',
      timeWindows: [{ unit: 'Day', count: 28, isRolling: true }],
      ...spec,
    },
  });
  const ratioMetrics = { incremental: true, good: query('a{ok="1"}'), total: query('a') };

  test('ratios stand in the objectives', () => {
    const made = onlySlo(slo({ objectives: [{ target: 0.99, value: 1, ratioMetrics }] }));
    const same = { ratioMetric: { counter: true, good: prometheus('a{ok="1"}'), total: prometheus('a') } };
    const v1 = onlySlo(sloOf(same, { objectives: [{ target: 0.99 }] }));
    expect(made.sli.bad).toEqual(v1.sli.bad);
    expect(made.objective).toEqual(v1.objective);
    expect(made.alertPolicies).toEqual(v1.alertPolicies);
  });

  test('without budgetingMethod and isRolling, as sloth’s examples have it, is what sloth reads', () => {
    const objectives = [{ target: 0.99, ratioMetrics }];
    const fields = { budgetingMethod: undefined, timeWindows: [{ unit: 'Day', count: 28 }], objectives };
    const { source: _of, ...bare } = onlySlo(slo(fields));
    const { source: _other, ...whole } = onlySlo(slo({ objectives }));
    expect(bare).toEqual(whole);
  });

  test('a thresholdMetric stands beside them', () => {
    const indicator = { thresholdMetric: query('lag') };
    const made = onlySlo(slo({ indicator, objectives: [{ target: 0.99, op: 'lte', value: 3 }] }));
    expect(made.sli.bad[0]?.selector.meaning).toEqual({ kind: 'compared', op: '>', value: 3 });
  });

  test.each([
    [{ objectives: [{ target: 0.99 }] }, 'missing-field: this objective measures nothing'],
    [
      { indicator: { thresholdMetric: query('a') }, objectives: [{ target: 0.99, ratioMetrics }] },
      'two-definitions: the SLO has an indicator as well',
    ],
    [
      { objectives: [{ target: 0.99, ratioMetrics: { ...ratioMetrics, counter: true } }] },
      'two-definitions: counter and incremental are both given',
    ],
    [
      {
        objectives: [
          { target: 0.99, ratioMetrics: { ...ratioMetrics, good: { ...query('a'), source: 'datadog' } } },
        ],
      },
      'metric-source: Firebreak reads Prometheus, and this is read from datadog',
    ],
    [
      { objectives: [{ target: 0.99, ratioMetrics }], alertPolicies: [] },
      'unknown-field: "alertPolicies" is not known here',
    ],
    [
      { objectives: [{ target: 0.99, timeSliceTarget: 0.9, ratioMetrics }] },
      'useless-field: timeSliceTarget means nothing here: the budgetingMethod is Occurrences',
    ],
    [
      { budgetingMethod: 'Timeslices', objectives: [{ target: 0.99, ratioMetrics }] },
      'missing-field: Timeslices need timeSliceTarget: how good a slice has to be',
    ],
  ])('refuses %j', (spec, error) => {
    const { problems } = readSpecs([{ path: 'a.yaml', text: JSON.stringify(slo(spec)) }]);
    expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([error]);
  });
});
