import { expect, it } from 'vitest';
import { readConfig } from '../../../src/main/config/read-config.js';
import { readOnCall } from '../../../src/spec/oncall/read-oncall.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { SMALLEST_FILE as ON_CALL } from '../../../src/ui/pages/oncall/smallest-file.js';
import { SMALLEST_PAGE } from '../../../src/ui/pages/settings/smallest-page.js';
import { SMALLEST_FILE as SLO } from '../../../src/ui/pages/overview/smallest-file.js';

it('what empty pages tell to write is sound', () => {
  const slo = readSpecs([{ path: 'slo.yaml', text: SLO }], 0);
  expect([slo.problems, slo.slos.map(({ id }) => id)]).toEqual([[], ['checkout-api/availability']]);
  const onCall = readOnCall([{ path: 'on-call.yaml', text: ON_CALL }]);
  expect([onCall.problems, [...onCall.plan.schedules.keys()]]).toEqual([[], ['primary']]);
  const page = readConfig({
    flags: {},
    env: {},
    file: { path: 'firebreak.yaml', text: SMALLEST_PAGE },
    workFolder: '/work',
    fileFolder: '/etc/firebreak',
    readSecretFile: () => '',
  });
  expect(page.problems).toEqual([]);
  expect(page.settings?.engine.statusPages).toMatchObject([{ unit: 'payments' }]);
});
