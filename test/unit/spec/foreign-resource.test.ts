import { describe, expect, test } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { objective } from './pyrra/pyrra.js';

const resource = (apiVersion: string, kind: string) =>
  JSON.stringify({ apiVersion, kind, metadata: { name: 'a' } });
const CONFIG_MAP = resource('v1', 'ConfigMap');
const SLO = JSON.stringify(objective());

const read = (...texts: readonly string[]) =>
  readSpecs(texts.map((text, i) => ({ path: `${i}.yaml`, text })));
const told = (...texts: readonly string[]) =>
  read(...texts).problems.map(({ severity, code, file }) => `${severity} ${code} ${file}`);

describe('a Kubernetes resource of no tool for SLOs', () => {
  test('is told in one line where it lies among SLOs, and takes none of them down', () => {
    expect(told(SLO, CONFIG_MAP)).toEqual(['warning not-an-slo 1.yaml']);
    expect(told(`${SLO}\n---\n${CONFIG_MAP}`)).toEqual(['warning not-an-slo 0.yaml']);
    expect(read(SLO, CONFIG_MAP).slos).toHaveLength(1);
    expect(read(SLO, CONFIG_MAP).problems[0]?.message).toBe(
      'this ConfigMap of v1 holds no SLO, and is not read',
    );
  });

  test('is an error where there is nothing else', () => {
    expect(told(CONFIG_MAP, resource('apps/v1', 'Deployment'))).toEqual([
      'error not-an-slo 0.yaml',
      'error not-an-slo 1.yaml',
    ]);
  });

  test.each([
    [
      resource('pyra.dev/v1alpha1', 'ServiceLevelObjective'),
      'unknown-api-version',
      'did you mean "pyrra.dev/…"?',
    ],
    [resource('slos.example.com/v1', 'SLO'), 'unknown-api-version', 'write openslo/v1'],
    [resource('sloth.slok.dv/v1', 'Anything'), 'unknown-api-version', 'did you mean "sloth.slok.dev/…"?'],
    [resource('v1', 'List'), 'list-of-resources', 'write each item as a document of its own'],
  ])('%s is probably more than that: an error', (text, code, mend) => {
    expect(read(SLO, text).problems).toMatchObject([
      { severity: 'error', code, mend: expect.stringContaining(mend) },
    ]);
  });

  test('is not what a version of such a tool is taken for that is not read', () => {
    expect(told(SLO, resource('openslo.com/v2alpha', 'SLO'))).toEqual(['error openslo-version 1.yaml']);
  });

  test('is not what an SLO file of our own is taken for', () => {
    const own = JSON.stringify({ apiVersion: 'v1', kind: 'Service', service: 'shop' });
    expect(told(own).every((each) => each.startsWith('error'))).toBe(true);
    expect(told(own)).toContain('error unknown-field 0.yaml');
  });
});

test('nothing after the last --- is no document, and a written null is', () => {
  expect(told(`${SLO}\n---\n# the end\n`)).toEqual([]);
  expect(told('---\n# nothing\n')).toEqual(['error empty-file 0.yaml']);
  expect(told(`${SLO}\n---\nnull\n`)).toEqual(['error wrong-type 0.yaml']);
});
