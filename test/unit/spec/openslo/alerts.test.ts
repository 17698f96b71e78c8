import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { defaultAlertPolicies } from '../../../../src/core/slo/alert-policy.js';
import { errorsOf, onlySlo, PAID, read, sloOf } from './openslo.js';

const policy = (condition: object, more: object = {}, severity = 'page', name = 'p') => ({
  kind: 'AlertPolicy',
  metadata: { name },
  spec: {
    conditions: [
      {
        kind: 'AlertCondition',
        metadata: { name: `${name}-burn` },
        spec: {
          severity,
          condition: { kind: 'burnrate', threshold: 14.4, lookbackWindow: '1h', ...condition },
        },
      },
    ],
    ...more,
  },
});
const tiers = (...alertPolicies: readonly object[]) => onlySlo(sloOf(PAID, { alertPolicies })).alertPolicies;
const codes = (...alertPolicies: readonly object[]) =>
  read([sloOf(PAID, { alertPolicies })]).problems.map(({ code, severity }) => `${severity} ${code}`);

describe('alertPolicies', () => {
  test('left out, the workbook’s tiers stand; an empty list is none', () => {
    expect(onlySlo(sloOf(PAID)).alertPolicies).toEqual(defaultAlertPolicies(28 * DAY));
    expect(tiers()).toEqual([]);
  });

  test('a condition becomes a tier, its short window a twelfth', () => {
    const slow = policy({ threshold: 1, lookbackWindow: '3d', op: 'gte' }, {}, 'warning', 'slow');
    expect(tiers(slow, policy({}))).toEqual([
      {
        id: 'page-1h',
        severity: 'page',
        longWindow: HOUR,
        shortWindow: 5 * MINUTE,
        burnRateThreshold: 14.4,
        minBadEvents: 3,
      },
      {
        id: 'ticket-3d',
        severity: 'ticket',
        longWindow: 3 * DAY,
        shortWindow: 6 * HOUR,
        burnRateThreshold: 1,
        minBadEvents: 3,
      },
    ]);
  });

  test('alertAfter is no wait but a short window, and a warning says so', () => {
    expect(tiers(policy({ alertAfter: '10m' }))).toEqual([
      expect.objectContaining({ shortWindow: 10 * MINUTE }),
    ]);
    expect(tiers(policy({ alertAfter: '1m' }))).toEqual([
      expect.objectContaining({ shortWindow: 5 * MINUTE }),
    ]);
    expect(codes(policy({ alertAfter: '1m' }))).toEqual(['warning alert-after']);
    expect(codes(policy({ alertAfter: '0m' }))).toEqual([]);
  });

  test('what is told anyway is said, where a policy asks for silence', () => {
    const silent = policy({}, { alertWhenNoData: false, alertWhenResolved: false });
    expect(codes(silent)).toEqual(['warning always-told', 'warning always-told']);
    expect(codes(policy({}, { alertWhenNoData: true, alertWhenResolved: true }))).toEqual([]);
  });

  test('a policy that is not for breaches makes no tier', () => {
    expect(tiers(policy({}, { alertWhenBreaching: false, alertWhenNoData: true }))).toEqual([]);
  });

  test('notification targets are labels by severity, and what they say stays', () => {
    const target = {
      kind: 'AlertNotificationTarget',
      metadata: { name: 'on-call' },
      spec: { target: 'pagerduty', description: 'd' },
    };
    const alertPolicies = [policy({}, { notificationTargets: [target] }, 'sev1')];
    const { metadata } = onlySlo(sloOf(PAID, { alertPolicies }));
    expect(metadata.labels).toEqual({ page_notification_targets: 'on-call' });
    expect(metadata.annotations).toEqual({
      'alert_condition/p-burn/severity': 'sev1',
      'notification_target/on-call/description': 'd',
      'notification_target/on-call/target': 'pagerduty',
    });
  });

  test.each(['lt', 'lte'])(
    'a condition with op: %s is for a burn rate over the threshold all the same',
    (op) => {
      expect(tiers(policy({ op }))).toEqual(tiers(policy({ op: 'gt' })));
      expect(codes(policy({ op }))).toEqual(['warning condition-op']);
    },
  );

  test('an operator means nothing beside the only condition', () => {
    const written = policy({}).spec.conditions[0];
    const alone = (condition: object) => ({ ...policy({}), spec: { conditions: [condition] } });
    expect(tiers(alone({ operator: 'and', ...written }))).toEqual(tiers(policy({})));
    expect(codes(alone({ operator: 'and', ...written }))).toEqual(['warning useless-field']);
    expect(errorsOf([sloOf(PAID, { alertPolicies: [alone({ operator: 'xor', ...written })] })])).toEqual([
      'wrong-value: "operator" must be one of "and", "or"',
    ]);
  });

  test.each([
    [
      policy({}, {}, 'purple'),
      'severity: "purple" does not say whether it pages someone or waits for the working day',
    ],
    [policy({ lookbackWindow: '1 hour' }), 'bad-duration: "1 hour" is no duration here'],
    [policy({ lookbackWindow: '0m' }), 'bad-duration: "0m" is no duration here'],
    [policy({ alertAfter: 'soon' }), 'bad-duration: "soon" is no duration here'],
    [policy({ alertAfter: '1h' }), 'alert-after: alertAfter (1h) is not shorter than lookbackWindow (1h)'],
    [
      policy({ lookbackWindow: '5w' }),
      'window-too-long: a lookbackWindow of 35d cannot be judged within a time window of 28d',
    ],
    [policy({ threshold: 1000 }), expect.stringMatching(/^unreachable-burn-rate/)],
    [policy({ kind: 'latency' }), 'wrong-value: "kind" must be one of "burnrate"'],
    [{ alertPolicyRef: 'x', kind: 'AlertPolicy' }, 'two-definitions: alertPolicyRef and kind are both given'],
    [{ kind: 'AlertPolicy' }, 'missing-field: this is neither the name of an AlertPolicy nor a whole one'],
  ])('refuses %j', (given, error) => {
    expect(errorsOf([sloOf(PAID, { alertPolicies: [given] })])).toEqual([error]);
  });

  test('two policies that ask for the same are one too many', () => {
    expect(errorsOf([sloOf(PAID, { alertPolicies: [policy({}), policy({}, {}, 'critical', 'q')] })])).toEqual(
      [expect.stringMatching(/^duplicate-alert/)],
    );
  });
});
