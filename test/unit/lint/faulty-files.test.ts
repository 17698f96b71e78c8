import { describe, expect, it, test } from 'vitest';
import { ALL_RULES } from '../../../src/lint/rules.js';
import { lintFiles, readFolder } from './read-folder.js';

/** What each file was seeded with: rule, line, column of what is at fault. */
const SEEDED: Readonly<Record<string, readonly string[]>> = {
  'counter-compared.yaml': ['counter-as-gauge 6:5', 'counter-as-gauge 9:5'],
  'errors-of-another-service.yaml': ['errors-outside-total 6:5'],
  'gauge-counted.yaml': ['gauge-as-counter 6:5'],
  'health-checks.yaml': ['health-checks-counted 7:5'],
  'nobody.yaml': ['no-owner 1:1', 'no-runbook 1:1'],
  'one-runbook-missing.yaml': ['no-runbook 12:6'],
  'openslo.yaml': [
    'no-owner 4:3',
    'no-runbook 4:3',
    'errors-outside-total 12:9',
    'short-window-too-short 14:3',
  ],
  'overlapping.yaml': ['overlapping-slos 14:6'],
  'pyrra.yaml': ['no-owner 4:9', 'no-runbook 4:9', 'errors-outside-total 12:9'],
  'short-window-default.yaml': ['short-window-too-short 9:34'],
  'short-window-written.yaml': ['short-window-too-short 14:40'],
  'sloth.yaml': ['no-runbook 13:5', 'errors-outside-total 17:9'],
  'success-over-total.yaml': ['errors-outside-total 6:5'],
  'suppressed-in-vain.yaml': [
    'unused-suppression 2:18',
    'invalid-suppression 9:3',
    'short-window-too-short 10:34',
    'invalid-suppression 10:46',
  ],
  'suppressed.yaml': [],
  'target-full.yaml': ['target-full 9:29'],
  'unreachable-default.yaml': ['unreachable-default 9:6'],
  'unreachable-tier.yaml': ['unreachable-burn-rate 13:72'],
};

const FILES = readFolder('test/fixtures/lint');

describe('files with seeded faults', () => {
  it.each(FILES.map((file) => [file.path, file] as const))('%s', (name, file) => {
    const found = lintFiles([file]).map((line) => line.split(' ').slice(1, 3).join(' '));
    expect(found).toEqual(SEEDED[name]);
  });

  it('are there for every rule of our own', () => {
    const seeded = new Set(Object.values(SEEDED).flatMap((found) => found.map((line) => line.split(' ')[0])));
    const own = ALL_RULES.filter(({ restsOn, ofReading }) => restsOn === 'files' && !ofReading);
    expect(own.map(({ id }) => id).filter((id) => !seeded.has(id))).toEqual([]);
  });
});

test('the SLO files of the project have no fault', () => {
  const files = readFolder('slo-specs');
  expect(files.length).toBeGreaterThan(1);
  expect(lintFiles(files)).toEqual([]);
});

test('words of a finding', () => {
  const only = (name: string) => lintFiles(FILES.filter(({ path }) => path === name));
  expect(only('errors-of-another-service.yaml')).toEqual([
    'errors-of-another-service.yaml errors-outside-total 6:5 http_requests_total{service="basket", code=~"5.."} is no part of the total, which counts service="shop" only: these have another service',
  ]);
  expect(only('short-window-default.yaml')).toEqual([
    'short-window-default.yaml short-window-too-short 9:34 over 1d the default tier page-2m has a short window of 10s, which holds fewer than two scrapes',
  ]);
  expect(only('overlapping.yaml')).toEqual([
    'overlapping.yaml overlapping-slos 14:6 shop/available counts the same events as shop/answered (overlapping.yaml:13), and both page',
  ]);
});
