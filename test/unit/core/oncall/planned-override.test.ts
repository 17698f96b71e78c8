import { describe, expect, it } from 'vitest';
import { overrideFindings } from '../../../../src/core/oncall/override-findings.js';
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
const busy = [...plan.schedules.values()].map((each) => whoIsOnCall(each, AT)?.person);
const [other = '', third = ''] = people.filter((person) => !busy.includes(person));
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
    const ended = withdrawOverride([made], 1, { by: 'bob', at: AT + HOUR, reason: 'is back' });
    expect(ended.withdrawn).toEqual({ by: 'bob', at: AT + HOUR, reason: 'is back' });
    expect(answers([ended], AT + HOUR - 1)).toBe(other);
    expect(answers([ended], AT + HOUR)).toBe(now);
    const unbegun = withdrawOverride([ask({ from: AT + HOUR })], 1, { by: 'bob', at: AT, reason: undefined });
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

  it('is not made for somebody who answers for another schedule at any time of it', () => {
    expect(() => ask({ person: 'bob' })).toThrow(
      'bob answers for payments-secondary then (Mon 2026-11-23 10:00 to Mon 2026-11-23 12:00 UTC)',
    );
    const swapped = { ...ask(), person: 'carol', from: AT + HOUR };
    const secondary = withPlannedOverrides(plan, new Map([['payments-secondary', [swapped]]]));
    const late = (to: number) => () =>
      planOverride(secondary, id, { person: 'carol', from: AT, to, reason: undefined }, [], {
        by: 'ada',
        at: AT,
      });
    expect(late(AT + HOUR)().person).toBe('carol');
    expect(late(AT + HOUR + 1)).toThrow('carol answers for payments-secondary then');
  });

  it('is set aside, and told of, when the files lose its person or its schedule', () => {
    const people = new Map([...plan.people].filter(([name]) => name !== other));
    const planned = new Map([[id, [ask()]]]);
    const [changed] = withPlannedOverrides({ ...plan, people }, planned).schedules.values();
    expect(changed && whoIsOnCall(changed, AT)?.person).toBe(now);
    const found = overrideFindings({ ...plan, people }, planned, AT);
    expect(found).toMatchObject([
      {
        code: 'override-not-in-force',
        subject: id,
        message: expect.stringContaining(`nobody called ${other}`),
      },
    ]);
    expect(overrideFindings({ ...plan, schedules: new Map() }, planned, AT)).toHaveLength(1);
    expect(overrideFindings(plan, planned, AT)).toEqual([]);
    expect(overrideFindings({ ...plan, people }, planned, AT + 2 * HOUR)).toEqual([]);
  });

  it('that was meant for now begins now, whatever the request took', () => {
    expect(ask({ from: AT - 30_000 }).from).toBe(AT);
  });

  it('is taken back once, while it is not over', () => {
    const made = ask();
    const who = { by: 'bob', at: AT, reason: undefined };
    expect(() => withdrawOverride([made], 2, who)).toThrow('no override 2');
    expect(() => withdrawOverride([withdrawOverride([made], 1, who)], 1, who)).toThrow(
      'bob has taken it back already',
    );
    expect(() => withdrawOverride([made], 1, { ...who, at: AT + 2 * HOUR })).toThrow('it is over');
  });
});
