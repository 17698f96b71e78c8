import { type AlertPolicy, alertPolicyId, DEFAULT_MIN_BAD_EVENTS } from '../../core/slo/alert-policy.js';
import { faultOfTier } from '../../core/slo/slice-tiers.js';
import { highestBurnRate } from '../../core/slo/slo.js';
import { formatDuration } from '../../core/time/duration.js';
import { type TiersOf, withUniqueIds } from '../firebreak/compile-tiers.js';
import { liftedToSlices } from '../firebreak/compile-time-slices.js';
import type { Findings } from '../firebreak/findings.js';
import { type Condition, readCondition } from './condition.js';
import { referenced } from './reference.js';
import type { Library } from './library.js';
import type { OpenSloObject } from './objects.js';
import type { ConditionSpec, PolicySpec, TargetSpec } from './schema.js';

/** An AlertPolicy with what it refers to. */
export interface Policy {
  /** Undefined when it asks for no alert on a burn rate. */
  readonly condition: Condition | undefined;
  readonly targets: readonly OpenSloObject<TargetSpec>[];
  readonly object: OpenSloObject<PolicySpec>;
}

/** An AlertPolicy; undefined with the reasons in its findings, or where it is broken that it refers to. */
export function readPolicy(object: OpenSloObject<PolicySpec>, library: Library): Policy | undefined {
  const at = object.at.under('spec');
  const { conditions, notificationTargets, alertWhenBreaching } = object.spec;
  warnOfSilence(object.spec, at);
  const found = conditions.map((item, index) =>
    referenced<ConditionSpec>(
      {
        item: withoutOperator(item, at.under('conditions', index)),
        field: 'conditionRef',
        kind: 'AlertCondition',
      },
      { owner: object, path: ['spec', 'conditions', index], library },
    ),
  );
  const targets = (notificationTargets ?? []).map((item, index) =>
    referenced<TargetSpec>(
      { item, field: 'targetRef', kind: 'AlertNotificationTarget' },
      { owner: object, path: ['spec', 'notificationTargets', index], library },
    ),
  );
  const [condition] = found.map((each) => each && library.once(each, readCondition));
  const whole = targets.filter((target) => target !== undefined);
  if (!condition || whole.length < targets.length) return undefined;
  return { condition: alertWhenBreaching === false ? undefined : condition, targets: whole, object };
}

/** Former OpenSLO let several conditions stand together; of a single one its `operator` says nothing. */
function withoutOperator(item: PolicySpec['conditions'][number], at: Findings) {
  if (typeof item === 'string' || item.operator === undefined) return item;
  const { operator, ...rest } = item;
  at.warn(
    'useless-field',
    ['operator'],
    `operator: ${JSON.stringify(operator)} means nothing: a policy has one condition`,
    'remove it',
  );
  return rest;
}

/** A burn-rate alert ends with a resolve, and a blind SLO is told of: neither can be left out for one policy. */
function warnOfSilence({ alertWhenNoData, alertWhenResolved }: PolicySpec, at: Findings): void {
  if (alertWhenNoData === false) {
    at.warn(
      'always-told',
      ['alertWhenNoData'],
      'an SLO without data is told of all the same',
      'write alertWhenNoData: true, or leave it out',
    );
  }
  if (alertWhenResolved === false) {
    at.warn(
      'always-told',
      ['alertWhenResolved'],
      'the end of an alert is told to whom its beginning was told',
      'write alertWhenResolved: true, or leave it out',
    );
  }
}

/** A policy as an SLO uses it: `at` is its place in the list of the SLO. */
export interface UsedPolicy {
  readonly policy: Policy;
  readonly at: Findings;
}

/** The tiers that an SLO's policies ask for; undefined when one of them cannot be kept. */
export function tiersOf(
  used: readonly UsedPolicy[],
  objective: TiersOf,
  findings: Findings,
): readonly AlertPolicy[] | undefined {
  const tiers = used.flatMap(({ policy: { condition }, at }) =>
    condition ? [tierOf(condition, objective, at)] : [],
  );
  const whole = tiers.filter((tier) => tier !== undefined);
  return whole.length < tiers.length ? undefined : withUniqueIds(whole, findings);
}

function tierOf(
  { severity, longWindow, shortWindow, burnRateThreshold }: Condition,
  objective: TiersOf,
  at: Findings,
): AlertPolicy | undefined {
  const { durationMs } = objective.sloWindow;
  if (longWindow > durationMs) {
    return at.error(
      'window-too-long',
      [],
      `a lookbackWindow of ${formatDuration(longWindow)} cannot be judged within a time window of ${formatDuration(durationMs)}`,
      'use a policy with a shorter lookbackWindow',
    );
  }
  const highest = highestBurnRate(objective);
  if (burnRateThreshold >= highest) {
    return at.error(
      'unreachable-burn-rate',
      [],
      `a burn rate over ${burnRateThreshold}x can never be reached: with every event failing it is ${highest}x at this target`,
      `use a policy with a threshold below ${highest}`,
    );
  }
  const id = alertPolicyId(severity, longWindow);
  const minBadEvents = DEFAULT_MIN_BAD_EVENTS;
  const tier = { id, severity, longWindow, shortWindow, burnRateThreshold, minBadEvents };
  if (!objective.timeSlices) return tier;
  const lifted = liftedToSlices(tier, objective.timeSlices);
  const fault = faultOfTier(lifted, objective.timeSlices);
  return fault
    ? at.error(fault.code, [], fault.message, 'use a policy with a longer lookbackWindow')
    : lifted;
}
