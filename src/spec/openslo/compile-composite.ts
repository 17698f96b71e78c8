import { type Objective, sloId } from '../../core/slo/slo.js';
import type { SloWindow } from '../../core/slo/slo-window.js';
import { MINUTE } from '../../core/time/duration.js';
import { reachableDefaults } from '../firebreak/compile-tiers.js';
import type { Indicator } from './indicator.js';
import type { Library } from './library.js';
import { metadataOf } from './metadata.js';
import type { OpenSloObject } from './objects.js';
import { tiersOf, type UsedPolicy } from './policy.js';
import { type Compiled, compilePromises } from './promises.js';
import type { SloSpec } from './schema.js';
import { UNSTATED_POLICY } from '../../core/slo/budget-policy.js';

/** What of a composite has been read before its objectives. */
interface ReadParts {
  readonly sloWindow: SloWindow | undefined;
  readonly policies: readonly UsedPolicy[] | undefined;
  /** Of each objective. */
  readonly indicators: readonly (Indicator | undefined)[];
}

/**
 * An SLO whose objectives have indicators of their own: each becomes an SLO without alerts, and the object's own name is that of their
 * composite by weights, which the alerts are of. OpenSLO gives it no target: it is the weighted mean of theirs.
 */
export function compileCompositeSlo(
  object: OpenSloObject<SloSpec>,
  library: Library,
  { sloWindow, policies, indicators }: ReadParts,
): Compiled[] {
  const { objectives, budgetingMethod } = object.spec;
  const parts = compilePromises(
    {
      object,
      sloWindow,
      budgetingMethod,
      objectives: objectives.map((objective, index) => ({
        ...objective,
        displayName: objective.displayName ?? indicators[index]?.object.metadata.name ?? '',
      })),
      measured: indicators.map(
        (each) => each && { measured: each.measured, name: { name: each.object.metadata.name } },
      ),
      indicator: undefined,
      policies: [],
    },
    library,
  );
  if (!sloWindow || parts.length < objectives.length) return parts;
  const whole = compositeOf(object, library, { sloWindow, policies, parts });
  return whole ? [...parts, whole] : parts;
}

function compositeOf(
  object: OpenSloObject<SloSpec>,
  library: Library,
  read: Pick<ReadParts, 'policies'> & { readonly sloWindow: SloWindow; readonly parts: readonly Compiled[] },
): Compiled | undefined {
  const { policies, parts, sloWindow } = read;
  const { objectives, service } = object.spec;
  const at = object.at.under('spec');
  const lengths = new Set(parts.map(({ slo }) => slo.timeSlices?.lengthMs ?? MINUTE));
  const [lengthMs = MINUTE] = lengths;
  if (lengths.size > 1) {
    const message = 'the objectives cut time into slices of several lengths, and their composite needs one';
    return at.error('two-definitions', ['objectives'], message, 'give them the same timeSliceWindow');
  }
  const weights = objectives.map(({ compositeWeight }) => compositeWeight ?? 1);
  const objective: Objective = { target: meanTarget(parts, weights), sloWindow };
  at.warn(
    'composite-target',
    ['objectives'],
    `OpenSLO gives a composite no target: ${Number((objective.target * 100).toPrecision(6))} % is held, the weighted mean of its objectives, over slices of time`,
    'nothing, if that is what is meant; else write a composite in a file of Firebreak',
  );
  const timeSlices = { lengthMs, goodShare: undefined, withoutTraffic: 'good' } as const;
  const held = { ...objective, timeSlices };
  const alertPolicies = policies
    ? tiersOf(policies, held, at.under('alertPolicies'))
    : reachableDefaults(held, at.under('objectives'));
  if (!alertPolicies) return undefined;
  const { name } = object.metadata;
  const known = library.has('Service', service);
  return {
    slo: {
      id: sloId(service, name),
      service,
      name,
      sli: { name, bad: [], total: [], derivation: { kind: 'composite', reason: '' } },
      timeSlices,
      composite: { combine: 'weighted', lengthMs, parts: [] },
      objective,
      alertPolicies,
      budgetPolicy: UNSTATED_POLICY,
      metadata: metadataOf(object, {
        service: known ? library.find('Service', service, at, ['service']) : undefined,
        indicator: undefined,
        policies: (policies ?? []).map(({ policy }) => policy),
        objective: undefined,
      }),
    },
    path: [...object.path, 'metadata', 'name'],
    references: parts.map(({ slo, path }, index) => ({ id: slo.id, weight: weights[index] ?? 1, path })),
  };
}

function meanTarget(parts: readonly Compiled[], weights: readonly number[]): number {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const sum = parts.reduce((so, { slo }, index) => so + (weights[index] ?? 1) * slo.objective.target, 0);
  return Number((sum / all).toPrecision(12));
}
