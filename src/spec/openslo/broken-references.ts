import { isName } from '../slo-name.js';
import type { Path } from '../source-document.js';
import type { Library } from './library.js';
import type { BrokenObject, Kind } from './objects.js';

const REFERENCES: Readonly<Partial<Record<string, Kind>>> = {
  indicatorRef: 'SLI',
  alertPolicyRef: 'AlertPolicy',
  conditionRef: 'AlertCondition',
  targetRef: 'AlertNotificationTarget',
  metricSourceRef: 'DataSource',
};

/** Lists whose items may be names. */
const LISTS: Readonly<Partial<Record<string, Kind>>> = {
  alertPolicies: 'AlertPolicy',
  conditions: 'AlertCondition',
  notificationTargets: 'AlertNotificationTarget',
};

/** An alias within its own anchor makes values that have no end; no object of OpenSLO is as deep. */
const DEEPEST = 20;

/** Looks up what an object refers to that cannot be read itself: an unknown name is told at once, and what is named does not count as unused. */
export function checkBrokenReferences({ value, at }: BrokenObject, library: Library): void {
  const visit = (inner: unknown, path: Path, ofItems: Kind | undefined): void => {
    if (typeof inner !== 'object' || inner === null || path.length > DEEPEST) return;
    const list = Array.isArray(inner);
    for (const [key, each] of Object.entries(inner)) {
      const kind = list ? ofItems : REFERENCES[key];
      const step = [...path, list ? Number(key) : key];
      if (typeof each !== 'string') visit(each, step, LISTS[key]);
      // What is no name has been told by the schema.
      else if (kind && isName(each) && !isOptional(kind, each, inner, library)) {
        library.find(kind, each, at, step);
      }
    }
  };
  visit(value, [], undefined);
}

/** Beside a type of its own a metricSource may name a DataSource that is not there: nothing hangs on it. */
function isOptional(kind: Kind, name: string, owner: object, library: Library): boolean {
  return kind === 'DataSource' && 'type' in owner && !library.has(kind, name);
}
