import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';
import { checkReceivers } from '../../../../src/spec/oncall/check-receivers.js';
import { readOnCall } from '../../../../src/spec/oncall/read-oncall.js';
import { mutatedText } from '../../../support/mutated-text.js';

const EXAMPLE = { path: 'on-call/payments.yaml', text: readFileSync('on-call/payments.yaml', 'utf8') };
const read = (...texts: string[]) =>
  readOnCall(texts.map((text, index) => ({ path: `${'abc'.charAt(index)}.yaml`, text })));

const WHOLE = `people:
  alice: {}
  bob: {}
schedules:
  primary:
    time_zone: Europe/Berlin
    layers:
      - rotation: {people: [alice, bob], start: 2026-03-02, handoff: "10:00", every: weekly}
teams:
  shop: {members: [alice], tiers: {primary: primary}, escalation: shop}
escalations:
  shop: {steps: [{call: [{tier: primary}], wait: 5m}]}
`;
const changed = (from: string, to: string) => {
  expect(WHOLE).toContain(from);
  return WHOLE.replace(from, to);
};

describe('readOnCall', () => {
  it('reads the example as it is meant', () => {
    const { plan, problems } = readOnCall([EXAMPLE]);
    expect(problems).toEqual([]);
    const primary = plan.schedules.get('payments-primary');
    const at = (text: string) => primary && whoIsOnCall(primary, Date.parse(text));
    expect(at('2026-01-05T08:59:59Z')).toBeUndefined();
    expect(at('2026-01-05T09:00:00Z')?.person).toBe('alice');
    expect(at('2026-01-12T09:00:00Z')?.person).toBe('bob');
    // Berlin is in summer by then: 10:00 is 08:00 UTC.
    expect(at('2026-06-29T07:59:59Z')?.person).toBe('alice');
    expect(at('2026-06-29T08:00:00Z')?.person).toBe('bob');
    expect(at('2026-12-24T12:00:00Z')).toMatchObject({ person: 'dana', because: 'override' });
    expect(at('2026-11-23T12:00:00Z')).toMatchObject({ person: 'chidi' });
    expect(at('2026-11-09T12:00:00Z')).toMatchObject({ person: 'alice', shadows: ['eve'] });
    expect(plan.escalations.get('payments')?.steps.map(({ timeout }) => timeout / 60_000)).toEqual([
      5, 10, 15, 15,
    ]);
    expect(plan.teams.get('payments')).toMatchObject({ lead: 'mona', escalation: 'payments' });
  });

  it('makes one plan of several files', () => {
    const { plan, problems } = read(
      WHOLE,
      'leaves: [{person: alice, from: 2026-03-03, to: 2026-03-03}]',
      'overrides: [{schedule: primary, person: bob, from: 2026-03-05T12:00, to: 2026-03-05T13:00}]',
    );
    expect(problems).toEqual([]);
    // A day is meant to its end, by the schedule's clocks.
    expect(plan.schedules.get('primary')).toMatchObject({
      leaves: [{ person: 'alice', from: Date.UTC(2026, 2, 2, 23), to: Date.UTC(2026, 2, 3, 23) }],
      overrides: [{ person: 'bob', from: Date.UTC(2026, 2, 5, 11), to: Date.UTC(2026, 2, 5, 12) }],
    });
  });

  it.each<[string, string, string, string]>([
    [
      'an unknown field',
      changed('members: [alice],', 'members: [alice], boss: bob,'),
      'unknown-field',
      'boss',
    ],
    ['an unknown person', changed('[alice, bob]', '[alice, bop]'), 'unknown-reference', 'bop'],
    [
      'an unknown schedule',
      changed('{primary: primary}', '{primary: primry}'),
      'unknown-reference',
      'primry',
    ],
    ['an unknown policy', changed('escalation: shop}', 'escalation: shp}'), 'unknown-reference', 'shp}'],
    ['a zone that is none', changed('Europe/Berlin', 'Europe/Berlim'), 'unknown-time-zone', 'Europe/Berlim'],
    ['a day that is none', changed('2026-03-02', '2026-02-30'), 'bad-day', '2026-02-30'],
    ['a time that is none', changed('"10:00"', '"25:00"'), 'bad-format', '"25:00"'],
    ['a turn of no days', changed('weekly', '0d'), 'bad-format', '0d'],
    ['nobody in a rotation', changed('[alice, bob]', '[]'), 'empty', '[]'],
    ['a wait that is none', changed('wait: 5m', 'wait: soon'), 'bad-duration', 'soon'],
    [
      'two targets in one',
      changed('{tier: primary}', '{tier: primary, person: bob}'),
      'which-target',
      'tier: primary, ',
    ],
    ['no target', changed('{tier: primary}', '{}'), 'which-target', '{}'],
    ['a name twice', `${WHOLE}---\npeople: {bob: {}}\n`, 'duplicate', 'bob: {}}'],
    [
      'an override that ends before it begins',
      `${WHOLE}overrides: [{schedule: primary, person: bob, from: 2026-03-05, to: 2026-03-04}]\n`,
      'ends-before',
      '2026-03-04',
    ],
    [
      'a leave at no time',
      `${WHOLE}leaves: [{person: bob, from: tomorrow, to: 2026-03-04}]\n`,
      'bad-instant',
      'tomorrow',
    ],
    [
      'people who cover each other',
      changed('    layers:', '    covers: {alice: [bob], bob: [alice]}\n    layers:'),
      'cover-circle',
      '[bob], ',
    ],
  ])('tells of %s', (_, text, code, wrong) => {
    const { problems } = read(text);
    const before = text.slice(0, text.lastIndexOf(wrong)).split('\n');
    const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
    expect(problems.map((each) => [each.code, `${each.line}:${each.column}`])).toEqual([[code, place]]);
    expect(problems[0]?.mend).not.toBe('');
  });

  it('keeps what is sound when something is broken, and nothing that is broken', () => {
    const { plan, problems } = read(changed('[alice, bob]', '[alice, bop]'), 'people: {carol: {}}', '{');
    expect(problems).toHaveLength(2);
    expect([...plan.people.keys()]).toEqual(['alice', 'bob', 'carol']);
    expect(plan.schedules.size).toBe(0);
    expect(plan.teams.size).toBe(1);
  });

  it('tells of names and times that are wrong besides what the schema does not take', () => {
    const text = changed('members: [alice],', 'members: [alise], boss: bob,')
      .replace('    layers:', '    layer: []\n    layers:')
      .replace('[alice, bob]', '[alice, bop]')
      .replace('{tier: primary}', '{person: bob, tier: firts}, {person: carl}');
    const apart = 'overrides: [{schedule: primry, person: bop, from: 2026-03-05, until: 2026-03-06}]\n';
    const told = read(text, apart).problems.map(({ code, message }) => `${code}: ${message}`);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringContaining('unknown-field: "boss"'),
        'unknown-reference: there is no person "alise"',
        expect.stringContaining('unknown-field: "layer"'),
        'unknown-reference: there is no person "bop"',
        expect.stringContaining('wrong-value'),
        'unknown-reference: there is no person "carl"',
        expect.stringContaining('unknown-field: "until"'),
        'unknown-reference: there is no schedule "primry"',
      ]),
    );
    expect(told.filter((each) => each.includes('"bop"'))).toHaveLength(2);
  });

  it('tells of zones, days, times and durations in what the schema does not take, each once', () => {
    const text = changed('    time_zone: Europe/Berlin', '    time_zone: Europe/Berlinn\n    overides: []')
      .replace('start: 2026-03-02', 'start: 2026-02-30')
      .replace('{tier: primary}', '{tier: secondry}')
      .replace('wait: 5m', 'wait: 10 minutes')
      .replace('  alice: {}', '  alice: {joined: soon, frist: true}');
    const leave = `    leaves: [{person: bob, from: tomorrow, to: 2026-03-04}]\nteams:`;
    const { problems, broken } = read(text.replace('teams:', leave));
    expect(problems.map(({ code }) => code).sort()).toEqual(
      [
        ...['bad-day', 'bad-day', 'bad-duration', 'bad-instant', 'unknown-time-zone'],
        ...['unknown-field', 'unknown-field', 'wrong-value'],
      ].sort(),
    );
    expect(broken).toEqual({ schedules: ['primary'], teams: [] });
  });

  it('tells what contradicts itself beside what the schema does not take, each once', () => {
    const schedule = `    overrides: [{person: bob, from: 2026-03-05, to: 2026-03-02, why: x}]
    shadows: [{person: alice, of: bob, from: 2026-03-05, to: 2026-03-01}]
    covers: {alice: [bob], bob: [alice]}
teams:`;
    const vendors = `vendors:
  payco:
    services: shop
    routes: [{name: web, url: "ftp://x"}, {name: none}, {name: two, url: "https://x", phone: "1"}, {name: desk, fone: "1"}]
    escalation: [{after: 5m, route: dusk}]
`;
    const { problems } = read(`${WHOLE.replace('teams:', schedule)}${vendors}`);
    expect(problems.map(({ code, line }) => `${line} ${code}`)).toEqual([
      ...['9 ends-before', '9 unknown-field', '10 ends-before', '11 cover-circle'],
      ...['18 wrong-type', '19 bad-url', '19 which-route', '19 which-route', '19 unknown-field'],
      '20 unknown-reference',
    ]);
  });

  it.each(['Berlin', 'berlin', 'Europe/Berlinn'])('knows which zone was meant by %s', (zone) => {
    const { problems } = read(changed('Europe/Berlin', zone));
    expect(problems).toMatchObject([{ code: 'unknown-time-zone', mend: 'did you mean "Europe/Berlin"?' }]);
  });

  it('tells of days that are none in a zone that is none', () => {
    const { problems } = read(changed('Europe/Berlin', 'Europe/Berlim').replace('2026-03-02', '2026-02-30'));
    expect(problems.map(({ code }) => code)).toEqual(['unknown-time-zone', 'bad-day']);
  });

  it('knows where things stand', () => {
    const { place } = read(WHOLE);
    const said = { code: 'c', severity: 'warning', message: 'm', mend: 'n' } as const;
    expect(place(['schedules', 'primary'], said)).toMatchObject({
      file: 'a.yaml',
      line: 5,
      column: 3,
      ...said,
    });
    expect(place(['schedules', 'primary', 'layers', 0], said)).toMatchObject({ line: 8, column: 9 });
    expect(place(['schedules', 'nobody'], said)).toBeUndefined();
  });

  it('takes people by any name, and many who stand in for each other', () => {
    const named = WHOLE.replaceAll('alice', 'constructor').replaceAll('bob', 'toString');
    const leaves = 'leaves: [{person: constructor, from: 2026-03-02, to: 2026-03-09}]';
    const { plan, problems } = read(
      named.replace('    layers:', '    covers: {toString: [constructor]}\n    layers:'),
      leaves,
    );
    expect(problems).toEqual([]);
    const primary = plan.schedules.get('primary');
    // Nobody is said to stand in for this one.
    expect(primary && whoIsOnCall(primary, Date.parse('2026-03-03T12:00:00Z'))).toBeUndefined();

    // Each covered by the next two: more ways through than can be gone one by one.
    const many = Array.from({ length: 100 }, (_, index) => `p${index}`);
    const covers = many.slice(0, -2).map((name, index) => `${name}: [p${index + 1}, p${index + 2}]`);
    const wide = WHOLE.replace(
      '  bob: {}',
      `  bob: {}\n${many.map((name) => `  ${name}: {}`).join('\n')}`,
    ).replace('    layers:', `    covers: {${covers.join(', ')}}\n    layers:`);
    expect(read(wide).problems).toEqual([]);
  });

  it('never throws, whatever files have become, and always says where', () => {
    fc.assert(
      fc.property(mutatedText([EXAMPLE.text, WHOLE]), (text) => {
        const lines = text.split('\n').length;
        for (const problem of readOnCall([{ path: 'x.yaml', text }]).problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.line).toBeLessThanOrEqual(lines + 1);
          expect(problem.message).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('checkReceivers', () => {
  it('tells of receivers that are none, and of addresses that nothing is done with', () => {
    const text = WHOLE.replace('alice: {}', 'alice: {contacts: [{receiver: mal, address: a@x.org}]}')
      .replace('bob: {}', 'bob: {contacts: [{receiver: pager, address: b@x.org}, {receiver: pager}]}')
      .replace('[{tier: primary}]', '[{receiver: bridge}]');
    const receivers = [
      { name: 'mail', takesAddress: true, isRead: true },
      { name: 'pager', takesAddress: false, isRead: true },
    ];
    expect(
      checkReceivers(read(text), receivers).map(({ code, line, column, mend }) => [code, line, column, mend]),
    ).toEqual([
      ['unknown-receiver', 2, 33, 'did you mean "mail"?'],
      [
        'no-addresses',
        3,
        47,
        'take the address out where the receiver is theirs alone, or name one of kind email or slack_api',
      ],
      ['unknown-receiver', 12, 37, 'known here: mail, pager'],
    ]);
  });
});
