import {
  errorBudget,
  type Objective,
  type Slo,
  type SloMetadata,
  SOURCE_ID,
  sloId,
} from '../../core/slo/slo.js';
import type { BudgetPolicy } from '../../core/slo/budget-policy.js';
import type { Sli } from '../../core/slo/sli.js';
import { DAY, formatDuration, HOUR, parseDuration } from '../../core/time/duration.js';
import { compileTiers } from './compile-tiers.js';
import type { Findings } from './findings.js';
import { parseBudgetClaim, parseTarget } from './quantities.js';
import type { SloFile, SloSpec } from './schema.js';

const SHORTEST_WINDOW = HOUR;
const LONGEST_WINDOW = 366 * DAY;
const CLAIM_TOLERANCE = 0.01;

/** An SLO without its place in the file. */
export type PlacelessSlo = Omit<Slo, 'source'>;

/** One promise of a file; undefined with the reasons in `findings`. The indicator has been compiled before. */
export function compileSlo(
  spec: SloSpec,
  file: Pick<SloFile, 'service' | 'owner' | 'review_cadence' | 'labels' | 'links'>,
  sli: Sli,
  budgetPolicy: BudgetPolicy,
  findings: Findings,
): PlacelessSlo | undefined {
  const name = spec.name ?? spec.sli;
  if (sloId(file.service, name) === SOURCE_ID) {
    return findings.error(
      'reserved-name',
      [],
      `${SOURCE_ID} is what the daemon calls Prometheus itself`,
      'give this SLO another `name:`',
    );
  }
  const target = compileTarget(spec, findings);
  const durationMs = compileWindow(spec, findings);
  if (target === undefined || durationMs === undefined) return undefined;
  const objective: Objective = { target, sloWindow: { kind: 'rolling', durationMs } };
  const claimHolds = checkBudgetClaim(spec, objective, findings);
  const alertPolicies = compileTiers(spec.burn_rate_alerts, objective, findings.under('burn_rate_alerts'));
  checkQuantile(sli, target, findings);
  if (!claimHolds || !alertPolicies) return undefined;
  return {
    id: sloId(file.service, name),
    service: file.service,
    name,
    sli,
    objective,
    alertPolicies,
    budgetPolicy,
    metadata: metadataOf(spec, file),
  };
}

function compileTarget(spec: SloSpec, findings: Findings): number | undefined {
  const target = parseTarget(spec.target);
  if (target === undefined) {
    return findings.error(
      'bad-target',
      ['target'],
      `"${spec.target}" is no target`,
      'write a percentage: 99.9%',
    );
  }
  if (target <= 0) {
    return findings.error(
      'target-zero',
      ['target'],
      'a target of 0 % promises nothing',
      'write what is promised: 99.9%',
    );
  }
  if (target >= 1) {
    const message =
      target === 1
        ? 'a target of 100 % leaves no error budget: every failure would break it'
        : `a target of ${spec.target} is over 100 %`;
    return findings.error('target-full', ['target'], message, 'write less than 100%: 99.9%');
  }
  return target;
}

function compileWindow(spec: SloSpec, findings: Findings): number | undefined {
  const durationMs = parseDuration(spec.window);
  if (durationMs === undefined) {
    return findings.error(
      'bad-duration',
      ['window'],
      `"${spec.window}" is no rolling window`,
      'write hours or days: 28d, 30d',
    );
  }
  if (durationMs < SHORTEST_WINDOW || durationMs > LONGEST_WINDOW) {
    return findings.error(
      'window-out-of-range',
      ['window'],
      `a window of ${formatDuration(durationMs)} is not supported`,
      'use 1h to 366d; 28d and 30d are usual',
    );
  }
  return durationMs;
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
    `"${spec.error_budget}" is not what ${spec.target} over ${formatDuration(durationMs)} leaves: that is ${minutes} minutes`,
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
  file: Pick<SloFile, 'owner' | 'review_cadence' | 'labels' | 'links'>,
): SloMetadata {
  const labels = Object.entries({ ...file.labels, ...spec.labels }).map(([name, value]) => [
    name,
    String(value),
  ]);
  return {
    ...(spec.description === undefined ? {} : { description: spec.description }),
    ...(file.owner === undefined ? {} : { owner: file.owner }),
    ...(file.review_cadence === undefined ? {} : { reviewCadence: file.review_cadence }),
    labels: Object.fromEntries(labels) as Record<string, string>,
    links: { ...file.links, ...spec.links },
    ...(Object.keys(spec.annotations ?? {}).length > 0 ? { annotations: spec.annotations } : {}),
  };
}
