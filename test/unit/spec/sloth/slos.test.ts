import { describe, expect, test } from 'vitest';
import { budgetShare } from '../../../../src/core/burn-rate/theory.js';
import { countedText } from '../../../../src/core/slo/selector-text.js';
import type { EventCount } from '../../../../src/core/slo/sli.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { EVENTS, file, findings, onlySlo, read, resource, slo } from './sloth.js';

const words = (count: EventCount) =>
  count.map(({ sign, selector }) => `${sign === 1 ? '+' : '-'} ${countedText(selector)}`);
const sliOf = (sli: object) => {
  const { bad, total, derivation } = onlySlo(file([slo({ sli })])).sli;
  return { bad: words(bad), total: words(total), kind: derivation.kind };
};
const raw = (query: string) => ({ raw: { error_ratio_query: query } });

describe('an SLO of sloth', () => {
  test('is what its file says, over 30 days', () => {
    const labels = { team: 'web', tier: 1 };
    const only = onlySlo(file([slo({ description: 'cards', labels: { tier: 2, paid: true } })], { labels }));
    expect(only).toMatchObject({
      id: 'shop/paid',
      service: 'shop',
      name: 'paid',
      objective: { target: 0.999, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } },
      metadata: { description: 'cards', labels: { team: 'web', tier: '2', paid: 'true' }, links: {} },
      source: { file: '0.yaml', line: 4 },
    });
  });

  // Its first releases spelt a resource's fields as files do.
  test('is the same in a resource of former spelling', () => {
    const alerting = {
      name: 'PaidFails',
      page_alert: { labels: { to: 'phone' } },
      ticket_alert: { disable: true },
    };
    const spec = { service: 'shop', slos: [slo({ alerting })] };
    const { source: _file, metadata, ...rest } = onlySlo(file([slo({ alerting })]));
    const former = onlySlo(resource(spec));
    expect(former).toMatchObject(rest);
    expect(former.metadata.alerting).toEqual(metadata.alerting);
    const sli = raw('1 - avg_over_time(up[{{.window}}])');
    expect(onlySlo(resource({ service: 'shop', slos: [slo({ sli })] })).sli.derivation.kind).toBe(
      'time-weighted-ratio',
    );
  });

  test('of a plugin is refused by its name, whatever else is wrong with it', () => {
    const plugged = {
      name: 'paid',
      objective: 99.9,
      sli: { plugin: { id: 'ours/paid' } },
      alerting: { page_alert: {} },
    };
    expect(findings(resource({ service: 'shop', slos: [plugged] }))).toEqual([
      'error sli-plugin 12:15',
      'error unknown-field 14:9',
    ]);
    const chained = slo({
      objective: 'high',
      plugins: { chain: [{ id: 'sloth.dev/contrib/sli_total_amount/v1' }] },
    });
    expect(read([file([chained])]).problems).toContainEqual(
      expect.objectContaining({
        code: 'slo-plugin',
        mend: 'remove it: slo:events:increase has the events of every window',
      }),
    );
  });

  // Sloth's google-30d: per cent of the budget, long window, short window; its burn rate is per cent × period / long window.
  test.each([
    ['page', 2, HOUR, 5 * MINUTE, 14.4],
    ['page', 5, 6 * HOUR, 30 * MINUTE, 6],
    ['ticket', 10, DAY, 2 * HOUR, 3],
    ['ticket', 10, 3 * DAY, 6 * HOUR, 1],
  ])('%s: %d %% of the budget in %d ms', (severity, percent, longWindow, shortWindow, burnRate) => {
    const { alertPolicies, objective } = onlySlo(file([slo()]));
    expect(alertPolicies).toHaveLength(4);
    const [tier] = alertPolicies.filter((each) => each.longWindow === longWindow);
    expect(tier).toMatchObject({ severity, longWindow, shortWindow, burnRateThreshold: burnRate });
    expect(burnRate).toBeCloseTo((percent / 100) * ((30 * DAY) / longWindow), 12);
    expect(tier && budgetShare(objective, tier)).toBeCloseTo(percent / 100, 12);
    // What sloth has not: fewer failures than this wake nobody.
    expect(tier?.minBadEvents).toBe(3);
  });

  test('tiers that the objective puts out of reach are left out, with a warning', () => {
    const { slos, problems } = read([file([slo({ objective: 90 })])]);
    expect(slos[0]?.alertPolicies.map(({ id }) => id)).toEqual(['page-6h', 'ticket-1d', 'ticket-3d']);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning unreachable-alert-windows',
    ]);
  });

  test.each([
    [0, 'error target-zero 5:16'],
    [-1, 'error target-zero 5:16'],
    [100, 'error target-full 5:16'],
    [101, 'error target-full 5:16'],
    [1.5, 'warning unreachable-alert-windows 5:5'],
  ])('an objective of %d', (objective, expected) => {
    expect(findings(file([slo({ objective })]))).toEqual([expected]);
  });

  test('an objective that looks like a ratio is per cent all the same, and a warning says so', () => {
    expect(findings(file([slo({ objective: 0.999 })]))).toContain('warning objective-in-percent 5:5');
    expect(onlySlo(file([slo({ objective: 0.999 })])).objective.target).toBe(0.00999);
  });

  test('per cent become the nearest ratio', () => {
    expect(onlySlo(file([slo({ objective: 99.95 })])).objective.target).toBe(0.9995);
  });

  test('as a resource it means the same, and what the resource says of itself stays', () => {
    const { error_query: errorQuery, total_query: totalQuery } = EVENTS.events;
    const alerting = {
      name: 'PaidFails',
      pageAlert: { labels: { team: 'night' } },
      ticketAlert: { disable: true },
    };
    const spec = { service: 'shop', slos: [slo({ sli: { events: { errorQuery, totalQuery } }, alerting })] };
    const metadata = {
      name: 'shop-slos',
      namespace: 'web',
      uid: 'f00',
      labels: { app: 'sloth' },
      annotations: { note: 'n' },
    };
    const { source, metadata: told, ...meaning } = onlySlo(resource(spec, { metadata, status: {} }));
    const { page_alert, ticket_alert } = {
      page_alert: alerting.pageAlert,
      ticket_alert: alerting.ticketAlert,
    };
    const own = onlySlo(file([slo({ alerting: { name: 'PaidFails', page_alert, ticket_alert } })]));
    expect({ ...meaning, metadata: { ...told, annotations: undefined } }).toEqual({
      ...own,
      metadata: { ...own.metadata, annotations: undefined },
      source: undefined,
    });
    expect(source.line).toBe(14);
    expect(told.annotations).toEqual({
      'metadata/name': 'shop-slos',
      'metadata/namespace': 'web',
      'metadata/labels/app': 'sloth',
      'metadata/annotations/note': 'n',
    });
  });

  test('several documents of either form, in one file or in several', () => {
    const { error_query: errorQuery, total_query: totalQuery } = EVENTS.events;
    const one = file([slo(), slo({ name: 'other' })]);
    const two = resource({ service: 'cart', slos: [slo({ sli: { events: { errorQuery, totalQuery } } })] });
    const together = read([one, two]);
    expect(together.slos.map(({ id }) => id)).toEqual(['cart/paid', 'shop/other', 'shop/paid']);
    expect(together.problems).toEqual([]);
    expect(read([two], [one]).slos.map(({ id }) => id)).toEqual(together.slos.map(({ id }) => id));
  });

  test('one that is broken leaves the others standing', () => {
    const { slos, problems } = read([
      file([slo({ name: 'a', objective: '99' }), slo({ name: 'b', objective: 100 }), slo()]),
    ]);
    expect(slos.map(({ name }) => name)).toEqual(['paid']);
    expect(problems.map(({ code }) => code)).toEqual(['wrong-type', 'target-full']);
  });

  test('a document that is broken as a whole is checked to its end', () => {
    const { slos, problems } = read([
      file([slo({ objective: 100 }), slo()], { labels: 'web', service: 'shop' }),
    ]);
    expect(slos).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['target-full', 'wrong-type']);
  });
});

describe('what sloth measures', () => {
  test('events are counted, whatever the window', () => {
    expect(sliOf(EVENTS)).toEqual({
      bad: ['+ paid_total{code=~"5.."}'],
      total: ['+ paid_total'],
      kind: 'explicit',
    });
    const events = {
      error_query:
        '(\n  sum(rate(a_count[{{ .window }}]))\n  -\n  sum(rate(a_bucket{le="0.4"}[{{.window}}]))\n)\n',
      total_query: 'sum(increase(a_count[{{.window}}]))',
    };
    expect(sliOf({ events })).toMatchObject({
      bad: ['+ a_count', '- a_bucket{le="0.4"}'],
      total: ['+ a_count'],
    });
  });

  test('a raw ratio of counters is counted by its events', () => {
    const failed = 'sum(rate(a_total{ok="0"}[{{.window}}])) / sum(rate(a_total[{{.window}}]))';
    expect(sliOf(raw(failed))).toMatchObject({ bad: ['+ a_total{ok="0"}'], total: ['+ a_total'] });
    const served = '1 - (sum(rate(a_total{ok="1"}[{{.window}}])) / sum(rate(a_total[{{.window}}])))';
    expect(sliOf({ raw: { errorRatioQuery: failed } })).toEqual(sliOf(raw(failed)));
    expect(sliOf(raw(served))).toMatchObject({ bad: ['+ a_total{ok!="1"}'], total: ['+ a_total'] });
  });

  test('any other raw ratio is looked at, and every look weighs the same', () => {
    expect(sliOf(raw('1 - avg_over_time(up{job="a"}[{{.window}}])'))).toEqual({
      bad: ['+ (1 - avg_over_time(up{job="a"}[2m])) every 30s as share'],
      total: ['+ (1 - avg_over_time(up{job="a"}[2m])) every 30s as samples'],
      kind: 'time-weighted-ratio',
    });
  });

  test('a warning says so where sloth would weigh it by its events', () => {
    const clamped = 'clamp_max(sum(rate(a_total{ok="0"}[{{.window}}])) / sum(rate(a_total[{{.window}}])), 1)';
    expect(findings(file([slo({ sli: raw(clamped) })]))).toEqual(['warning time-weighted 8:9']);
    expect(findings(file([slo({ sli: raw('1 - avg_over_time(up[{{.window}}])') })]))).toEqual([]);
  });

  test('events that are sums of samples are looked at as a ratio, and a warning says so', () => {
    const events = {
      error_query: 'sum_over_time((count(x < 0.5))[{{.window}}:]) OR on() vector(0) # odd',
      total_query: 'sum_over_time((count(x))[{{ .window }}:1m])',
    };
    expect(sliOf({ events }).bad).toEqual([
      '+ ((sum_over_time((count(x < 0.5))[2m:]) OR on() vector(0)      \n) / (sum_over_time((count(x))[2m:1m])\n)) every 30s as share',
    ]);
    expect(findings(file([slo({ sli: { events } })]))).toEqual(['warning time-weighted 7:7']);
  });

  test('a plugin is refused by its name', () => {
    const { problems } = read([
      file([slo({ sli: { plugin: { id: 'lib/availability', options: { job: 'a' } } } })]),
    ]);
    expect(problems).toMatchObject([
      {
        code: 'sli-plugin',
        line: 8,
        column: 13,
        message: '"lib/availability" is a plugin: a program that sloth runs to write the query',
        mend: expect.stringContaining('error_query and total_query'),
      },
    ]);
  });

  test.each([
    ['nothing', {}, 'nothing-counted 6:10'],
    ['two ways', { ...EVENTS, ...raw('x') }, 'two-definitions 11:9'],
    [
      'two counts that are one',
      { events: { error_query: 'a_total', total_query: 'sum(a_total)' } },
      'always-one 8:22',
    ],
    ['a group', { events: { error_query: 'sum by (x) (a_total)', total_query: 'b_total' } }, 'promql 8:22'],
    ['no PromQL', raw('rate('), 'promql 8:33'],
    [
      'no window',
      { events: { error_query: 'a_total{{.x}}', total_query: 'b_total' } },
      'query-template 8:29',
    ],
    ['one in a name', raw('a:rate{{.window}}'), 'query-template 8:34'],
    ['an open one', raw('a[{{.window'), 'query-template 8:30'],
    ['an unknown field', { raw: { error_query: 'x' } }, 'unknown-field 8:9'],
  ])('%s is refused where it stands', (_what, sli, expected) => {
    expect(findings(file([slo({ sli })])).join()).toBe(
      expected
        .split(',')
        .map((each) => `error ${each}`)
        .join(),
    );
  });
});

describe('what is no SLO of sloth’s that can be kept', () => {
  const plugins = (...ids: string[]) => ({ chain: ids.map((id) => ({ id, priority: 1 })) });

  test('plugins are refused one by one, with what to write instead', () => {
    const chain = plugins('sloth.dev/core/debug/v1', 'sloth.dev/contrib/alert_for/v1', 'mine/v1');
    const { slos, problems } = read([
      file([slo({ plugins: plugins('mine/v2') }), slo({ name: 'b' })], { slo_plugins: chain }),
    ]);
    expect(slos).toEqual([]);
    expect(problems.map(({ code, message, mend }) => [code, message.split(' ')[0], mend])).toEqual(
      expect.arrayContaining([
        ['slo-plugin', '"sloth.dev/core/debug/v1"', 'remove it'],
        [
          'slo-plugin',
          '"sloth.dev/contrib/alert_for/v1"',
          'remove it: the windows are the delay of an alert',
        ],
        ['slo-plugin', '"mine/v1"', 'remove it, and write what it does in the SLO itself'],
        ['slo-plugin', '"mine/v2"', 'remove it, and write what it does in the SLO itself'],
      ]),
    );
    expect(findings(file([slo({ plugins: { overridePrevious: true } })]))).toEqual(['error slo-plugin 13:7']);
    expect(findings(file([slo()], { slo_plugins: null }))).toEqual([]);
  });

  test('intervals of rules are a warning, labels of the info series are kept in words', () => {
    const told = slo({ interval: { all: '5m' }, infoLabels: { grade: 'A' } });
    expect(findings(file([told]))).toEqual(['warning rule-interval 12:5']);
    expect(onlySlo(file([told])).metadata.annotations).toEqual({ 'info_labels/grade': 'A' });
  });

  test.each([
    [{ ...file([slo()]), version: 'prometheus/v2' }, 'sloth-version 1:10'],
    [{ version: 'alertWindows/v1', sloPeriod: '30d' }, 'sloth-version 1:10'],
    [{ ...resource({}), apiVersion: 'sloth.slok.dev/v2' }, 'sloth-version 1:13'],
    [{ ...resource({}), kind: 'PrometheusServiceLevels' }, 'sloth-kind 2:7'],
    [file([slo({ name: 'a b' })]), 'bad-format 4:11'],
    [file([], { service: 'firebreak', slos: [slo({ name: 'prometheus' })] }), 'reserved-name 4:11'],
    [file([]), 'empty 3:7'],
    [resource({ service: 'shop' }), 'missing-field 5:1'],
    [file([slo({ labels: { 'a-b': 'x' } })]), 'bad-name 13:7'],
  ])('%j is an error', (document, expected) => {
    expect(findings(document)).toEqual([`error ${expected}`]);
  });
});
