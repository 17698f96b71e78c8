import { expect, it } from 'vitest';
import { CONFIGURED } from '../../../src/core/access/actor.js';
import { whoIsOnCall } from '../../../src/core/oncall/who-is-on-call.js';
import { HOUR } from '../../../src/core/time/duration.js';
import { overrideOnCall, withdrawOnCall } from '../../../src/engine/commands/override-on-call.js';
import { adoptConfig, readPlannedOverrides } from '../../../src/engine/plan-in-force.js';
import { EngineHarness } from '../../support/engine-harness.js';
import { paymentsPlan } from '../../support/oncall-plans.js';

const actor = { ...CONFIGURED, onBehalfOf: 'ada', requestId: undefined };

it('an override holds at once, outlives reloads and restarts, and is undone by its withdrawal', async () => {
  const harness = new EngineHarness();
  const { state, ports } = harness;
  adoptConfig(state, { ...state.config, onCall: paymentsPlan() });
  const [id = ''] = state.planOfFiles.schedules.keys();
  const answers = (of: typeof state) => {
    const schedule = of.config.onCall.schedules.get(id);
    return schedule && whoIsOnCall(schedule, harness.now)?.person;
  };
  const before = answers(state);
  const person = [...state.planOfFiles.people.keys()].find((name) => name !== before) ?? '';
  const asked = { person, from: harness.now, to: harness.now + HOUR, reason: 'dentist' };
  const made = await overrideOnCall(state, ports, id, asked, actor);
  expect(made).toMatchObject({ number: 1, person, by: 'ada', reason: 'dentist' });
  expect(answers(state)).toBe(person);

  // A reload reads the files again, which know nothing of it.
  adoptConfig(state, { ...state.config, onCall: paymentsPlan() });
  expect(answers(state)).toBe(person);
  expect(state.planOfFiles.schedules.get(id)?.overrides.some((each) => each.person === person)).toBe(false);

  const restarted = new EngineHarness();
  Object.assign(restarted.ports, { store: harness.store });
  adoptConfig(restarted.state, { ...restarted.state.config, onCall: paymentsPlan() });
  await readPlannedOverrides(restarted.state, restarted.ports);
  expect(answers(restarted.state)).toBe(person);

  await withdrawOnCall(restarted.state, restarted.ports, id, 1, actor);
  expect(answers(restarted.state)).toBe(before);
  await expect(withdrawOnCall(state, ports, id, 1, actor)).rejects.toThrow('ada has taken it back already');
  expect((await harness.store.audit(5)).map(({ action }) => action)).toEqual([
    'oncall.withdraw',
    'oncall.override',
  ]);
});
