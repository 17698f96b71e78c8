import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { errorsOf, object, PAID, prometheus, read } from './openslo.js';

const FAST = {
  ratioMetric: { counter: true, good: prometheus('sum(fast_total)'), total: prometheus('sum(asked_total)') },
};
const inline = (name: string, spec: object) => ({ indicator: { metadata: { name }, spec } });

const journey = (objectives: readonly object[], fields: object = {}) =>
  object('SLO', 'journey', {
    service: 'checkout',
    timeWindow: [{ duration: '30d', isRolling: true }],
    budgetingMethod: 'Occurrences',
    objectives,
    ...fields,
  });

describe('objectives with indicators of their own', () => {
  test('become SLOs without alerts, and a composite by weights that holds their mean target', () => {
    const { slos, problems } = read([
      journey([
        { target: 0.99, compositeWeight: 3, ...inline('paid', PAID) },
        { target: 0.95, displayName: 'Fast enough', indicatorRef: 'fast' },
      ]),
      object('SLI', 'fast', FAST),
    ]);
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual([
      expect.stringMatching(/^composite-target /),
    ]);
    expect(slos.map(({ id, alertPolicies }) => `${id} ${alertPolicies.length}`)).toEqual([
      'checkout/journey 4',
      'checkout/journey-fast-enough 0',
      'checkout/journey-paid 0',
    ]);
    expect(slos[0]).toMatchObject({
      objective: { target: 0.98 },
      timeSlices: { lengthMs: MINUTE },
      composite: {
        combine: 'weighted',
        lengthMs: MINUTE,
        parts: [
          { sloId: 'checkout/journey-paid', weight: 3, goodShare: 0.99 },
          { sloId: 'checkout/journey-fast-enough', weight: 1, goodShare: 0.95 },
        ],
      },
    });
  });

  test('cut time as their budgeting method says', () => {
    const sliced = (timeSliceWindow: string) => ({ target: 0.99, timeSliceTarget: 0.9, timeSliceWindow });
    const objectives = (second: string) => [
      { ...sliced('5m'), ...inline('paid', PAID) },
      { ...sliced(second), ...inline('fast', FAST) },
    ];
    const method = { budgetingMethod: 'Timeslices' };
    const [composite] = read([journey(objectives('5m'), method)]).slos;
    expect(composite?.composite).toMatchObject({
      lengthMs: 5 * MINUTE,
      parts: [{ goodShare: 0.9 }, { goodShare: 0.9 }],
    });
    expect(errorsOf([journey(objectives('1m'), method)])).toEqual([
      'two-definitions: the objectives cut time into slices of several lengths, and their composite needs one',
    ]);
  });

  test('leave their composite out when one of them is broken', () => {
    const { slos, problems } = read([
      journey([
        { target: 0.99, ...inline('paid', PAID) },
        { target: 1, ...inline('fast', FAST) },
      ]),
    ]);
    expect(slos.map(({ id }) => id)).toEqual(['checkout/journey-paid']);
    expect(problems.map(({ code }) => code)).toEqual(['target-full']);
  });

  test('all need one, and the SLO none', () => {
    expect(errorsOf([journey([{ target: 0.99, ...inline('paid', PAID) }, { target: 0.9 }])])).toEqual([
      'missing-field: this SLO has no indicator',
    ]);
    const both = [
      { target: 0.99, ...inline('paid', PAID) },
      { target: 0.9, ...inline('fast', FAST) },
    ];
    expect(errorsOf([journey(both, inline('other', FAST))])).toEqual([
      'two-definitions: the SLO has an indicator, and some of its objectives have their own',
    ]);
  });
});
