import { describe, expect, it } from 'vitest';
import type { Replay } from '../../../src/core/backtest/replay-result.js';
import { trafficByHour } from '../../../src/core/events/traffic-by-hour.js';
import { DAY, HOUR } from '../../../src/core/time/duration.js';
import { chooseRules } from '../../../src/lint/choose-rules.js';
import { lint } from '../../../src/lint/lint.js';
import type { LiveFacts } from '../../../src/lint/live-facts.js';
import { readSpecs } from '../../../src/spec/read-specs.js';

const SPEC = `service: shop
owner: shop-team
links: {runbook: https://runbooks.example.org/shop}
slis:
  answered:
    bad: sum(rate(http_errors[5m]))
    total: sum(rate(http_requests[5m]))
slos:
  - {sli: answered, target: 99.9%, window: 30d}
`;

/** Findings of one SLO of which a Prometheus says this, as `rule line:column message; mend`. */
function found(facts: LiveFacts, text = SPEC): string[] {
  const files = [{ path: 'a.yaml', text }];
  const read = readSpecs(files);
  const choice = chooseRules(undefined, []);
  if (!choice.ok) throw new Error(choice.message);
  const live = read.slos.map((slo) => ({ slo, facts }));
  return lint({ files, ...read }, { chosen: choice.chosen, live }).map(
    ({ code, line, column, message, mend }) => `${code} ${line}:${column} ${message}; ${mend}`,
  );
}

const replayOf = (more: Partial<Replay>): Replay => {
  const [slo] = readSpecs([{ path: 'a.yaml', text: SPEC }]).slos;
  if (!slo) throw new Error('the spec is sound');
  const budget = { kind: 'unknown', windowMs: 0, coverage: 0, reason: 'not-evaluated' } as const;
  const events = { bad: 10, total: 100_000, coverage: 1 };
  const nothing = { episodes: [], pagesPerWeek: 0, lowest: undefined, bands: [], trace: [] };
  return { slo, from: 0, to: 30 * DAY, events, budget, ...nothing, ...more };
};
const exhausted = (ms: number) => ({ band: 'exhausted', gate: 'block', ms }) as const;
const unknown = { band: 'unknown', gate: 'unknown', ms: DAY } as const;

describe('rules that look at a Prometheus', () => {
  it('find nothing in what was not asked', () => {
    expect(found({})).toEqual([]);
  });

  it('tell that it did not answer, whatever is chosen', () => {
    expect(found({ failure: 'connection refused' })).toEqual([
      'prometheus-failed 9:6 Prometheus does not say what it has of shop/answered: connection refused; check the URL, and that it answers',
    ]);
  });

  it('know a gauge and a counter by what exporters say', () => {
    expect(found({ types: new Map([['http_requests', 'counter']]) })).toEqual([]);
    expect(found({ types: new Map([['http_requests', 'gauge']]) })[0]).toMatch(
      /^gauge-as-counter 7:5 http_requests is a gauge as its exporter says/,
    );
    const looked = SPEC.replace(/ {4}bad.*\n.*\n/, '    gauge: backlog\n');
    expect(found({ types: new Map([['backlog', 'gauge']]) }, looked)).toEqual([]);
    expect(found({ types: new Map([['backlog', 'counter']]) }, looked)[0]).toMatch(
      /^counter-as-gauge 6:5 backlog is a counter as its exporter says/,
    );
  });

  it.each([
    [{ bad: 1000, total: 1010 }, undefined],
    [{ bad: 1025, total: 1010 }, undefined],
    [{ bad: 5, total: 0 }, undefined],
    [{ bad: 1040, total: 1010 }, '1040 bad events are counted, of 1010'],
    [{ bad: -30, total: 1010 }, '1040 good events are counted, of 1010'],
  ])('hold %j against each other', (day, words) => {
    const [first] = found({ day });
    if (words === undefined) expect(first).toBeUndefined();
    else expect(first).toContain(words);
  });

  it('reckon what a window loads', () => {
    expect(found({ size: { series: 2800, samplesPerHour: 240 } })).toEqual([]);
    expect(found({ size: { series: 3000, samplesPerHour: 240 } })[0]).toContain(
      'costly-window 7:5 3000 series over 3d are 52 million samples',
    );
  });

  it('hold the window against what is kept', () => {
    expect(found({ retentionMs: 30 * DAY })).toEqual([]);
    expect(found({ retentionMs: 15 * DAY })[0]).toMatch(
      /^window-beyond-retention 9:44 .* keeps 15d; .*--storage\.tsdb\.retention\.time=30d/,
    );
  });

  it('find the pages that sleep at night', () => {
    const day = (events: number) =>
      trafficByHour(
        Array.from({ length: 24 }, (_, hour) => ({ start: hour * HOUR, events: hour ? 50 : events })),
      );
    const at = (events: number) => {
      const hours = day(events);
      return found(hours ? { hours } : {});
    };
    expect(at(3)).toEqual([]);
    expect(at(2)).toEqual([
      'asleep-when-quiet 9:44 page-1h cannot fire at its quietest: 1h then hold 2 events, and it takes 3 bad ones; add synthetic traffic: a probe that asks every 1m40s or more often',
    ]);
  });
});

describe('rules that look at a replay', () => {
  it('never judge by less than a week of data', () => {
    const events = { bad: 0, total: 100_000, coverage: 6.9 / 30 };
    expect(found({ replay: replayOf({ events, pagesPerWeek: 9, bands: [exhausted(DAY)] }) })).toEqual([]);
  });

  it('find an SLO without any bad event, when there were enough', () => {
    const of = (bad: number, total: number) =>
      found({ replay: replayOf({ events: { bad, total, coverage: 0.5 } }) });
    expect(of(0, 999)).toEqual([]);
    expect(of(1, 5000)).toEqual([]);
    expect(of(0, 5000)[0]).toContain(
      'never-an-error 6:5 shop/answered has had no bad event among 5000 in 15 days',
    );
  });

  it.each([
    [0.0123, '98.7%'],
    [0.0003, '99.97%'],
    [0.5, '50%'],
    [1, undefined],
  ])('name the target that would have held when %f failed at worst', (worst, target) => {
    const lowest = { at: 0, remaining: 1 - worst / 0.001 };
    const [first] = found({ replay: replayOf({ bands: [unknown, exhausted(29 * DAY)], lowest }) });
    expect(first).toContain(
      'always-out-of-budget 9:29 the budget of shop/answered was exhausted all of the 30 days',
    );
    expect(first).toContain(
      target === undefined ? 'no target would have held' : `a target of ${target} would`,
    );
  });

  it('leave an SLO alone that had budget for a while', () => {
    const some = { band: 'below-25', gate: 'warn', ms: 60_000 } as const;
    expect(found({ replay: replayOf({ bands: [exhausted(29 * DAY), some] }) })).toEqual([]);
    expect(found({ replay: replayOf({ bands: [unknown] }) })).toEqual([]);
  });

  it('count pages by the week that is known', () => {
    const at = (pagesPerWeek: number, coverage: number) =>
      found({ replay: replayOf({ pagesPerWeek, events: { bad: 9, total: 9999, coverage } }) });
    expect(at(5, 1)).toEqual([]);
    expect(at(2.6, 0.5)[0]).toContain('too-many-pages 9:36 shop/answered would have paged 5.2 times a week');
  });
});

it('a suppression of a live rule is called useless only when a Prometheus was asked', () => {
  const text = SPEC.replace(
    '  - {sli',
    '  # firebreak-lint-disable-next-line costly-window: it is read once\n  - {sli',
  );
  const files = [{ path: 'a.yaml', text }];
  const chosen = new Set(['costly-window', 'unused-suppression']);
  expect(lint({ files, ...readSpecs(files) }, { chosen })).toEqual([]);
  expect(found({ failure: 'down' }, text).map((line) => line.split(' ')[0])).toEqual(['prometheus-failed']);
  expect(found({}, text)[0]).toContain('unused-suppression 9:3');
  expect(found({ size: { series: 9000, samplesPerHour: 240 } }, text)).toEqual([]);
});

it('a suppression at one of two SLOs that share a fault is of use, and the other is told', () => {
  const text = SPEC.replace(
    '  - {sli: answered, target: 99.9%, window: 30d}\n',
    `  - {sli: answered, target: 99.9%, window: 30d}
  # firebreak-lint-disable-next-line overlapping-slos, costly-window: it is tried out
  - {name: tighter, sli: answered, target: 99.99%, window: 30d}
`,
  );
  const costly = { size: { series: 9000, samplesPerHour: 240 } };
  expect(found(costly, text).map((line) => line.split(' ').slice(0, 2))).toEqual([['costly-window', '7:5']]);
});
