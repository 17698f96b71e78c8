import { describe, expect, it } from 'vitest';
import type { AskRange } from '../../../../src/adapters/prometheus/ask.js';
import { findGroups } from '../../../../src/adapters/prometheus/find-groups.js';
import type { RawSeries } from '../../../../src/adapters/prometheus/read-answer.js';
import type { CounterSelector, EventCount } from '../../../../src/core/slo/sli.js';
import { DAY, HOUR } from '../../../../src/core/time/duration.js';
import type { GroupRequest } from '../../../../src/engine/ports.js';

const counter = (metric: string, more: Partial<CounterSelector> = {}) => ({ metric, matchers: [], ...more });
const plus = (selector: CounterSelector): EventCount => [{ sign: 1, selector }];
const request = (total: EventCount, spanMs = HOUR): GroupRequest => ({
  key: 'x',
  total,
  labels: ['route', 'tenant'],
  from: 10 * DAY - spanMs,
  to: 10 * DAY,
});
const series = (metric: Readonly<Record<string, string>>, ...values: string[]): RawSeries => ({
  metric,
  values: values.map((value, i) => [i, value] as const),
});

function prometheus(...answers: readonly (readonly RawSeries[])[]) {
  const asked: { query: string; span: unknown }[] = [];
  const ask: AskRange = async (query, span) => {
    asked.push({ query, span });
    return { kind: 'answered', series: answers[asked.length - 1] ?? [] };
  };
  return { asked, ask };
}

describe('findGroups', () => {
  it('asks once for an hour, and day by day for longer', async () => {
    const { asked, ask } = prometheus();
    await findGroups([request(plus(counter('a_total')))], ask);
    await findGroups([request(plus(counter('a_total')), 3 * DAY)], ask);
    expect(asked).toEqual([
      {
        query: 'topk(2000, sum by (route, tenant) (increase(a_total[3600s])))',
        span: { from: 10 * DAY, to: 10 * DAY, step: HOUR },
      },
      {
        query: 'topk(2000, sum by (route, tenant) (increase(a_total[86400s])))',
        span: { from: 8 * DAY, to: 10 * DAY, step: DAY },
      },
    ]);
  });

  it.each([
    [counter('up', { meaning: { kind: 'sample' } }), 'count_over_time(up[3600s])'],
    [counter('h', { native: { kind: 'count' } }), 'histogram_count(increase(h[3600s]))'],
  ])('counts %j', async (selector, query) => {
    const { asked, ask } = prometheus();
    await findGroups([request(plus(selector))], ask);
    expect(asked[0]?.query).toContain(query);
  });

  it('sums the events of each label set over terms and days, missing labels as empty', async () => {
    const { ask } = prometheus(
      [series({ route: '/a', tenant: 't' }, '1', '2'), series({ tenant: 't' }, 'NaN')],
      [series({ route: '/a', tenant: 't' }, '1'), series({ route: '/only-taken', tenant: 't' }, '7')],
    );
    const total: EventCount = [
      { sign: 1, selector: counter('a_total') },
      { sign: -1, selector: counter('b_total') },
    ];
    const outcome = (await findGroups([request(total)], ask)).get('x');
    expect(outcome).toEqual({
      kind: 'read',
      found: {
        groups: [
          { labels: { route: '/a', tenant: 't' }, events: 2 },
          { labels: { route: '', tenant: 't' }, events: 0 },
        ],
        whole: true,
      },
    });
  });

  it('says when there may be more than one answer names', async () => {
    const full = Array.from({ length: 2_000 }, (_, i) => series({ route: `/${i}` }, '1'));
    const outcome = (await findGroups([request(plus(counter('a_total')))], prometheus(full).ask)).get('x');
    expect(outcome?.kind === 'read' && outcome.found).toMatchObject({ whole: false });
  });

  it('fails when one of its queries does', async () => {
    const failed = { kind: 'failed', reason: 'source-unreachable', message: 'no' } as const;
    const outcomes = await findGroups([request(plus(counter('a_total')))], async () => failed);
    expect(outcomes.get('x')).toEqual(failed);
  });
});
