import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { type BrokenFile, fixturesIn, testBrokenFiles } from '../../support/broken-files.js';

const FOLDER = 'test/fixtures/specs/broken';
const NAMES = readdirSync(FOLDER).sort();

const EXPECTED: readonly BrokenFile[] = [
  [
    'alert-twice',
    'duplicate-alert',
    13,
    10,
    1,
    'this alert has severity, long window and burn rate of another one',
  ],
  ['average', 'promql', 6, 13, 1, 'avg() does not count events'],
  ['budget-words', 'bad-error-budget', 7, 78, 1, '"a few minutes" is no error budget'],
  [
    'budget-wrong',
    'wrong-error-budget',
    7,
    78,
    1,
    '"43.2 minutes/month" is not what 99.95% over 30d leaves: that is 21.6 minutes',
  ],
  [
    'burn-rate-unreachable',
    'unreachable-burn-rate',
    12,
    72,
    1,
    'a burn rate over 14.4x can never be reached: with every event failing it is 10x at this target',
  ],
  ['burn-rate-zero', 'bad-burn-rate', 12, 72, 1, '"0x" is no burn rate'],
  ['empty', 'empty-file', 1, 1, 0, 'this file holds no SLO'],
  ['field-misspelt', 'unknown-field', 7, 35, 1, '"taget" is not known here'],
  ['good-without-total', 'missing-total', 6, 11, 1, '`good` needs a `total`'],
  ['grouped', 'promql', 6, 13, 1, 'sum by (route) makes several counts out of one SLO'],
  ['link-no-url', 'bad-format', 2, 18, 0, '"wiki/shop" cannot stand as "runbook"'],
  [
    'name-reserved',
    'reserved-name',
    7,
    6,
    1,
    'firebreak/prometheus is what the daemon calls Prometheus itself',
  ],
  ['name-twice', 'duplicate-slo', 7, 6, 1, 'shop/good-one is defined already, in name-twice.yaml:6'],
  ['no-ratio', 'promql', 6, 13, 1, 'this is neither a ratio of counters nor a histogram_quantile()'],
  [
    'polarity-contradictory',
    'undecided-polarity',
    6,
    13,
    1,
    'this ratio says two things at once: status="failed" keeps errors, but success="true" keeps successes',
  ],
  [
    'polarity-undecided',
    'undecided-polarity',
    6,
    13,
    1,
    'it cannot be told whether this is the share of good or of bad events: neither the matchers nor the names of the metrics tell good events from bad ones',
  ],
  ['policy-gap', 'policy-gap', 9, 33, 0, 'no band says what happens between 25 and 50 % of the budget'],
  [
    'policy-no-exhausted',
    'policy-gap',
    8,
    3,
    0,
    'the policy does not say what happens when the budget is exhausted',
  ],
  ['policy-overlap', 'policy-overlap', 9, 33, 0, 'two bands speak of 25 to 50 % of the budget'],
  [
    'promql-pattern',
    'promql',
    7,
    36,
    1,
    'this regular expression is not valid: error parsing regexp: missing closing ): `5((`',
  ],
  ['promql-syntax', 'promql', 6, 96, 1, 'the query ends too early'],
  [
    'quantile-without-threshold',
    'missing-threshold',
    6,
    13,
    1,
    'a quantile alone promises nothing: it has no limit',
  ],
  ['ratio-of-itself', 'always-one', 6, 13, 1, 'both sides of the ratio count the same events'],
  ['service-missing', 'missing-field', 1, 1, 0, 'the document lacks "service"'],
  ['service-name', 'bad-format', 1, 10, 0, '"my shop" cannot stand as "service"'],
  ['severity-unknown', 'wrong-value', 12, 20, 1, '"severity" must be one of "page", "ticket"'],
  ['sli-empty', 'nothing-counted', 6, 5, 1, 'this indicator counts nothing'],
  ['sli-unknown', 'unknown-sli', 7, 11, 1, 'there is no indicator "good-on" under slis'],
  ['target-0', 'target-zero', 7, 43, 1, 'a target of 0 % promises nothing'],
  [
    'target-100',
    'target-full',
    7,
    43,
    1,
    'a target of 100 % leaves no error budget: every failure would break it',
  ],
  ['target-missing', 'missing-field', 7, 5, 1, 'item 2 of "slos" lacks "target"'],
  ['target-words', 'bad-target', 7, 43, 1, '"four nines" is no target'],
  [
    'threshold-no-unit',
    'unknown-unit',
    6,
    13,
    1,
    'the name http_request_duration does not say whether it counts seconds or milliseconds',
  ],
  [
    'threshold-other-quantile',
    'quantile-mismatch',
    7,
    16,
    1,
    'the threshold speaks of p99, the metric computes p95',
  ],
  ['threshold-words', 'bad-threshold', 7, 16, 1, '"fast" is no threshold'],
  ['window-calendar', 'bad-duration', 7, 58, 1, '"1 month" is no rolling window'],
  [
    'window-longer-than-slo',
    'window-too-long',
    12,
    57,
    1,
    'an alert over 60d cannot be judged within an SLO window of 30d',
  ],
  ['window-too-short', 'window-out-of-range', 7, 58, 1, 'a window of 10m is not supported'],
  [
    'windows-swapped',
    'windows-swapped',
    12,
    40,
    1,
    'the short window (1h) is not shorter than the long one (5m)',
  ],
  [
    'yaml-indent',
    'yaml-syntax',
    7,
    4,
    0,
    'this is not valid YAML: All sequence items must start at the same column',
  ],
  ['yaml-key-twice', 'yaml-syntax', 7, 1, 0, 'this is not valid YAML: Map keys must be unique'],
];

test('every fixture is expected, and every expectation has its fixture', () => {
  expect(EXPECTED.map(([name]) => `${name}.yaml`)).toEqual(fixturesIn(FOLDER));
});

testBrokenFiles(FOLDER, EXPECTED);

test('all problems of all files come in one run, and sound files stand', () => {
  const files = NAMES.map((path) => ({
    path,
    text: readFileSync(join(FOLDER, path), 'utf8').replace(
      /^service: shop$/m,
      `service: ${path.replace('.yaml', '')}`,
    ),
  }));
  const { slos, problems } = readSpecs(files);
  expect(new Set(problems.map((problem) => problem.file))).toEqual(new Set(NAMES));
  expect(slos).toHaveLength(EXPECTED.filter(([, , , , sound]) => sound === 1).length);
});
