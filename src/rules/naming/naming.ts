import type { AlertSeverity } from '../../core/slo/alert-policy.js';
import type { Slo } from '../../core/slo/slo.js';
import type { RuleGroup } from '../rule-group.js';

/** How another tool calls what is recorded, so that its dashboards go on with our counts. */
export interface Naming {
  /** An SLO's series under the tool's names; they are made of what the other groups record. */
  readonly group: (slo: Slo) => RuleGroup;
  /** The labels by which the tool finds an SLO's burn alerts. */
  readonly alertLabels: (slo: Slo, severity: AlertSeverity) => Readonly<Record<string, string>>;
}
