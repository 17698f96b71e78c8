import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readIncidentPolicy } from '../../../src/spec/incident-policy/read-incident-policy.js';
import { readOnCall } from '../../../src/spec/oncall/read-oncall.js';
import type { Problem } from '../../../src/spec/problem.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { ConfigProblems } from '../../../src/main/config/config-problems.js';

type Read = (text: string) => readonly Problem[];

const onCall: Read = (text) => readOnCall([{ path: 'f.yaml', text }]).problems;
const policy: Read = (text) =>
  readIncidentPolicy({ path: 'f.yaml', text }, { receivers: [], escalations: [] }).problems;
const slos: Read = (text) => readSpecs([{ path: 'f.yaml', text }]).problems;
const config: Read = (text) => {
  const problems = new ConfigProblems();
  problems.readFile({ path: 'f.yaml', text });
  return problems.list;
};

const SLOS = readFileSync('slo-specs/checkout-api.yaml', 'utf8');
const ON_CALL = readFileSync('on-call/payments.yaml', 'utf8');
const POLICY = readFileSync('incident-policy.yaml', 'utf8');

describe('a file of another kind', () => {
  test.each<[string, Read, string, string, RegExp]>([
    ['SLOs as on-call', onCall, SLOS, 'this is an SLO file, and no on-call file', /`firebreak lint`/],
    [
      'OpenSLO as on-call',
      onCall,
      'apiVersion: openslo/v1\nkind: SLO\n',
      'this is an SLO file, and no on-call file',
      /lint/,
    ],
    ['SLOs as a policy', policy, SLOS, 'this is an SLO file, and no incident policy', /`firebreak lint`/],
    [
      'on-call as SLOs',
      slos,
      ON_CALL,
      'this is an on-call file, and holds no SLO',
      /`firebreak oncall lint`/,
    ],
    ['a policy as SLOs', slos, POLICY, 'this is an incident policy, and holds no SLO', /firebreak\.yaml/],
    [
      'on-call as a configuration',
      config,
      ON_CALL,
      'this is an on-call file, and no configuration of a daemon',
      /oncall lint/,
    ],
    [
      'a configuration as on-call',
      onCall,
      'receivers: []\n',
      'this is the configuration of a daemon, and no on-call file',
      /validate --config/,
    ],
  ])('%s is told once, with what reads it', (_what, read, text, message, mend) => {
    expect(read(text).map((problem) => [problem.code, problem.message])).toEqual([['another-kind', message]]);
    expect(read(text)[0]?.mend).toMatch(mend);
  });

  it('is none where something of the right kind is in it', () => {
    const codes = (read: Read, text: string) => read(text).map(({ code }) => code);
    expect(codes(onCall, 'people: {}\nslos: []\n')).toEqual(['unknown-field']);
    expect(codes(slos, 'people: {}\nservice: a\nslos: []\n')).toContain('unknown-field');
    expect(codes(onCall, 'persons: {}\n')).toEqual(['unknown-field']);
  });
});
