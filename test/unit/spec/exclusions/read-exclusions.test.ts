import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../src/core/time/duration.js';
import { readSpecs } from '../../../../src/spec/read-specs.js';
import { routeSpec } from '../../../support/route-template.js';
import { CHECKOUT_SPEC } from '../../cli/specs.js';

const SLOS = { path: 'checkout.yaml', text: CHECKOUT_SPEC };

/** What a list of maintenance means beside the SLOs of checkout-api. */
function read(text: string, slos = SLOS) {
  const files = [slos, { path: 'maintenance.yaml', text }];
  const { exclusions, problems } = readSpecs(files, Date.UTC(2026, 11, 3));
  return {
    exclusions,
    problems: problems.map(({ code, severity, line, column, message, mend }) => ({
      at: `${code} ${line}:${column}`,
      severity,
      text: `${message}; ${mend}`,
    })),
  };
}

const item = (fields: string) => `  - {id: db, author: maria, reason: upgrade, ${fields}}`;
const maintenance = (fields: string) => read(`maintenance:\n${item(fields)}\n`);
const ONCE = 'from: 2026-12-01T22:00:00Z, to: 2026-12-02T01:00:00+01:00';

describe('exclusions in files', () => {
  it('are planned maintenance, once or again and again, and corrections', () => {
    const { exclusions, problems } = read(`
maintenance:
  - {id: db, author: maria, reason: upgrade, slos: [checkout-api/latency], ${ONCE}}
  - id: patches
    author: platform
    reason: kernel patches
    service: checkout-api
    from: 2026-12-01T00:00:00Z
    every: {weekdays: [sunday, wednesday], weeks: [first, last], at: "02:30", duration: 1h30m, time_zone: Europe/Berlin}
corrections:
  - {id: probe, author: li, reason: the probe was broken, service: checkout-api, ${ONCE}}
`);
    expect(problems).toEqual([]);
    const times = [{ from: Date.UTC(2026, 11, 1, 22), to: Date.UTC(2026, 11, 2) }];
    const when = { kind: 'listed', times };
    expect(exclusions).toEqual([
      {
        id: 'db',
        kind: 'maintenance',
        origin: 'file',
        author: 'maria',
        reason: 'upgrade',
        selects: { slos: ['checkout-api/latency'] },
        when,
      },
      {
        id: 'patches',
        kind: 'maintenance',
        origin: 'file',
        author: 'platform',
        reason: 'kernel patches',
        selects: { service: 'checkout-api' },
        when: {
          kind: 'recurring',
          from: Date.UTC(2026, 11, 1),
          every: {
            weekdays: [0, 3],
            weeks: [1, -1],
            at: 2.5 * HOUR,
            durationMs: 1.5 * HOUR,
            timeZone: 'Europe/Berlin',
          },
        },
      },
      {
        id: 'probe',
        kind: 'correction',
        origin: 'file',
        author: 'li',
        reason: 'the probe was broken',
        selects: { service: 'checkout-api' },
        when,
      },
    ]);
  });

  it('stand in documents of their own in a file of SLOs', () => {
    const text = `${CHECKOUT_SPEC}---\nmaintenance:\n  - {id: db, author: m, reason: r, labels: {tier: 1}, ${ONCE}}\n`;
    const { slos, exclusions, problems } = readSpecs([{ path: 'all.yaml', text }]);
    expect(slos).toHaveLength(2);
    expect(exclusions.map(({ selects }) => selects)).toEqual([{ labels: { tier: '1' } }]);
    expect(problems).toMatchObject([{ code: 'selects-nothing', severity: 'warning' }]);
  });

  it.each([
    [ONCE, 'selects-all', 'id: db', 'it does not say which SLOs are meant; add slos:, service: or labels:'],
    [
      'service: checkout-api',
      'no-beginning',
      'id: db',
      'it does not say when it begins; add from: 2026-12-01T22:00:00Z',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z',
      'no-end',
      'id: db',
      'it does not say when it ends; add to:, or every: when it comes again and again',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, to: 2026-12-01T21:00:00Z',
      'ends-before',
      '2026-12-01T21',
      'it ends before it begins; write a time after 2026-12-01T22:00:00Z',
    ],
    [
      'service: checkout-api, from: 2026-12-01, to: 2026-12-01T21:00:00Z',
      'bad-instant',
      '2026-12-01,',
      '"2026-12-01" is no instant; write date, time and offset: 2026-12-01T22:00:00Z or 2026-12-01T23:00:00+01:00',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, every: {at: "02:00", duration: 2h, time_zone: Europe/Berlim}',
      'unknown-time-zone',
      'Europe',
      'there is no time zone "Europe/Berlim"; did you mean "Europe/Berlin"?',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, every: {at: "02:00", duration: 8d}',
      'bad-duration',
      '8d',
      '"8d" is no duration up to 7d; write such as 2h or 1h30m',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, every: {at: "02:00", duration: 2h, weeks: [first]}',
      'weeks-without-weekdays',
      '[first]',
      'which of the month is asked of no weekday; add weekdays: [sunday]',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, every: {at: "2 o’clock", duration: 2h}',
      'bad-format',
      '"2 o',
      '"2 o’clock" cannot stand as "at"; when it begins, on the clocks of the time zone: "02:00"',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, to: 2126-12-01T21:00:00Z',
      'too-long',
      '2126',
      'it lasts for 36523 days, which is more than a year; write an earlier end; an SLO that is not to count any more is taken out of its file',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, every: {at: "02:00", duration: 2h, weekdays: [sunday], weeks: [third], month_days: [1, 14]}',
      'never-occurs',
      'at: ',
      'no day meets all of its conditions; leave out month_days: or weeks:, or write days that are in those weeks',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, to: 2027-01-31T01:00:00Z, every: {at: "02:00", duration: 2h, month_days: [31], weekdays: [sunday]}',
      'never-occurs',
      '2027-01-31',
      'it ends before it has come once; write a later to:',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, every: {at: "02:00", duration: 25h}',
      'always-occurs',
      '25h',
      'it lasts until it begins again, so that no time counts; write a shorter duration:; an SLO that is not to count any more is taken out of its file',
    ],
    [
      'service: checkout-api, from: 2026-12-01T22:00:00Z, every: {at: "02:00", duration: 7d, weekdays: [sunday], time_zone: Europe/Berlin}',
      'always-occurs',
      '7d',
      'it lasts until it begins again, so that no time counts; write a shorter duration:; an SLO that is not to count any more is taken out of its file',
    ],
    [
      `service: checkout-api, ${ONCE}, reson: typo`,
      'unknown-field',
      'reson',
      '"reson" is not known here; did you mean "reason"?',
    ],
  ])('say what is wrong with %s', (fields, code, points, text) => {
    const { exclusions, problems } = maintenance(fields);
    const at = `${code} 2:${1 + item(fields).indexOf(points)}`;
    expect(problems).toEqual([{ at, severity: 'error', text }]);
    expect(exclusions).toEqual([]);
  });

  it('may have several times, each of which is checked', () => {
    const times = (second: string) =>
      maintenance(
        `service: checkout-api, times: [{from: 2026-12-01T22:00:00Z, to: 2026-12-01T23:00:00Z}, ${second}]`,
      );
    const { exclusions, problems } = times('{from: 2026-12-08T22:00:00Z, to: 2026-12-08T23:00:00Z}');
    expect(problems).toEqual([]);
    expect(exclusions[0]?.when).toMatchObject({ times: [{}, { from: Date.UTC(2026, 11, 8, 22) }] });
    expect(times('{from: 2026-12-08T22:00:00Z, to: 2026-12-08T21:00:00Z}').problems).toMatchObject([
      { text: 'it ends before it begins; write a time after 2026-12-08T22:00:00Z' },
    ]);
    expect(maintenance(`service: checkout-api, ${ONCE}, times: [{${ONCE}}]`).problems).toMatchObject([
      { text: '`times` and another field both say when it is; keep one of the two' },
    ]);
  });

  it('want author and reason', () => {
    const { problems } = read(`corrections:\n  - {id: db, service: checkout-api, ${ONCE}}\n`);
    expect(problems.map(({ text }) => text.split(';')[0])).toEqual([
      'item 1 of "corrections" lacks "author"',
      'item 1 of "corrections" lacks "reason"',
    ]);
  });

  it('warn of SLOs that are not there', () => {
    const { problems, exclusions } = maintenance(
      `slos: [checkout-api/availabilty, checkout-api/latency], ${ONCE}`,
    );
    expect(problems).toEqual([
      {
        at: 'unknown-slo 2:10',
        severity: 'warning',
        text: '"db" names checkout-api/availabilty, which no file defines; did you mean "checkout-api/availability"?',
      },
    ]);
    expect(exclusions).toHaveLength(1);
  });

  it.each([
    'every: {at: "02:00", duration: 23h}',
    'every: {at: "02:00", duration: 2h, month_days: [29], weekdays: [saturday], weeks: [fifth]}',
    'every: {at: "02:00", duration: 2h, month_days: [last], weeks: [last], weekdays: [monday]}',
    'every: {at: "02:00", duration: 6d, weekdays: [sunday]}',
    'every: {at: "00:00", duration: 24h}, to: 2026-12-05T00:00:00Z',
    'to: 2027-12-02T00:00:00Z',
  ])('may be seldom, long or brief: %s', (fields) => {
    const { problems, exclusions } = maintenance(
      `service: checkout-api, from: 2026-12-01T22:00:00Z, ${fields}`,
    );
    expect(problems).toEqual([]);
    expect(exclusions).toHaveLength(1);
  });

  it('warn of corrections of what is still to come, where they stand', () => {
    const correction = (to: string) =>
      read(`corrections:\n${item(`service: checkout-api, from: 2026-12-01T22:00:00Z, to: ${to}`)}\n`);
    expect(correction('2026-12-03T00:00:30Z').problems).toEqual([]);
    expect(correction('2026-12-04T00:00:00Z')).toMatchObject({
      exclusions: [{ id: 'db' }],
      problems: [
        {
          at: 'future-correction 2:10',
          severity: 'warning',
          text: '"db" corrects what is still to come, up to 2026-12-04T00:00:00.000Z; end it by now, or write it as maintenance, which is planned',
        },
      ],
    });
  });

  it('name templates, and label sets that these may have', () => {
    const routes = { path: 'routes.yaml', text: routeSpec('[route]') };
    const named = (slo: string) => read(`maintenance:\n${item(`slos: ["${slo}"], ${ONCE}`)}\n`, routes);
    for (const slo of ['checkout-api/availability', 'checkout-api/availability:/pay%20now']) {
      expect(named(slo).problems).toEqual([]);
    }
    for (const slo of [
      'checkout-api/availability:/pay,acme',
      'checkout-api/availability:',
      'checkout-api/x:/pay',
    ])
      expect(named(slo).problems).toMatchObject([{ at: 'unknown-slo 2:10', severity: 'warning' }]);
    const labelled = (labels: string) =>
      read(`maintenance:\n${item(`labels: ${labels}, ${ONCE}`)}\n`, routes);
    expect(labelled('{route: /pay, tier: 1}').problems).toEqual([]);
    expect(labelled('{route: /pay, tier: 2}').problems).toMatchObject([{ at: 'selects-nothing 2:10' }]);
  });

  it('have an id once among all files', () => {
    const twice = item(`service: checkout-api, ${ONCE}`);
    const { problems, exclusions } = read(`maintenance:\n${twice}\ncorrections:\n${twice}\n`);
    expect(problems.map(({ at, text }) => [at, text])).toEqual([
      [
        'duplicate-exclusion 4:10',
        '"db" is defined already, in maintenance.yaml:2; give this one another id, or remove one of the two',
      ],
    ]);
    expect(exclusions).toHaveLength(1);
  });
});

it('tells all that is wrong with items at once', () => {
  const every = 'every: {weeks: [first], at: "02:00", duration: 9d, time_zone: Europe/Belin}';
  const { problems } = read(`maintenance:
  - {id: a, author: a, reason: b, service: checkout-api, ${ONCE}, too: x}
  - {id: b, author: a, reason: b, from: soon, to: later}
  - {id: c, author: a, reason: b, service: checkout-api, to: later}
  - {id: d, author: a, reason: b, service: checkout-api, from: soon}
  - {id: e, author: a, reason: b, service: checkout-api, from: 2026-12-01T22:00:00Z, ${every}}
`);
  expect(problems.map(({ at }) => at.replace(/:.*/, ''))).toEqual([
    'unknown-field 2',
    'selects-all 3',
    'bad-instant 3',
    'bad-instant 3',
    'no-beginning 4',
    'bad-instant 4',
    'no-end 5',
    'bad-instant 5',
    'weeks-without-weekdays 6',
    'bad-duration 6',
    'unknown-time-zone 6',
  ]);
});
