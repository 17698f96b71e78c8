import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSpecs } from '../../../../src/spec/read-specs.js';
import { errorsOf, object, PAID, prometheus, read, sloSpec } from './openslo.js';

const slo = object('SLO', 'payments', sloSpec({ alertPolicies: [{ alertPolicyRef: 'fast' }] }));
const sli = object('SLI', 'paid', PAID);
const policy = object('AlertPolicy', 'fast', {
  alertWhenBreaching: true,
  conditions: [{ conditionRef: 'fast-burn' }],
  notificationTargets: [{ targetRef: 'pager' }],
});
const condition = object('AlertCondition', 'fast-burn', {
  severity: 'page',
  condition: { kind: 'burnrate', op: 'gt', threshold: 14.4, lookbackWindow: '1h' },
});
const target = object('AlertNotificationTarget', 'pager', { target: 'pagerduty' });
const service = object('Service', 'checkout', { description: 'where money comes in' });
const all = [slo, sli, policy, condition, target, service];

describe('references', () => {
  test('any order and any division into files means the same', () => {
    const places = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: all.length, maxLength: all.length });
    const order = fc.shuffledSubarray(all, { minLength: all.length });
    const meaning = (...files: readonly (typeof all)[]) => {
      const { slos, problems } = read(...files);
      return { slos: slos.map(({ source: _source, ...rest }) => rest), problems: problems.length };
    };
    const expected = meaning(all);
    expect(expected).toMatchObject({ slos: [{ id: 'checkout/payments' }], problems: 0 });
    fc.assert(
      fc.property(order, places, (objects, where) => {
        const files = [0, 1, 2].map((file) => objects.filter((_, index) => where[index] === file));
        expect(meaning(...files.filter((file) => file.length > 0))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('an unknown name is an error at the reference, with the nearest name', () => {
    const { slos, problems } = read([object('SLO', 'payments', sloSpec({ indicatorRef: 'paidd' })), sli]);
    expect(slos).toEqual([]);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({
        code: 'unknown-reference',
        message: 'there is no SLI "paidd" in these files',
        mend: 'did you mean "paid"?',
        line: 7,
        column: 17,
      }),
    ]);
  });

  test('a DataSource that is not there is no error beside a type, in a broken object either', () => {
    const typed = {
      metricSource: { metricSourceRef: 'thanos', type: 'Prometheus', spec: { query: 'paid_total' } },
    };
    const indicator = { metadata: { name: 'paid' }, spec: { ratioMetric: { good: typed, total: typed } } };
    const spec = { ...sloSpec({ indicator }), indicatorRef: undefined, budgetingMethod: undefined };
    expect(errorsOf([object('SLO', 'payments', spec)])).toEqual([
      'missing-field: "spec" lacks "budgetingMethod"',
    ]);
  });

  test('a reference is followed from policies too', () => {
    expect(errorsOf([slo, sli, policy, target])).toEqual([
      'unknown-reference: there is no AlertCondition "fast-burn" in these files',
    ]);
    expect(errorsOf([slo, sli, policy, condition])).toEqual([
      'unknown-reference: there is no AlertNotificationTarget "pager" in these files',
    ]);
  });

  test('a broken object takes down what refers to it, and nothing else; it is told once', () => {
    const broken = object('SLI', 'paid', {
      ratioMetric: { counter: true, good: prometheus('sum('), total: prometheus('a_total') },
    });
    const other = object('SLO', 'carts', sloSpec({ indicatorRef: 'carts' }));
    const twice = object('SLO', 'again', sloSpec());
    const { slos, problems } = read(
      [slo, twice, policy, condition, target],
      [broken, object('SLI', 'carts', PAID), other],
    );
    expect(slos.map(({ id }) => id)).toEqual(['checkout/carts']);
    expect(problems).toEqual([expect.objectContaining({ code: 'promql', file: '1.yaml' })]);
  });

  test('an object that the schema refuses is not unknown as well', () => {
    const refused = object('SLI', 'paid', { ratioMetrics: {} });
    expect(errorsOf([object('SLO', 'payments', sloSpec()), refused])).toEqual([
      'unknown-field: "ratioMetrics" is not known here',
    ]);
  });

  test('two objects of a kind and name: the second is told where the first is', () => {
    expect(errorsOf([object('SLO', 'payments', sloSpec()), sli], [sli])).toEqual([
      'duplicate-object: there is an SLI of this name already, in 0.yaml:18',
    ]);
  });

  test('what nothing refers to is a warning', () => {
    const { problems } = read([sli]);
    expect(problems).toEqual([
      expect.objectContaining({ code: 'unused-object', severity: 'warning', line: 4 }),
    ]);
  });

  test('a list of objects is as good as documents', () => {
    const text = `- ${JSON.stringify(object('SLO', 'payments', sloSpec()))}\n- ${JSON.stringify(sli)}\n`;
    expect(readSpecs([{ path: 'a.yaml', text }]).slos.map(({ id }) => id)).toEqual(['checkout/payments']);
  });

  test('other versions and kinds are refused by name', () => {
    expect(errorsOf([{ ...sli, apiVersion: 'openslo.com/v2alpha' }])).toEqual([
      'openslo-version: "openslo.com/v2alpha" is no version of OpenSLO that can be read',
    ]);
    expect(errorsOf([{ ...sli, kind: 'SLIs' }])).toEqual(['openslo-kind: openslo/v1 knows no kind "SLIs"']);
    expect(errorsOf([{ ...sli, apiVersion: 'openslo/v1alpha' }])).toEqual([
      'openslo-kind: openslo/v1alpha knows no kind "SLI"',
    ]);
  });

  test('whatever is put in any place, every refusal has a position and nothing throws', () => {
    const text = JSON.stringify(all);
    const values = [...text.matchAll(/"[^"]*"|true|[\d.]+/g)];
    const junk = fc.constantFrom('null', '[]', '{}', '0', '-1', '""', '"\\u0000"', '[[{}]]', 'true', '"1h"');
    fc.assert(
      fc.property(fc.nat({ max: values.length - 1 }), junk, (which, instead) => {
        const match = values[which];
        const from = match?.index ?? 0;
        const broken = `${text.slice(0, from)}${instead}${text.slice(from + (match?.[0].length ?? 0))}`;
        const { problems } = readSpecs([{ path: 'a.yaml', text: broken }]);
        for (const { line, column, message, mend } of problems) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(message).not.toBe('');
          expect(mend).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of what is broken itself are told at once, and what they name does not count as unused', () => {
    const broken = object('SLO', 'payments', {
      ...sloSpec({ indicatorRef: 'paidd' }),
      budgetingMethod: 'Any',
    });
    expect(errorsOf([broken, sli])).toEqual([
      'unknown-reference: there is no SLI "paidd" in these files',
      expect.stringMatching(/^wrong-value: /),
    ]);
    const named = object('SLO', 'payments', {
      ...sloSpec({ alertPolicies: ['fast'] }),
      budgetingMethod: 'Any',
    });
    expect(read([named, sli, policy, condition, target]).problems.map(({ code }) => code)).toEqual([
      'wrong-value',
    ]);
    const inPolicy = object('AlertPolicy', 'fast', {
      alertWhen: 'it burns',
      conditions: [{ conditionRef: 'slow-burn' }],
      notificationTargets: [{ targetRef: 'pagerr' }],
    });
    expect(errorsOf([slo, sli, inPolicy, condition, target])).toEqual([
      expect.stringMatching(/^unknown-field: /),
      'unknown-reference: there is no AlertCondition "slow-burn" in these files',
      'unknown-reference: there is no AlertNotificationTarget "pagerr" in these files',
    ]);
  });

  test('to broken policies hide nothing else of the SLO', () => {
    const spec = sloSpec({ alertPolicies: [{ alertPolicyRef: 'fasst' }], objectives: [{ target: 1 }] });
    expect(errorsOf([object('SLO', 'payments', spec), sli])).toEqual([
      'target-full: a target of 100 % leaves no error budget: every failure would break it',
      expect.stringMatching(/^unknown-reference: there is no AlertPolicy "fasst"/),
    ]);
  });
});
