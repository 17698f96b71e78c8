import { READING_RULES } from './reading-rules.js';
import type { Rule, RuleWords } from './rule.js';
import { alwaysOutOfBudget } from './rules/always-out-of-budget.js';
import { asleepWhenQuiet } from './rules/asleep-when-quiet.js';
import { badOverTotal } from './rules/bad-over-total.js';
import { costlyWindow } from './rules/costly-window.js';
import { counterAsGauge } from './rules/counter-as-gauge.js';
import { errorsOutsideTotal } from './rules/errors-outside-total.js';
import { gaugeAsCounter } from './rules/gauge-as-counter.js';
import { healthChecksCounted } from './rules/health-checks-counted.js';
import { neverAnError } from './rules/never-an-error.js';
import { noOwner } from './rules/no-owner.js';
import { noRunbook } from './rules/no-runbook.js';
import { noSeries } from './rules/no-series.js';
import { overlappingSlos } from './rules/overlapping-slos.js';
import { shortWindowTooShort } from './rules/short-window-too-short.js';
import { thresholdBetweenBuckets } from './rules/threshold-between-buckets.js';
import { tooManyPages } from './rules/too-many-pages.js';
import { windowBeyondRetention } from './rules/window-beyond-retention.js';
import { INVALID_SUPPRESSION, UNUSED_SUPPRESSION } from './suppression-rules.js';

export const RULES: readonly Rule[] = [
  shortWindowTooShort,
  errorsOutsideTotal,
  gaugeAsCounter,
  counterAsGauge,
  healthChecksCounted,
  overlappingSlos,
  noOwner,
  noRunbook,
  noSeries,
  thresholdBetweenBuckets,
  badOverTotal,
  windowBeyondRetention,
  costlyWindow,
  asleepWhenQuiet,
  neverAnError,
  alwaysOutOfBudget,
  tooManyPages,
];

/** Told whatever is chosen: who asked for Prometheus must not take its silence for consent. */
export const PROMETHEUS_FAILED: RuleWords = {
  id: 'prometheus-failed',
  severity: 'error',
  title: 'a Prometheus that does not answer',
  explanation: 'What could not be asked was not looked at.',
};

/** A rule as it is listed. */
export interface ListedRule extends RuleWords {
  /** What its findings need. */
  readonly restsOn: 'files' | 'Prometheus' | 'files, Prometheus' | 'history';
  /** Found while files are read, by `validate` as well. */
  readonly ofReading: boolean;
}

export const ALL_RULES: readonly ListedRule[] = [
  ...READING_RULES.map((rule) => ({ ...rule, restsOn: 'files' as const, ofReading: true })),
  ...[...RULES, INVALID_SUPPRESSION, UNUSED_SUPPRESSION].map((rule) => ({
    ...rule,
    restsOn: restsOn(rule),
    ofReading: false,
  })),
  { ...PROMETHEUS_FAILED, restsOn: 'Prometheus', ofReading: false },
];

function restsOn({ check, live }: Rule): ListedRule['restsOn'] {
  if (!live) return 'files';
  if (live.needs.includes('replay')) return 'history';
  return check ? 'files, Prometheus' : 'Prometheus';
}

/** Errors that are told whatever is chosen, and cannot be let pass. */
export const UNCHOOSABLE: ReadonlySet<string> = new Set(
  [...READING_RULES.filter(({ severity }) => severity === 'error'), PROMETHEUS_FAILED].map(({ id }) => id),
);
