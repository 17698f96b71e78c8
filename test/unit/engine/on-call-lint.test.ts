import { expect, it } from 'vitest';
import type { Override } from '../../../src/core/oncall/schedule.js';
import { NO_PLAN } from '../../../src/core/oncall/plan.js';
import { onCallLint } from '../../../src/engine/queries/on-call-lint.js';
import { HOUR } from '../../../src/core/time/duration.js';
import { NOW, soundSchedule } from '../../support/oncall-lint-plan.js';

it('says where findings stand in the files; an override that was made here stands nowhere', () => {
  const leave = { person: 'ben', from: NOW, to: NOW + 4 * HOUR };
  const plan = (overrides: readonly Override[]) => ({
    ...NO_PLAN,
    schedules: new Map([['primary', soundSchedule('primary', { leaves: [leave], overrides })]]),
  });
  const override = (from: number) => ({ person: 'ben', from, to: from + HOUR });
  const ofFiles = [override(NOW)];
  const found = onCallLint(
    {
      plan: plan([...ofFiles, override(NOW + 2 * HOUR)]),
      planOfFiles: plan(ofFiles),
      place: (subject) => ({ file: 'on-call.yaml', line: subject.length }),
    },
    NOW,
  ).filter(({ code }) => code === 'override-on-leave');
  expect(found).toMatchObject([
    { about: 'schedule "primary", override 1', place: { file: 'on-call.yaml', line: 4 } },
    { about: 'schedule "primary", override 2, made here', place: undefined },
  ]);
});
