import {
  errorBudget,
  type Objective,
  type Slo,
  type SloMetadata,
  SOURCE_ID,
  sloId,
} from '../../core/slo/slo.js';
import { type AlertMetadata, statedAlerting } from '../../core/slo/alerting.js';
import type { BudgetPolicy } from '../../core/slo/budget-policy.js';
import type { Sli } from '../../core/slo/sli.js';
import { windowText } from '../../core/slo/slo-window.js';
import { formatDuration } from '../../core/time/duration.js';
import { compileComposite, type NamedReference } from './compile-composite.js';
import { compileSla } from './compile-sla.js';
import { compileTarget } from './compile-target.js';
import { compileTiers } from './compile-tiers.js';
import { compileTimeSlices } from './compile-time-slices.js';
import { compileWindow } from './compile-window.js';
import type { Findings } from './findings.js';
import { parseBudgetClaim } from './quantities.js';
import type { SloFile, SloSpec } from './schema.js';
import type { AlertingSpec } from './schema-labels.js';

const CLAIM_TOLERANCE = 0.01;

/** An SLO without its place in the file. */
export type PlacelessSlo = Omit<Slo, 'source'>;

/** One promise of a file; undefined with the reasons in `findings`. The indicator has been compiled before. */
export function compileSlo(
  spec: SloSpec,
  file: Pick<SloFile, 'service' | 'owner' | 'review_cadence' | 'depends_on' | 'labels' | 'links'>,
  sli: Sli,
  budgetPolicy: BudgetPolicy,
  findings: Findings,
): { readonly slo: PlacelessSlo; readonly references?: readonly NamedReference[] } | undefined {
  const name = spec.name ?? spec.sli;
  if (name === undefined)
    return findings.error('missing-field', [], 'a composite lacks "name"', 'add name: checkout-journey');
  if (hasTwoDefinitions(spec, findings)) return undefined;
  if (sloId(file.service, name) === SOURCE_ID) {
    return findings.error(
      'reserved-name',
      [],
      `${SOURCE_ID} is what the daemon calls Prometheus itself`,
      'give this SLO another `name:`',
    );
  }
  const target = compileTarget(spec.target, findings);
  const sloWindow = compileWindow(spec.window, findings.under('window'));
  if (target === undefined || sloWindow === undefined) return undefined;
  const objective: Objective = { target, sloWindow };
  const claimHolds = checkBudgetClaim(spec, objective, findings);
  const composite =
    spec.composite && compileComposite(name, spec.composite, objective, findings.under('composite'));
  const timeSlices =
    spec.time_slices && compileTimeSlices(spec.time_slices, objective, findings.under('time_slices'));
  const alertPolicies = compileTiers(
    spec.burn_rate_alerts,
    { ...objective, timeSlices: composite?.slo.timeSlices ?? timeSlices },
    findings.under('burn_rate_alerts'),
  );
  if (!timeSlices && !composite) checkQuantile(sli, target, findings);
  const sla = spec.sla && compileSla(spec.sla, objective, findings.under('sla'));
  const broken = (spec.sla && !sla) || (spec.time_slices && !timeSlices) || (spec.composite && !composite);
  if (!claimHolds || !alertPolicies || broken) return undefined;
  const slo: PlacelessSlo = {
    id: sloId(file.service, name),
    service: file.service,
    name,
    sli,
    ...(timeSlices ? { timeSlices } : {}),
    objective,
    ...(sla ? { sla } : {}),
    alertPolicies,
    budgetPolicy,
    metadata: metadataOf(spec, file),
    ...composite?.slo,
  };
  return composite ? { slo, references: composite.references } : { slo };
}

/** A composite has no indicator, and slices of its own. */
function hasTwoDefinitions(spec: SloSpec, findings: Findings): boolean {
  const other =
    spec.composite && (['sli', 'time_slices'] as const).find((field) => spec[field] !== undefined);
  if (!other) return false;
  const mend = other === 'sli' ? 'keep one of them' : 'say the length of its slices within composite';
  findings.error('two-definitions', [other], `\`composite\` and \`${other}\` both say what is counted`, mend);
  return true;
}

function checkBudgetClaim(spec: SloSpec, objective: Objective, findings: Findings): boolean {
  if (spec.error_budget === undefined) return true;
  const { durationMs } = objective.sloWindow;
  const claim = parseBudgetClaim(spec.error_budget, durationMs);
  if (!claim) {
    findings.error(
      'bad-error-budget',
      ['error_budget'],
      `"${spec.error_budget}" is no error budget`,
      'write e.g. "21.6 minutes/month", or leave it out',
    );
    return false;
  }
  const budget = errorBudget(objective);
  if (claim.shares.some((share) => Math.abs(share / budget - 1) <= CLAIM_TOLERANCE)) return true;
  const minutes = Number(((budget * durationMs) / 60_000).toPrecision(4));
  findings.error(
    'wrong-error-budget',
    ['error_budget'],
    `"${spec.error_budget}" is not what ${spec.target} over ${windowText(objective.sloWindow)} leaves: that is ${minutes} minutes`,
    `write "${minutes} minutes/${formatDuration(durationMs)}", or leave error_budget out`,
  );
  return false;
}

/** "400ms at p99" with a target of 99.5 %: the target is what is held, and a reader of the file should know. */
function checkQuantile(sli: Sli, target: number, findings: Findings): void {
  const { threshold } = sli.derivation;
  if (!threshold || Math.abs(threshold.quantile - target) < 1e-9) return;
  const percent = Number((threshold.quantile * 100).toPrecision(12));
  findings.warn(
    'quantile-is-not-target',
    ['target'],
    `the indicator speaks of p${percent}, and ${String(target * 100).slice(0, 7)} % is promised: the target decides`,
    `write target: ${percent}%, or a threshold at the target's percentile`,
  );
}

function metadataOf(
  spec: SloSpec,
  file: Pick<SloFile, 'owner' | 'review_cadence' | 'depends_on' | 'labels' | 'links'>,
): SloMetadata {
  const alerting = statedAlerting({
    ...(spec.alerting?.page ? { page: alertsOf(spec.alerting.page) } : {}),
    ...(spec.alerting?.ticket ? { ticket: alertsOf(spec.alerting.ticket) } : {}),
  });
  return {
    ...(spec.description === undefined ? {} : { description: spec.description }),
    ...(file.owner === undefined ? {} : { owner: file.owner }),
    ...(file.review_cadence === undefined ? {} : { reviewCadence: file.review_cadence }),
    ...(file.depends_on && file.depends_on.length > 0 ? { dependsOn: file.depends_on } : {}),
    labels: textsOf({ ...file.labels, ...spec.labels }),
    links: { ...file.links, ...spec.links },
    ...(Object.keys(spec.annotations ?? {}).length > 0 ? { annotations: spec.annotations } : {}),
    ...(alerting ? { alerting } : {}),
  };
}

function alertsOf({ labels, annotations }: NonNullable<AlertingSpec['page']>): AlertMetadata {
  return { labels: textsOf(labels ?? {}), annotations: annotations ?? {} };
}

function textsOf(labels: NonNullable<SloSpec['labels']>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
}
