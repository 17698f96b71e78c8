import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type { ValidateFunction } from 'ajv';
import { expect, test } from 'vitest';
import { checkSchema } from '../../../src/spec/check-schema.js';
import { compileSchema, schemaModule } from '../../../src/spec/compile-schema.js';
import { sloFileSchema } from '../../../src/spec/firebreak/schema.js';

const SLO = { sli: 'a', target: '99.9%', window: '30d' };
const TIER = { severity: 'page', short_window: '5m', long_window: '1h', burn_rate: 14.4 };
const FILE = { service: 'api', slis: { a: { metric: 'x / y' } }, slos: [SLO] };

const itself = compileSchema(sloFileSchema);
const built = evaluate(schemaModule(sloFileSchema));

function evaluate(code: string): ValidateFunction {
  const module: { exports: unknown } = { exports: undefined };
  const run = compileFunction(code, ['module', 'require']) as (...given: unknown[]) => void;
  run(module, createRequire(import.meta.url));
  return module.exports as ValidateFunction;
}

test('what the build compiles takes what the schema takes', () => {
  expect(built({ ...FILE, slos: [{ ...SLO, burn_rate_alerts: [TIER] }] })).toBe(true);
});

test.each<[string, unknown]>([
  ['no map', null],
  ['nothing in it', {}],
  ['several mistakes', { service: '', slis: {}, slos: [], sloz: 1, labels: { 'a b': 1 } }],
  ['a wrong name', { ...FILE, service: 'a'.repeat(101) }],
  ['a text too long', { ...FILE, owner: '\u{1F600}'.repeat(2001) }],
  ['a misspelt field', { ...FILE, slos: [{ ...SLO, windw: '30d' }] }],
  ['a wrong link', { ...FILE, links: { runbook: 'ftp://a' } }],
  ['a wrong tier', { ...FILE, slos: [{ ...SLO, burn_rate_alerts: [{ ...TIER, severity: 'sms' }] }] }],
  ['too few events', { ...FILE, slos: [{ ...SLO, burn_rate_alerts: [{ ...TIER, min_bad_events: -1 }] }] }],
  ['a band of no kind', { ...FILE, error_budget_policy: { budget_exhausted: 3, budget_gone: 'stop' } }],
])('what the build compiles finds what the schema finds: %s', (_name, value) => {
  const found = checkSchema(itself, value);
  expect(found).not.toEqual([]);
  expect(checkSchema(built, value)).toEqual(found);
});
