import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import { type Indicator, readIndicator } from './indicator.js';
import type { Library } from './library.js';
import type { OpenSloObject } from './objects.js';
import { compileCompositeSlo } from './compile-composite.js';
import { readPolicy, type UsedPolicy } from './policy.js';
import { type Compiled, compilePromises } from './promises.js';
import { referenced } from './reference.js';
import type { InlineSli, PolicySpec, SliSpec, SloSpec } from './schema.js';
import { readTimeWindow } from './time-window.js';

/** The SLOs of a document of v1; what is wrong goes to the object's findings. */
export function compileSlo(object: OpenSloObject<SloSpec>, library: Library): Compiled[] {
  const { spec } = object;
  const at = object.at.under('spec');
  const [window] = spec.timeWindow;
  const sloWindow = window && readTimeWindow(window, at.under('timeWindow', 0));
  const policies = policiesOf(object, library);
  // With broken ones all else is looked at, and nothing is compiled.
  const sound = policies === 'broken' ? [] : policies;
  if (isComposite(spec)) {
    if (!isWholeComposite(spec, at)) return [];
    const indicators = spec.objectives.map((objective, index) =>
      indicatorOf(object, library, objective, ['spec', 'objectives', index]),
    );
    const compiled = compileCompositeSlo(object, library, { sloWindow, policies: sound, indicators });
    return policies === 'broken' ? [] : compiled;
  }
  const indicator = indicatorOf(object, library, spec, ['spec']);
  const useless = hasUselessWeight(spec, at);
  const name = indicator && { name: indicator.object.metadata.name, ...wordsOf(indicator) };
  const measured = indicator && name && { measured: indicator.measured, name };
  const compiled = compilePromises(
    {
      object,
      sloWindow,
      budgetingMethod: spec.budgetingMethod,
      objectives: spec.objectives,
      measured: spec.objectives.map(() => measured),
      indicator,
      policies: sound,
    },
    library,
  );
  return useless || policies === 'broken' ? [] : compiled;
}

function wordsOf({ object }: Indicator) {
  const { description } = object.spec;
  return description === undefined ? {} : { description };
}

/** The indicator of an SLO, or of one of its objectives. */
function indicatorOf(
  object: OpenSloObject<SloSpec>,
  library: Library,
  { indicator, indicatorRef }: Pick<SloSpec, 'indicator' | 'indicatorRef'>,
  path: Path,
): Indicator | undefined {
  const at = object.at.under(...path);
  if (indicator && indicatorRef !== undefined) {
    const mend = 'keep one of them';
    return at.error('two-definitions', ['indicatorRef'], 'indicator and indicatorRef are both given', mend);
  }
  if (!indicator && indicatorRef === undefined) {
    const mend = 'add indicatorRef with the name of an SLI, or indicator';
    return at.error('missing-field', [], 'this SLO has no indicator', mend);
  }
  const sli = indicator
    ? library.inline<SliSpec>(object, 'SLI', indicator satisfies InlineSli, [...path, 'indicator'])
    : library.find<SliSpec>('SLI', indicatorRef ?? '', at, ['indicatorRef']);
  return sli && library.once(sli, readIndicator);
}

/** Undefined when the SLO says nothing of alerts. */
function policiesOf(
  object: OpenSloObject<SloSpec>,
  library: Library,
): readonly UsedPolicy[] | 'broken' | undefined {
  const { alertPolicies } = object.spec;
  if (!alertPolicies) return undefined;
  const used = alertPolicies.map((item, index): UsedPolicy | undefined => {
    const path = ['spec', 'alertPolicies', index];
    const found = referenced<PolicySpec>(
      { item, field: 'alertPolicyRef', kind: 'AlertPolicy' },
      { owner: object, path, library },
    );
    const policy = found && library.once(found, readPolicy);
    return policy && { policy, at: object.at.under(...path) };
  });
  const whole = used.filter((each) => each !== undefined);
  return whole.length < used.length ? 'broken' : whole;
}

function hasUselessWeight({ objectives }: SloSpec, at: Findings): boolean {
  const index = objectives.findIndex(({ compositeWeight }) => compositeWeight !== undefined);
  if (index === -1) return false;
  at.error(
    'useless-field',
    ['objectives', index, 'compositeWeight'],
    'compositeWeight means nothing here: the objective has no indicator of its own',
    'remove it',
  );
  return true;
}

/** Several objectives, of which one at least has an indicator of its own. */
function isComposite({ objectives }: SloSpec): boolean {
  return objectives.some(({ indicator, indicatorRef }) => (indicator ?? indicatorRef) !== undefined);
}

function isWholeComposite({ objectives, indicator, indicatorRef }: SloSpec, at: Findings): boolean {
  if (objectives.length === 1) {
    at.error(
      'composite',
      ['objectives', 0],
      'a composite has several objectives, and this is the only one',
      'write the indicator beside the objectives',
    );
    return false;
  }
  if ((indicator ?? indicatorRef) === undefined) return true;
  const field = indicator ? 'indicator' : 'indicatorRef';
  const message = 'the SLO has an indicator, and some of its objectives have their own';
  at.error('two-definitions', [field], message, 'remove it: each objective of a composite has its own');
  return false;
}
