import { describe, expect, it } from 'vitest';
import {
  type PlannedOverride,
  planOverride,
  withdrawOverride,
  withPlannedOverrides,
} from '../../../../src/core/oncall/planned-override.js';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { paymentsPlan } from '../../../support/oncall-plans.js';

const AT = Date.parse('2026-11-23T10:00:00Z');
const plan = paymentsPlan();
const [id = '', schedule] = [...plan.schedules][0] ?? [];
const people = [...plan.people.keys()];
const now = schedule && whoIsOnCall(schedule, AT)?.person;
const other = people.find((person) => person !== now) ?? '';
const third = people.find((person) => person !== now && person !== other) ?? '';
const ask = (changes: object = {}, had: readonly PlannedOverride[] = []) =>
  planOverride(plan, id, { person: other, from: AT, to: AT + 2 * HOUR, reason: undefined, ...changes }, had, {
    by: 'ada',
    at: AT,
  });
const answers = (had: readonly PlannedOverride[], at: number) => {
  const changed = withPlannedOverrides(plan, new Map([[id, had]])).schedules.get(id);
  return changed && whoIsOnCall(changed, at)?.person;
};

describe('an override that is made through the daemon', () => {
  it('has its person answer while it lasts, and nobody else', () => {
    expect(answers([ask()], AT)).toBe(other);
    expect(answers([ask()], AT + 2 * HOUR)).not.toBe(other);
  });

  it('that was said last holds', () => {
    const first = ask();
    const second = ask({ person: third, from: AT + HOUR }, [first]);
    expect(second.number).toBe(2);
    expect(answers([first, second], AT + HOUR)).toBe(third);
    expect(answers([first, second], AT)).toBe(other);
  });

  it('that is taken back ends then, and what has passed of it stays', () => {
    const made = ask();
    const ended = withdrawOverride([made], 1, { by: 'bob', at: AT + HOUR });
    expect(answers([ended], AT + HOUR - 1)).toBe(other);
    expect(answers([ended], AT + HOUR)).toBe(now);
    const unbegun = withdrawOverride([ask({ from: AT + HOUR })], 1, { by: 'bob', at: AT });
    expect(answers([unbegun], AT + HOUR)).toBe(now);
  });

  it.each([
    ['in the past', { from: AT - 2 * MINUTE }, /begin in the past/],
    ['backwards', { to: AT - 1 }, /end before it begins/],
    ['for a season', { to: AT + 91 * DAY }, /longer than 90 days/],
    ['by a stranger', { person: 'who' }, /know no who; they know /],
  ])('is not made %s', (_what, changes, why) => {
    expect(() => ask(changes)).toThrow(why);
  });

  it('that was meant for now begins now, whatever the request took', () => {
    expect(ask({ from: AT - 30_000 }).from).toBe(AT);
  });

  it('is taken back once, while it is not over', () => {
    const made = ask();
    const who = { by: 'bob', at: AT };
    expect(() => withdrawOverride([made], 2, who)).toThrow('no override 2');
    expect(() => withdrawOverride([withdrawOverride([made], 1, who)], 1, who)).toThrow(
      'bob has taken it back already',
    );
    expect(() => withdrawOverride([made], 1, { by: 'bob', at: AT + 2 * HOUR })).toThrow('it is over');
  });
});
