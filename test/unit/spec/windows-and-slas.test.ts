import { describe, expect, it } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';

function read(slo: string) {
  const sli = 'metric: "sum(rate(a_total{status!~\'5..\'}[5m])) / sum(rate(a_total[5m]))"';
  const text = `service: shop\nslis:\n  x: {${sli}}\nslos:\n  - {sli: x, ${slo}}\n`;
  const { slos, problems } = readSpecs([{ path: 'shop.yaml', text }]);
  return {
    slo: slos[0],
    problems: problems.map(({ code, line, column, mend }) => `${code} ${line}:${column} ${mend}`),
  };
}

describe('windows and SLAs of a file', () => {
  it('take calendar windows in a time zone, UTC when none is said', () => {
    const berlin = read('target: 99.9%, window: {calendar: month, time_zone: Europe/Berlin}');
    expect(berlin.problems).toEqual([]);
    expect(berlin.slo?.objective.sloWindow).toMatchObject({
      kind: 'calendar',
      unit: 'month',
      timeZone: 'Europe/Berlin',
    });
    const year = read('target: 99.9%, window: {calendar: year}').slo?.objective.sloWindow;
    expect(year).toMatchObject({ unit: 'year', timeZone: 'UTC' });
  });

  it('take an SLA beside the SLO, over the same window unless it has its own', () => {
    const { slo, problems } = read(
      'target: 99.9%, window: 30d, sla: {target: 99.5%, consequence: credits, warn_at: 10%}',
    );
    expect(problems).toEqual([]);
    expect(slo?.sla).toEqual({
      objective: { target: 0.995, sloWindow: { kind: 'rolling', durationMs: 30 * 86_400_000 } },
      consequence: 'credits',
      warnAt: 0.1,
    });
  });

  it.each([
    [
      'target: 99.9%, window: {calendar: month, time_zone: Europe/Berln}',
      'unknown-time-zone 5:66 did you mean Europe/Berlin',
    ],
    ['target: 99.9%, window: 30d, sla: {target: 99.95%}', 'sla-not-looser 5:56'],
    ['target: 99.9%, window: 30d, sla: {target: 99%, warn_at: all}', 'bad-warn-at 5:70'],
    ['target: 99.9%, window: {calendar: fortnight}', 'wrong-value 5:48'],
  ])('%s is refused at its place', (slo, problem) => {
    expect(read(slo).problems.join('\n')).toContain(problem);
  });
});
