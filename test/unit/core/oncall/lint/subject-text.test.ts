import { expect, it } from 'vitest';
import { subjectText } from '../../../../../src/core/oncall/lint/subject-text.js';
import type { Subject } from '../../../../../src/core/oncall/lint/finding.js';
import { NO_PLAN } from '../../../../../src/core/oncall/plan.js';
import { SOUND_TEAM, soundLayer, soundSchedule } from '../../../../support/oncall-lint-plan.js';

const schedule = soundSchedule('primary', { layers: [soundLayer(), soundLayer({ name: 'layer 2' })] });
const plan = {
  ...NO_PLAN,
  schedules: new Map([[schedule.id, schedule]]),
  teams: new Map([['web', { ...SOUND_TEAM, services: ['checkout*'] }]]),
};

it.each<[Subject, string]>([
  [['schedules', 'primary'], 'schedule "primary"'],
  [['schedules', 'primary', 'layers', 0, 'rotation', 'people'], 'schedule "primary", layer 1 "weekly"'],
  // A layer without a name is called by its number already.
  [['schedules', 'primary', 'layers', 1, 'rotation', 'handoff'], 'schedule "primary", layer 2'],
  [['schedules', 'primary', 'overrides', 2], 'schedule "primary", override 3'],
  [['schedules', 'primary', 'shadows', 0, 'of'], 'schedule "primary", shadow 1'],
  [['escalations', 'ladder', 'steps', 1, 'wait'], 'escalation "ladder", step 2'],
  [['teams', 'web', 'services', 0], 'team "web", service 1 "checkout*"'],
  [['teams', 'web', 'escalation'], 'team "web", escalation'],
  [['people', 'ana', 'contacts'], 'person "ana", contacts'],
])('%j is %s', (subject, text) => {
  expect(subjectText(subject, plan)).toBe(text);
});
