import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { writeSlos } from '../../../src/spec/write/write-slos.js';

const spoken = (slos: readonly Slo[]) => slos.map((slo) => ({ slo }));

function read(slo: string) {
  const sli = 'metric: "sum(rate(a_total{status!~\'5..\'}[5m])) / sum(rate(a_total[5m]))"';
  const text = `service: shop\nslis:\n  x: {${sli}}\nslos:\n  - sli: x\n    target: 99.9%\n${slo}\n`;
  const { slos, problems } = readSpecs([{ path: 'shop.yaml', text }]);
  return {
    slos,
    slo: slos[0],
    problems: problems.map(({ code, line, column, message, mend }) =>
      [`${code} ${line}:${column}`, message, mend].join(': '),
    ),
  };
}

const PAGE = 'severity: page, burn_rate: 10x';

describe('time slices of a file', () => {
  it('have a length, a share of good events, and a word for slices without traffic', () => {
    const { slo, problems } = read(
      '    window: 30d\n    time_slices: {length: 1m, good_when: 95%, without_traffic: ignored}',
    );
    expect(problems).toEqual([]);
    expect(slo?.timeSlices).toEqual({ lengthMs: MINUTE, goodShare: 0.95, withoutTraffic: 'ignored' });
    expect(slo?.alertPolicies.map(({ id, shortWindow }) => `${id} ${shortWindow / MINUTE}`)).toEqual([
      'page-1h 5',
      'page-6h 30',
      'ticket-1d 120',
      'ticket-3d 360',
    ]);
  });

  it('without traffic are good, and count by their share of bad events, when nothing is said', () => {
    const { slo } = read('    window: 30d\n    time_slices: {length: 5m}');
    expect(slo?.timeSlices).toEqual({ lengthMs: 5 * MINUTE, goodShare: undefined, withoutTraffic: 'good' });
  });

  it('lengthen short windows of the usual alerts to two slices, and leave out those of too few', () => {
    const five = read('    window: 30d\n    time_slices: {length: 5m, good_when: 95%}');
    expect(five.problems).toEqual([]);
    expect(five.slo?.alertPolicies[0]).toMatchObject({ longWindow: HOUR, shortWindow: 10 * MINUTE });
    const half = read('    window: 30d\n    time_slices: {length: 30m, good_when: 95%}');
    expect(half.slo?.alertPolicies[0]).toMatchObject({ longWindow: 6 * HOUR, shortWindow: HOUR });
    expect(half.problems).toEqual([
      'default-under-slices 5:5: of the default alerts page-1h are left out: their windows hold too few slices of 30m: use shorter slices, or state burn_rate_alerts with longer windows',
    ]);
  });

  it.each([
    ['time_slices: {length: 7m, good_when: 95%}', 'bad-slice-length 8:27'],
    ['time_slices: {length: 1s}', 'bad-slice-length 8:27'],
    ['time_slices: {length: soon}', 'bad-slice-length 8:27'],
    ['time_slices: {length: 1m, good_when: 0%}', 'bad-slice-target 8:42'],
    ['time_slices: {length: 1m, good_when: 101%}', 'bad-slice-target 8:42'],
    ['time_slices: {good_when: 95%}', 'missing-field 8:5'],
    ['time_slices: {length: 1m, without_traffic: bad}', 'wrong-value 8:48'],
    [
      'time_slices: {length: 1h, good_when: 95%}',
      'slice-over-budget 8:19: 30d may hold 0.72 bad slices of 1h',
    ],
    [
      `time_slices: {length: 5m, good_when: 95%}\n    burn_rate_alerts: [{${PAGE}, long_window: 1h, short_window: 5m}]`,
      'window-under-two-slices 9:88: 5m holds less than two slices of 5m, so that one bad slice would be all of it: use 10m or more',
    ],
    [
      `time_slices: {length: 5m, good_when: 95%}\n    burn_rate_alerts: [{${PAGE}, long_window: 1h, short_window: 10m, min_bad_events: 20}]`,
      'min-bad-events-out-of-reach 9:109: events are slices of 5m, of which 1h holds 12: 20 bad ones are never there: use 12 at most',
    ],
  ])('%s is told at its place', (slo, problem) => {
    expect(read(`    window: 30d\n    ${slo}`).problems.join('\n')).toContain(problem);
  });

  it.each([
    ['firebreak', '{length: 1m, good_when: 99.5%, without_traffic: ignored}'],
    ['firebreak', '{length: 5m}'],
    ['openslo', '{length: 1m, good_when: 99.5%}'],
    ['openslo', '{length: 5m}'],
  ] as const)('are written as files of %s and read again as they are: %s', (form, slices) => {
    const { slos } = read(`    window: 30d\n    time_slices: ${slices}`);
    const written = writeSlos(spoken(slos), form);
    expect(written.problems).toEqual([]);
    const [again] = readSpecs([{ path: 'again.yaml', text: written.text }]).slos;
    expect(again?.timeSlices).toEqual(slos[0]?.timeSlices);
    expect(again?.objective.sloWindow.durationMs).toBe(30 * DAY);
  });

  it('are not left out where they cannot be said', () => {
    const { slos } = read('    window: 30d\n    time_slices: {length: 1m, without_traffic: ignored}');
    const [problem] = writeSlos(spoken(slos), 'openslo').problems;
    expect(problem?.message).toContain('cannot say its time slices as it is');
  });
});
