import { describe, expect, it } from 'vitest';
import { CONFIGURED } from '../../../src/core/access/actor.js';
import { whoIsOnCall } from '../../../src/core/oncall/who-is-on-call.js';
import { HOUR } from '../../../src/core/time/duration.js';
import { applyGroups } from '../../../src/engine/apply-specs.js';
import { overrideOnCall, withdrawOnCall } from '../../../src/engine/commands/override-on-call.js';
import { adoptConfig, readPlannedOverrides } from '../../../src/engine/plan-in-force.js';
import type { Store } from '../../../src/engine/ports.js';
import { EngineHarness } from '../../support/engine-harness.js';
import { paymentsPlan } from '../../support/oncall-plans.js';

const first = { number: 1, reason: 'is here after all' };
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
  const person = 'vera';
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

  await withdrawOnCall(restarted.state, restarted.ports, id, first, actor);
  expect(answers(restarted.state)).toBe(before);
  await expect(withdrawOnCall(state, ports, id, first, actor)).rejects.toThrow(
    'ada has taken it back already',
  );
  expect((await harness.store.plannedOverrides()).get(id)?.[0]?.withdrawn).toMatchObject({
    by: 'ada',
    reason: 'is here after all',
  });
  expect(await harness.store.audit(5)).toMatchObject([
    { action: 'oncall.withdraw', detail: expect.stringMatching(/^vera, .*: is here after all$/) },
    { action: 'oncall.override', detail: expect.stringMatching(/^vera, .*: dentist$/) },
  ]);
});

describe('whatever happens at the same time', () => {
  const engine = async () => {
    const harness = new EngineHarness();
    harness.config = { ...harness.config, onCall: paymentsPlan() };
    await harness.start([]);
    return harness;
  };
  const [id = ''] = paymentsPlan().schedules.keys();
  const take = ({ state, ports, now }: EngineHarness, person: string, store = ports.store) =>
    overrideOnCall(
      state,
      { ...ports, store },
      id,
      { person, from: now, to: now + HOUR, reason: undefined },
      actor,
    );
  const answers = ({ state, now }: EngineHarness) => {
    const schedule = state.config.onCall.schedules.get(id);
    return schedule && whoIsOnCall(schedule, now)?.person;
  };

  it('what was just made is not forgotten by a look that began before', async () => {
    const harness = await engine();
    const { state, ports } = harness;
    await Promise.all([take(harness, 'vera'), readPlannedOverrides(state, ports), take(harness, 'mona')]);
    expect(answers(harness)).toBe('mona');
    expect(state.plannedOverrides.get(id)?.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('two replicas that give one number: the second is refused, and nothing is lost', async () => {
    const [here, there] = [await engine(), await engine()];
    // The other replica has looked before the first has written.
    const before = new Map(await here.store.plannedOverrides());
    await take(here, 'vera');
    const late: Store = Object.assign(Object.create(here.store) as Store, {
      plannedOverrides: async () => before,
    });
    await expect(take(there, 'mona', late)).rejects.toMatchObject({ code: 'conflict' });
    expect((await here.store.plannedOverrides()).get(id)).toMatchObject([{ number: 1, person: 'vera' }]);
    await take(there, 'mona', here.store);
    expect((await here.store.plannedOverrides()).get(id)?.map(({ person }) => person)).toEqual([
      'vera',
      'mona',
    ]);
  });

  it('new label sets leave the files’ plan the files’: what is taken back ends', async () => {
    const harness = await engine();
    const { state, ports } = harness;
    await take(harness, 'vera');
    await applyGroups(state, ports, state.templates);
    expect(state.planOfFiles.schedules.get(id)?.overrides).toEqual([]);
    await withdrawOnCall(state, ports, id, first, actor);
    expect(answers(harness)).toBe('alice');
  });
});
