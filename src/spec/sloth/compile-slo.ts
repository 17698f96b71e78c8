import { UNSTATED_POLICY } from '../../core/slo/budget-policy.js';
import { type Objective, SOURCE_ID, type Slo, sloId } from '../../core/slo/slo.js';
import type { Findings } from '../firebreak/findings.js';
import { readAlerts } from './alerting.js';
import type { FieldNames } from './field-names.js';
import { refusePlugins } from './plugins.js';
import type { SloSpec } from './schema.js';
import { compileSli } from './sli.js';
import { textsOf } from './texts.js';
import { reachableTiers, type Windows } from './windows.js';

/** What the SLOs of a document share. */
export interface Service {
  readonly service: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What a resource says of itself. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly fields: FieldNames;
}

/** One SLO; undefined with the reasons in `at`. Without windows (their catalogue is broken) it is checked all the same. */
export function compileSlo(
  spec: SloSpec,
  { service, labels: shared, annotations, fields }: Service,
  windows: Windows | undefined,
  at: Findings,
): Omit<Slo, 'source'> | undefined {
  const { name, description } = spec;
  if (sloId(service, name) === SOURCE_ID) {
    return at.error(
      'reserved-name',
      ['name'],
      `${SOURCE_ID} is what the daemon calls Prometheus itself`,
      'rename it',
    );
  }
  const labels = { ...shared, ...textsOf(spec.labels) };
  const target = targetOf(spec.objective, at);
  const sli = compileSli(name, spec.sli, fields, at.under('sli'));
  const alerts = readAlerts(spec.alerting, { service, name, labels }, fields, at.under('alerting'));
  const plain = refusePlugins(spec.plugins, at, 'plugins');
  if (spec.interval !== undefined) {
    at.warn(
      'rule-interval',
      ['interval'],
      'how often rules are evaluated follows from their windows here',
      'remove interval',
    );
  }
  if (target === undefined || !windows || !sli || !alerts || !plain) return undefined;
  const objective: Objective = { target, sloWindow: { kind: 'rolling', durationMs: windows.sloWindow } };
  const words = { ...annotations, ...infoLabels(spec) };
  return {
    id: sloId(service, name),
    service,
    name,
    sli,
    objective,
    alertPolicies: reachableTiers(
      windows.tiers.filter(({ severity }) => !alerts.disabled.includes(severity)),
      objective,
      at,
    ),
    budgetPolicy: UNSTATED_POLICY,
    metadata: {
      ...(description === undefined || description === '' ? {} : { description }),
      labels,
      links: {},
      ...(Object.keys(words).length > 0 ? { annotations: words } : {}),
      ...(alerts.alerting ? { alerting: alerts.alerting } : {}),
    },
  };
}

function infoLabels({ infoLabels: labels }: SloSpec): Record<string, string> {
  return Object.fromEntries(
    Object.entries(textsOf(labels)).map(([key, value]) => [`info_labels/${key}`, value]),
  );
}

/** `objective: 99.9` as a ratio. */
function targetOf(objective: number, at: Findings): number | undefined {
  if (objective <= 0) {
    return at.error(
      'target-zero',
      ['objective'],
      `an objective of ${objective} promises nothing`,
      'write 99.9',
    );
  }
  if (objective >= 100) {
    return at.error(
      'target-full',
      ['objective'],
      objective === 100
        ? 'an objective of 100 leaves no error budget: every failure would break it'
        : `an objective of ${objective} is over 100 %`,
      'write less than 100: 99.9',
    );
  }
  if (objective <= 1) {
    at.warn(
      'objective-in-percent',
      ['objective'],
      `an objective is in per cent: ${objective} promises so many good events of 100`,
      'write 99.9 for 99.9 %',
    );
  }
  // 99.95 / 100 is 0.9995000000000001 in binary.
  return Number((objective / 100).toPrecision(15));
}
