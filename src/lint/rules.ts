import { READING_RULES } from './reading-rules.js';
import type { RuleWords, StaticRule } from './rule.js';
import { counterAsGauge } from './rules/counter-as-gauge.js';
import { errorsOutsideTotal } from './rules/errors-outside-total.js';
import { gaugeAsCounter } from './rules/gauge-as-counter.js';
import { healthChecksCounted } from './rules/health-checks-counted.js';
import { noOwner } from './rules/no-owner.js';
import { noRunbook } from './rules/no-runbook.js';
import { overlappingSlos } from './rules/overlapping-slos.js';
import { shortWindowTooShort } from './rules/short-window-too-short.js';
import { INVALID_SUPPRESSION, UNUSED_SUPPRESSION } from './suppression-rules.js';

export const STATIC_RULES: readonly StaticRule[] = [
  shortWindowTooShort,
  errorsOutsideTotal,
  gaugeAsCounter,
  counterAsGauge,
  healthChecksCounted,
  overlappingSlos,
  noOwner,
  noRunbook,
];

/** A rule as it is listed. */
export interface ListedRule extends RuleWords {
  /** What its findings need. */
  readonly restsOn: 'files' | 'prometheus';
  /** Found while files are read, by `validate` as well. */
  readonly ofReading: boolean;
}

export const ALL_RULES: readonly ListedRule[] = [
  ...READING_RULES.map((rule) => ({ ...rule, restsOn: 'files' as const, ofReading: true })),
  ...[...STATIC_RULES, INVALID_SUPPRESSION, UNUSED_SUPPRESSION].map((rule) => ({
    ...rule,
    restsOn: 'files' as const,
    ofReading: false,
  })),
];
