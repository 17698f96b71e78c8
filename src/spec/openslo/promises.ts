import { UNSTATED_POLICY } from '../../core/slo/budget-policy.js';
import { type Objective, SOURCE_ID, type Slo, sloId } from '../../core/slo/slo.js';
import type { SloWindow } from '../../core/slo/slo-window.js';
import { reachableDefaults } from '../firebreak/compile-tiers.js';
import { isName, NAME_HELP } from '../slo-name.js';
import type { Path } from '../source-document.js';
import type { Indicator } from './indicator.js';
import type { Library } from './library.js';
import { metadataOf } from './metadata.js';
import { type NamedSli, objectiveNames, type Promise, sliOf, targetOf } from './objective.js';
import type { OpenSloObject } from './objects.js';
import { tiersOf, type UsedPolicy } from './policy.js';
import type { BudgetingMethod } from './schema.js';
import { slicesOf } from './time-slices.js';

/** An SLO of either version, its references followed. */
export interface Promises {
  readonly object: OpenSloObject<{ readonly service: string }>;
  /** Undefined when it is broken: what stands beside it is checked all the same. */
  readonly sloWindow: SloWindow | undefined;
  readonly budgetingMethod: BudgetingMethod;
  readonly objectives: readonly Promise[];
  /** Of each objective; undefined when it is broken. */
  readonly measured: readonly ((Pick<Indicator, 'measured'> & { readonly name: NamedSli }) | undefined)[];
  readonly indicator: Indicator | undefined;
  /** Undefined when the SLO names none; then the default tiers stand. */
  readonly policies: readonly UsedPolicy[] | undefined;
}

/** An SLO, and where in its document its objective stands. */
export interface Compiled {
  readonly slo: Omit<Slo, 'source'>;
  readonly path: Path;
  /** The parts of a composite, and where they stand. */
  readonly references?: readonly { readonly id: string; readonly weight: number; readonly path: Path }[];
}

/** One SLO for each objective that is sound. */
export function compilePromises(promises: Promises, library: Library): Compiled[] {
  const { object, objectives } = promises;
  const service = serviceOf(object, library);
  const names = objectiveNames(object.metadata.name, objectives);
  const isNamed = checkName(object, object.metadata.name, ['metadata', 'name']);
  return objectives.flatMap((promise, index): Compiled[] => {
    const slo = compileOne(promises, { promise, index, name: names[index], service: service.object });
    return slo && isNamed && service.sound
      ? [{ slo, path: [...object.path, 'spec', 'objectives', index] }]
      : [];
  });
}

interface One {
  readonly promise: Promise;
  readonly index: number;
  readonly name: string | undefined;
  readonly service: OpenSloObject | undefined;
}

function compileOne(promises: Promises, { promise, index, name, service: serviceObject }: One) {
  const { object, sloWindow, policies, indicator } = promises;
  const at = object.at.under('spec', 'objectives', index);
  if (name === undefined || !isName(name)) {
    return at.error(
      'unnamed-objective',
      [],
      name === undefined
        ? 'nothing tells this objective from one before it: each becomes an SLO of its own, with a name of its own'
        : `"${name}" is too long for a name`,
      'give it a displayName of its own, and a short one',
    );
  }
  const target = targetOf(promise, at);
  const measured = promises.measured[index];
  const sli = measured && sliOf(promise, { ...measured, object: measured.name }, { at, alpha: object.alpha });
  const timeSlices = slicesOf(promise, promises.budgetingMethod, { at, alpha: object.alpha });
  if (target === undefined || !sloWindow || timeSlices === 'broken') return undefined;
  const objective: Objective = { target, sloWindow };
  const held = { ...objective, timeSlices };
  const alertPolicies = policies
    ? tiersOf(policies, held, object.at.under('spec', 'alertPolicies'))
    : reachableDefaults(held, at);
  const { service } = object.spec;
  if (sloId(service, name) === SOURCE_ID) {
    return at.error(
      'reserved-name',
      [],
      `${SOURCE_ID} is what the daemon calls Prometheus itself`,
      'rename it',
    );
  }
  if (!sli || !alertPolicies) return undefined;
  const slo: Omit<Slo, 'source'> = {
    id: sloId(service, name),
    service,
    name,
    sli,
    ...(timeSlices ? { timeSlices } : {}),
    objective,
    alertPolicies,
    budgetPolicy: UNSTATED_POLICY,
    metadata: metadataOf(object, {
      service: serviceObject,
      indicator,
      policies: (policies ?? []).map(({ policy }) => policy),
      objective: promise.displayName,
    }),
  };
  return slo;
}

/** The service's own object, where there is one: the specification lets SLOs name services that have none. */
function serviceOf(object: Promises['object'], library: Library): { sound: boolean; object?: OpenSloObject } {
  const { service } = object.spec;
  const at = object.at.under('spec');
  const sound = checkName(object, service, ['spec', 'service']);
  if (library.has('Service', service)) {
    const found = library.find('Service', service, at, ['service']);
    return found ? { sound, object: found } : { sound: false };
  }
  if (library.hasAny('Service')) {
    at.warn(
      'unknown-reference',
      ['service'],
      `there is no Service "${service}" in these files`,
      library.hint('Service', service),
    );
  }
  return { sound };
}

function checkName({ at }: OpenSloObject, name: string, path: Path): boolean {
  if (isName(name)) return true;
  at.error('bad-name', path, `"${name}" cannot be used as a name`, `use ${NAME_HELP}`);
  return false;
}
