import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readIncidentPolicy } from '../../../src/spec/incident-policy/read-incident-policy.js';
import { readOnCall } from '../../../src/spec/oncall/read-oncall.js';
import { readSpecs } from '../../../src/spec/read-specs.js';

const onCall = (text: string) => readOnCall([{ path: 'f.yaml', text }]);
const policy = (text: string) =>
  readIncidentPolicy({ path: 'f.yaml', text }, { receivers: [], escalations: [] });
const specs = (text: string) => readSpecs([{ path: 'f.yaml', text }]);
const CHECKOUT = readFileSync('slo-specs/checkout-api.yaml', 'utf8');

test.each([
  ['a wait', onCall('escalations: {a: {steps: [{call: [{person: ana}], wait: 5min}]}}'), '5m'],
  ['a promise', onCall('vendors: {a: {response: 1 hour, routes: [{name: phone, phone: "112"}]}}'), '1h'],
  ['a response', policy('severities: {sev1: {response: 90sec}}'), '90s'],
  ['the window of a tier', specs(CHECKOUT.replace('short_window: 5m', 'short_window: 5min')), '5m'],
  [
    'a maintenance',
    specs(
      `${CHECKOUT}---\nmaintenance: [{id: db, author: ana, reason: patches, service: checkout-api, from: 2026-12-01T22:00:00Z, every: {at: "02:00", duration: 2hrs}}]`,
    ),
    '2h',
  ],
])('of %s what was meant is said', (_what, { problems }, meant) => {
  const found = problems.filter(({ code }) => code === 'bad-duration');
  expect(found.map(({ mend }) => mend)).toEqual([`did you mean "${meant}"?`]);
});
