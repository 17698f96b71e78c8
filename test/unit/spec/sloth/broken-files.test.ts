import { expect, test } from 'vitest';
import { type BrokenFile, fixturesIn, testBrokenFiles } from '../../../support/broken-files.js';

const FOLDER = 'test/fixtures/specs/broken-sloth';

const EXPECTED: readonly BrokenFile[] = [
  [
    'alert-for',
    'alert-for',
    21,
    14,
    1,
    'an alert does not wait: it fires at once when the burn rate is over the threshold in both windows',
  ],
  [
    'alert-value',
    'alert-template',
    21,
    19,
    1,
    "{{ $value }} asks for what an alert of sloth's would tell when it fires",
  ],
  ['label-name', 'bad-name', 19, 7, 1, '"cost-centre" cannot be used as a name here'],
  [
    'objective-100',
    'target-full',
    13,
    16,
    1,
    'an objective of 100 leaves no error budget: every failure would break it',
  ],
  ['objective-text', 'wrong-type', 13, 16, 1, '"objective" must be a number'],
  [
    'plugin-sli',
    'sli-plugin',
    16,
    13,
    1,
    '"sloth-common/kubernetes/apiserver/availability" is a plugin: a program that sloth runs to write the query',
  ],
  [
    'plugin-slo',
    'slo-plugin',
    20,
    11,
    1,
    '"sloth.dev/contrib/info_labels/v1" is a plugin: a program that changes the rules of sloth',
  ],
  ['query-group', 'promql', 16, 22, 1, 'sum by (route) makes several counts out of one SLO'],
  [
    'query-recorded',
    'query-template',
    18,
    40,
    1,
    '{{.window}} stands outside of brackets, so that every window asks for something else',
  ],
  [
    'query-variable',
    'query-template',
    16,
    61,
    1,
    "{{.job}} is no variable of sloth's queries: there is only {{.window}}",
  ],
  ['resource-field', 'unknown-field', 20, 9, 1, '"ticketAlerts" is not known here'],
  ['sli-missing', 'nothing-counted', 14, 10, 1, 'this SLO measures nothing'],
  ['version', 'sloth-version', 1, 10, 0, '"prometheus/v2" is no version of sloth\'s files that can be read'],
  ['windows-percent', 'out-of-range', 19, 32, 0, '"errorBudgetPercent" must be <= 100'],
  [
    'windows-swapped',
    'windows-swapped',
    22,
    49,
    0,
    'the short window (3d) is not shorter than the long one (6h)',
  ],
  [
    'windows-twice',
    'duplicate-alert-windows',
    27,
    14,
    1,
    'there are AlertWindows for 28d already, in windows-twice.yaml:16',
  ],
  [
    'windows-unused',
    'unused-alert-windows',
    16,
    14,
    1,
    "no SLO is over 28d: with AlertWindows for it among these files, their window is sloth's default of 30d",
  ],
];

test('every fixture is expected, and every expectation has its fixture', () => {
  expect(EXPECTED.map(([name]) => `${name}.yaml`)).toEqual(fixturesIn(FOLDER));
});

testBrokenFiles(FOLDER, EXPECTED);
