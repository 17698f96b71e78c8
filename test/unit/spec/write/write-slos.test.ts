import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Slo } from '../../../../src/core/slo/slo.js';
import { placeFields } from '../../../../src/spec/fields/place-fields.js';
import { readSpecs } from '../../../../src/spec/read-specs.js';
import { routeSpec } from '../../../support/route-template.js';
import { meaningOf } from '../../../../src/spec/write/meaning.js';
import { type Form, writeSlos } from '../../../../src/spec/write/write-slos.js';

/** All but where it was written, and in which words its events were found. */
const meaning = (text: string) => {
  const { slos, problems } = readSpecs([{ path: 'a.yaml', text }]);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return slos.map(({ source: _source, sli, ...rest }) => {
    const { derivation, ...counts } = sli;
    return { ...rest, sli: { ...counts, threshold: derivation.threshold } };
  });
};

const spoken = (slos: readonly Slo[]) => slos.map((slo) => ({ slo }));

const query = (text: string) => ({ metricSource: { type: 'Prometheus', spec: { query: text } } });

function holds(text: string, form: Form = 'firebreak') {
  const { slos } = readSpecs([{ path: 'a.yaml', text }]);
  const written = writeSlos(spoken(slos), form);
  expect(written.problems).toEqual([]);
  expect(meaning(written.text)).toEqual(meaning(text));
}

describe('writing SLO files of our own', () => {
  test('the mission’s own file means the same', () => {
    holds(readFileSync('slo-specs/checkout-api.yaml', 'utf8'));
  });

  test.each(['[route]', '{labels: [tenant, route], max: 7, keep: 36h}'])(
    'group_by: %s means the same',
    (groupBy) => {
      const { templates } = readSpecs([{ path: 'a.yaml', text: routeSpec(groupBy) }]);
      const { text, problems } = writeSlos(templates, 'firebreak');
      expect(problems).toEqual([]);
      const [again] = readSpecs([{ path: 'a.yaml', text }]).templates;
      expect(again?.grouping).toEqual(templates[0]?.grouping);
      expect(again?.slo.id).toBe(templates[0]?.slo.id);
    },
  );

  const tier = fc.record({
    severity: fc.constantFrom('page', 'ticket'),
    short_window: fc.constantFrom('25s', '5m', '30m'),
    long_window: fc.constantFrom('1h', '6h', '90m', '1d'),
    burn_rate: fc.integer({ min: 1, max: 1999 }).map((tenths) => tenths / 10),
    min_bad_events: fc.nat({ max: 100 }),
  });
  const counter = fc.constantFrom('a_total', 'b_total{x="1"}', 'c{y=~"a|\\"b\\"", z!="\\\\"}', 'd_count');
  const word = fc.constantFrom('plain', 'with: colon', '"quoted"', '1.50', 'yes', 'ü — é');
  const file = fc.record({
    service: fc.constantFrom('shop', '007', 'a.b-c'),
    owner: fc.option(word, { nil: undefined }),
    slis: fc.record({
      one: fc.record({
        description: fc.option(word, { nil: undefined }),
        bad: counter,
        total: fc.constant('all_total - health_total'),
      }),
    }),
    slos: fc.tuple(
      fc.record({
        sli: fc.constant('one'),
        name: fc.constantFrom('one', 'other'),
        target: fc.integer({ min: 99_500, max: 99_999 }).map((n) => `${n / 1000}%`),
        window: fc.constantFrom('30d', '28d', '1w', '36h'),
        burn_rate_alerts: fc.option(
          fc.uniqueArray(tier, {
            maxLength: 4,
            selector: (t) => `${t.severity}${t.long_window}${t.burn_rate}`,
          }),
          { nil: undefined },
        ),
        labels: fc.dictionary(fc.constantFrom('team', 'tier'), word),
        annotations: fc.option(fc.dictionary(fc.constantFrom('x/y', 'display_name'), word), {
          nil: undefined,
        }),
        alerting: fc.option(
          fc.record(
            {
              page: fc.record({ labels: fc.dictionary(fc.constantFrom('team', 'severity'), word) }),
              ticket: fc.record({ annotations: fc.dictionary(fc.constantFrom('summary', 'runbook'), word) }),
            },
            { requiredKeys: [] },
          ),
          { nil: undefined },
        ),
      }),
    ),
  });

  test('whatever a file says of counters, its writing means the same', () => {
    fc.assert(
      fc.property(file, (spec) => holds(JSON.stringify(spec))),
      { numRuns: 100 },
    );
  });

  test('error budget policies keep their bands and gates', () => {
    const policy =
      '{budget_remaining_above_40pct: ship, budget_remaining_below_40pct: {consequence: slow, gate: block}, budget_exhausted: stop}';
    holds(
      `{service: s, slis: {i: {bad: a, total: b}}, slos: [{sli: i, target: 99%, window: 30d}], error_budget_policy: ${policy}}`,
    );
  });

  test.each(['firebreak-kinds', 'sloth-file', 'sloth-resource'])('%s means the same', (name) => {
    holds(readFileSync(`test/fixtures/specs/sound/${name}.yaml`, 'utf8'));
  });

  test('an indicator that has no form is refused at its SLO, and the others are written', () => {
    const slo = (name: string, ratioMetric: object) => ({
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name, displayName: name.toUpperCase() },
      spec: {
        service: 's',
        indicator: { metadata: { name }, spec: { ratioMetric } },
        timeWindow: [{ duration: '4w', isRolling: true }],
        budgetingMethod: 'Occurrences',
        objectives: [{ target: 0.999 }],
      },
    });
    const counters = slo('a', { counter: true, good: query('x{ok="1"}'), total: query('x') });
    const text = JSON.stringify([counters, slo('b', { rawType: 'failure', raw: query('y:ratio') })]);
    const slos = readSpecs([{ path: 'a.yaml', text }]).slos.map((each) =>
      each.name === 'b' ? { ...each, sli: { ...each.sli, bad: [] } } : each,
    );
    const written = writeSlos(spoken(slos), 'firebreak');
    expect(written.problems).toEqual([
      expect.objectContaining({
        message: 's/b: a file of firebreak has no way to write its indicator "b" (time-weighted-ratio)',
        file: 'a.yaml',
        line: 1,
      }),
    ]);
    expect(meaning(written.text)).toEqual(meaning(JSON.stringify(counters)));
  });

  test('what our files do not take is named', () => {
    const text = JSON.stringify({
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'a', labels: { 'example.com/team': 'x' } },
      spec: {
        service: 's',
        indicator: {
          metadata: { name: 'i' },
          spec: {
            ratioMetric: {
              bad: { metricSource: { type: 'Prometheus', spec: { query: 'a_total' } } },
              total: { metricSource: { type: 'Prometheus', spec: { query: 'b_total' } } },
            },
          },
        },
        timeWindow: [{ duration: '4w', isRolling: true }],
        budgetingMethod: 'Occurrences',
        objectives: [{ target: 0.999 }],
      },
    });
    const written = writeSlos(spoken(readSpecs([{ path: 'a.yaml', text }]).slos), 'firebreak');
    expect(written.text).toBe('');
    expect(written.problems.map(({ message }) => message)).toEqual([
      's/a: a file of firebreak does not take it: "example.com/team" cannot be used as a name here',
    ]);
  });

  test('what only pages carry is no part of OpenSLO', () => {
    const text =
      '{service: s, slis: {i: {bad: a, total: b}}, slos: [{sli: i, target: 99%, window: 30d, alerting: {page: {labels: {team: x}}}}]}';
    const { slos } = readSpecs([{ path: 'a.yaml', text }]);
    expect(writeSlos(spoken(slos), 'openslo').problems.map(({ message }) => message)).toEqual([
      's/i: a file of openslo cannot say its alerting as it is (page.labels.team: "x" would be lost)',
    ]);
  });

  test('counters go to OpenSLO and back', () => {
    const tiers = file.map(({ owner: _owner, ...spec }) => ({
      ...spec,
      slos: spec.slos.map(({ alerting: _alerting, ...slo }) => ({
        ...slo,
        burn_rate_alerts: slo.burn_rate_alerts?.map((each) => ({
          ...each,
          // A short window below a twelfth of the long one, and another floor, are no alert of OpenSLO.
          short_window: each.long_window === '1d' ? '2h' : '30m',
          min_bad_events: 3,
        })),
      })),
    }));
    fc.assert(
      fc.property(tiers, (spec) => {
        holds(JSON.stringify(spec), 'openslo');
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    [{ thresholdMetric: query('lag{x="1"}') }, { op: 'lte', value: 3, target: 0.99 }],
    [{ thresholdMetric: query('sum(lag)') }, { op: 'gt', value: 0.5, target: 0.99 }],
    [{ ratioMetric: { rawType: 'failure', raw: query('a:ratio') } }, { target: 0.99 }],
    [{ ratioMetric: { rawType: 'success', raw: query('a:ratio / 2') } }, { target: 0.99 }],
  ])('samples go to OpenSLO and back: %j', (spec, objective) => {
    const slo = {
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'a', displayName: 'A', labels: { team: ['x', 'y'] } },
      spec: {
        description: 'd',
        service: 's',
        indicator: { metadata: { name: 'i', displayName: 'I' }, spec },
        timeWindow: [{ duration: '1M', isRolling: true }],
        budgetingMethod: 'Occurrences',
        objectives: [objective],
        alertPolicies: [],
      },
    };
    holds(JSON.stringify(slo), 'openslo');
  });

  test.each([
    '{calendar: month, time_zone: Europe/Berlin}',
    '{calendar: week}',
    '{calendar: quarter, time_zone: Asia/Kolkata}',
    '{calendar: year}',
  ])('a window of the calendar goes to OpenSLO and back: %s', (window) => {
    holds(
      `{service: s, slis: {i: {bad: a, total: b}}, slos: [{sli: i, target: 99%, window: ${window}, burn_rate_alerts: []}]}`,
      'openslo',
    );
  });

  test.each([
    ['Occurrences', {}, {}],
    ['Timeslices', { timeSliceTarget: 0.9, timeSliceWindow: '5m' }, { displayName: 'Fast enough' }],
  ])('a composite of OpenSLO by %s stays one, and becomes one of ours', (budgetingMethod, fields, named) => {
    const part = (name: string, counter: string) => ({
      ...fields,
      indicator: {
        metadata: { name },
        spec: {
          ratioMetric: { counter: true, bad: query(`${counter}_bad`), total: query(`${counter}_all`) },
        },
      },
    });
    const text = JSON.stringify({
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'journey', displayName: 'All of it', labels: { team: 'a' } },
      spec: {
        description: 'one after the other',
        service: 's',
        timeWindow: [{ duration: '4w', isRolling: true }],
        budgetingMethod,
        objectives: [
          { target: 0.99, compositeWeight: 3, ...part('paid', 'x') },
          { target: 0.95, ...named, ...part('fast', 'y') },
        ],
      },
    });
    const { slos } = readSpecs([{ path: 'a.yaml', text }]);
    expect(slos).toHaveLength(3);
    for (const form of ['openslo', 'firebreak'] as const) {
      const written = writeSlos(spoken(slos), form);
      expect(written.problems).toEqual([]);
      const again = readSpecs([{ path: 'a.yaml', text: written.text }]).slos;
      expect(again.map(meaningOf)).toEqual(slos.map(meaningOf));
    }
    expect(writeSlos(spoken(slos), 'openslo').text.match(/kind: SLO$/gm)).toHaveLength(1);
  });

  const named = (alerting: string) =>
    readSpecs([
      {
        path: 'a.yaml',
        text: `service: s
slis: {i: {bad: a, total: b}}
slos:
  - {sli: i, target: 99%, window: 30d, alerting: ${alerting}}
`,
      },
    ]).slos;

  test('a name of alerts alone becomes a label, and is told', () => {
    const slos = named('{page: {labels: {alert_name: Fails}}, ticket: {labels: {alert_name: Fails}}}');
    const { text, problems } = writeSlos(spoken(slos), 'openslo');
    expect(problems).toMatchObject([{ code: 'written-otherwise', severity: 'warning', line: 4 }]);
    const [again] = readSpecs([{ path: 'a.yaml', text }]).slos;
    expect(again?.metadata.labels).toEqual({ alert_name: 'Fails' });
  });

  test.each([
    [
      '{page: {labels: {alert_name: Fails}}, ticket: {labels: {alert_name: Warns}}}',
      'page.labels.alert_name: "Fails" would be lost, ticket.labels.alert_name: "Warns" would be lost',
    ],
    ['{page: {labels: {alert_name: Fails}}}', 'page.labels.alert_name: "Fails" would be lost'],
    [
      '{page: {labels: {alert_name: Fails, team: x, tier: 1}}, ticket: {labels: {alert_name: Fails}}}',
      'page.labels.alert_name: "Fails" would be lost, page.labels.team: "x" would be lost, page.labels.tier: "1" would be lost and 1 more',
    ],
  ])('%s is more than one name', (alerting, lost) => {
    expect(writeSlos(spoken(named(alerting)), 'openslo').problems.map(({ message }) => message)).toEqual([
      `s/i: a file of openslo cannot say its alerting as it is (${lost})`,
    ]);
  });

  test('a tier that cannot be said is named, with what would become of it', () => {
    const text = `service: s
slis:
  i: {bad: 'a_total', total: 'b_total'}
slos:
  - sli: i
    target: 99%
    window: 30d
    burn_rate_alerts: [{severity: ticket, short_window: 6h, long_window: 4d, burn_rate: 1x}]
`;
    const { slos } = readSpecs([{ path: 'a.yaml', text }]);
    expect(writeSlos(spoken(slos), 'openslo').problems.map(({ message }) => message)).toEqual([
      's/i: a file of openslo cannot say its alerts as it is (ticket-4d.shortWindow: 6h would be 8h)',
    ]);
  });

  test('a gauge that has to equal something is refused in words of the file, with all else that is lost', () => {
    const text = `service: s
owner: me
slis:
  i: {gauge: 'probe_success{x="1"}'}
slos:
  - {sli: i, target: 99%, window: 30d, links: {runbook: 'https://example.com'}}
`;
    const files = [{ path: 'a.yaml', text }];
    const { slos } = readSpecs(files);
    const { problems } = writeSlos(spoken(slos), 'openslo', placeFields(files));
    expect(problems.map(({ message, line, column }) => `${line}:${column} ${message}`)).toEqual([
      '4:7 s/i: a file of openslo compares by lt, lte, gt and gte alone, and cannot say that good is == 1',
      '2:1 s/i: a file of openslo cannot say its owner as it is ("me" would be lost)',
      '6:40 s/i: a file of openslo cannot say its links as it is (runbook: "https://example.com" would be lost)',
    ]);
  });

  test('all that OpenSLO has no word for is named at once, at its field', () => {
    const path = 'slo-specs/checkout-api.yaml';
    const files = [{ path, text: readFileSync(path, 'utf8') }];
    const { text, problems } = writeSlos(spoken(readSpecs(files).slos), 'openslo', placeFields(files));
    expect(text).toBe('');
    const lost = (id: string) =>
      problems
        .filter(({ message }) => message.startsWith(`${id}:`))
        .map(({ message }) => message.slice(id.length + 2));
    expect(lost('checkout-api/availability')).toEqual([
      expect.stringContaining('cannot say its error budget policy as it is (stated: true would be false, '),
      'a file of openslo cannot say its owner as it is ("payments-team" would be lost)',
      'a file of openslo cannot say its review cadence as it is ("monthly" would be lost)',
      'a file of openslo cannot say its links as it is (runbook: "https://runbooks.example.org/checkout-api" would be lost)',
    ]);
    expect(new Set(problems.map(({ line }) => line)).size).toBeGreaterThan(2);
  });
});
