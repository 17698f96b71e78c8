import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseGroups, type FoundGroups, type KnownGroup } from '../../../../src/core/slo/choose-groups.js';
import { leftOutText } from '../../../../src/core/slo/left-out-text.js';
import { DAY, HOUR } from '../../../../src/core/time/duration.js';
import { route, routeTemplate } from '../../../support/route-template.js';

const AT = 1_000 * DAY;
const template = routeTemplate('{labels: [route], max: 3, keep: 2d}');

const found = (events: Readonly<Record<string, number>>, whole = true): FoundGroups => ({
  groups: Object.entries(events).map(([value, count]) => ({ labels: route(value), events: count })),
  whole,
});
const known = (gone: Readonly<Record<string, number | undefined>>): KnownGroup[] =>
  Object.entries(gone).map(([value, goneSince]) => ({ labels: route(value), goneSince }));
const names = (groups: readonly { readonly labels: Readonly<Record<string, string>> }[]) =>
  groups.map(({ labels }) => labels.route);

describe('chooseGroups', () => {
  it('takes those with the most events up to the cap, and names the others', () => {
    const { groups, leftOut } = chooseGroups(template, [], found({ a: 1, b: 9, c: 5, d: 5, e: 0 }), AT);
    expect(names(groups)).toEqual(['b', 'c', 'd']);
    expect(leftOut).toEqual([
      { labels: route('a'), because: 'over-the-cap' },
      { labels: route('e'), because: 'over-the-cap' },
    ]);
  });

  it('keeps what is in, however busy the others become', () => {
    const before = known({ a: undefined, b: undefined, c: undefined });
    const { groups, leftOut } = chooseGroups(template, before, found({ a: 1, b: 1, c: 0, d: 9 }), AT);
    expect(names(groups)).toEqual(['a', 'b', 'c']);
    expect(names(leftOut)).toEqual(['d']);
  });

  it('keeps what has vanished for its time, and takes it back as it was', () => {
    const [gone] = chooseGroups(template, known({ a: undefined }), found({}), AT).groups;
    expect(gone).toEqual({ labels: route('a'), goneSince: AT });
    const before = known({ a: AT });
    expect(chooseGroups(template, before, found({}), AT + 2 * DAY - 1).groups).toEqual(before);
    expect(chooseGroups(template, before, found({}), AT + 2 * DAY).groups).toEqual([]);
    expect(chooseGroups(template, before, found({ a: 0 }), AT + HOUR).groups).toEqual(
      known({ a: undefined }),
    );
    // A clock that was set back must not keep it for longer.
    expect(chooseGroups(template, before, found({}), AT - DAY).groups).toEqual(known({ a: AT - DAY }));
  });

  it('gives the room of the vanished to the living, of the longest vanished first', () => {
    const before = known({ a: AT - HOUR, b: AT - 3 * HOUR, c: AT - 2 * HOUR });
    expect(names(chooseGroups(template, before, found({ d: 1 }), AT).groups)).toEqual(['a', 'c', 'd']);
    expect(names(chooseGroups(template, before, found({ d: 1, e: 1 }), AT).groups)).toEqual(['a', 'd', 'e']);
  });

  it('takes nobody for vanished who may only be left out of an answer', () => {
    const before = known({ a: undefined, b: AT - HOUR });
    const { groups, whole } = chooseGroups(template, before, found({ x: 7, y: 6, z: 5 }, false), AT);
    expect(groups).toEqual(known({ a: undefined, x: undefined, y: undefined }));
    expect(whole).toBe(false);
  });

  it('leaves out what cannot be named, and forgets groups of other labels', () => {
    const long = 'x'.repeat(300);
    const before: KnownGroup[] = [{ labels: { tenant: 'acme' }, goneSince: undefined }];
    const { groups, leftOut } = chooseGroups(template, before, found({ [long]: 9, a: 1 }), AT);
    expect(names(groups)).toEqual(['a']);
    expect(leftOut).toEqual([{ labels: route(long), because: 'no-name' }]);
  });

  it('is stable, within the cap, and loses nobody, whatever comes', () => {
    const value = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    const gone = fc.option(fc.integer({ min: AT - 3 * DAY, max: AT }), { nil: undefined });
    const before = fc.dictionary(value, gone).map(known);
    const events = fc.dictionary(value, fc.nat(20));
    fc.assert(
      fc.property(before, events, fc.integer({ min: 1, max: 9 }), (was, now, max) => {
        const capped = { ...template, grouping: { ...template.grouping, max } };
        const { groups, leftOut } = chooseGroups(capped, was, found(now), AT);
        const live = names(groups.filter(({ goneSince }) => goneSince === undefined));
        expect(groups.length).toBeLessThanOrEqual(max);
        // Each label set that is found is either in or named.
        expect([...live, ...names(leftOut)].sort()).toEqual(Object.keys(now).sort());
        // Nobody who is in and found goes for one who was not.
        const stays = names(was).filter((name) => name !== undefined && name in now);
        expect(live.filter((name) => stays.includes(name))).toHaveLength(Math.min(max, stays.length));
        // A label set is left out only when there is no room.
        if (leftOut.length > 0) expect(live).toHaveLength(max);
        // Asked again, and in any order, the answer is the same.
        const again = { groups: found(now).groups.toReversed(), whole: true };
        expect(chooseGroups(capped, groups, again, AT).groups).toEqual(groups);
      }),
    );
  });
});

describe('leftOutText', () => {
  const told = (events: Readonly<Record<string, number>>, whole = true) =>
    leftOutText(template, chooseGroups(template, [], found(events, whole), AT));

  it('names some, and counts the rest', () => {
    expect(told({ a: 1 })).toBeUndefined();
    expect(told({ a: 9, b: 8, c: 7, d: 6 })).toBe(
      '1 label set is left out, because there are 3 SLOs at most: {route="d"}',
    );
    const many = Object.fromEntries(Array.from('abcdefghij', (name, i) => [name, 20 - i]));
    expect(told(many, false)).toBe(
      'at least 7 label sets are left out, because there are 3 SLOs at most: {route="d"}, {route="e"}, {route="f"}, {route="g"}, {route="h"} and 2 more',
    );
    expect(told({ ['x'.repeat(300)]: 1 })).toBe(
      `1 label set is left out, because the values are too long: {route="${'x'.repeat(92)}…`,
    );
  });
});
