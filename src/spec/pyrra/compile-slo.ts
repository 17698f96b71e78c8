import { UNSTATED_POLICY } from '../../core/slo/budget-policy.js';
import type { Grouping } from '../../core/slo/slo-template.js';
import { type Objective, SOURCE_ID, sloId } from '../../core/slo/slo.js';
import type { PlacelessSlo } from '../firebreak/compile-slo.js';
import { compileRolling } from '../firebreak/compile-window.js';
import type { Findings } from '../firebreak/findings.js';
import { groupingFault, groupingOf } from '../grouping.js';
import { isName, NAME_HELP } from '../slo-name.js';
import { compileIndicator } from './indicator.js';
import { metadataOf, serviceOf } from './metadata.js';
import type { PyrraObject, PyrraSpec } from './schema.js';
import { compileTarget } from './target.js';
import { compileTiers } from './tiers.js';
import { warnOfUnkept } from './unkept.js';

/** An SLO, or with a grouping a template of one for each label set. */
export interface Compiled {
  readonly slo: PlacelessSlo;
  readonly grouping: Grouping | undefined;
}

/** What an object promises; undefined with the reasons in `findings`. */
export function compileSlo(object: PyrraObject, findings: Findings): Compiled | undefined {
  const { spec } = object;
  const { name } = object.metadata;
  const service = compileService(object, findings.under('metadata'));
  const at = findings.under('spec');
  warnOfUnkept(spec, at);
  const indicator = compileIndicator(spec.indicator, at.under('indicator'));
  const promised = compilePromise(spec, at);
  if (service === undefined || !indicator || !promised) return undefined;
  const { counted, labels, at: inIndicator } = indicator;
  const slo: PlacelessSlo = {
    id: sloId(service, name),
    service,
    name,
    sli: { name, ...counted },
    ...promised,
    budgetPolicy: UNSTATED_POLICY,
    metadata: metadataOf(object),
  };
  const fault = groupingFault(slo.sli, labels);
  if (fault) return inIndicator.error('cannot-be-grouped', ['grouping'], fault.message, fault.mend);
  return { slo, grouping: labels.length > 0 ? groupingOf(labels, slo) : undefined };
}

function compilePromise(
  spec: PyrraSpec,
  at: Findings,
): Pick<PlacelessSlo, 'objective' | 'alertPolicies'> | undefined {
  const target = compileTarget(spec.target, at);
  const sloWindow = compileRolling(spec.window, at.under('window'));
  if (target === undefined || !sloWindow) return undefined;
  const objective: Objective = { target, sloWindow };
  const alertPolicies = compileTiers(spec.alerting ?? {}, objective, at);
  return alertPolicies && { objective, alertPolicies };
}

function compileService(object: PyrraObject, at: Findings): string | undefined {
  const { service, path } = serviceOf(object.metadata);
  if (!isName(service)) {
    return at.error(
      'bad-name',
      path,
      `"${service}" cannot be used as the name of a service`,
      `use ${NAME_HELP}`,
    );
  }
  if (sloId(service, object.metadata.name) !== SOURCE_ID) return service;
  return at.error(
    'reserved-name',
    ['name'],
    `${SOURCE_ID} is what the daemon calls Prometheus itself`,
    'rename it',
  );
}
