import { describe, expect, it } from 'vitest';
import { planReads } from '../../../../src/adapters/prometheus/read-plan.js';
import { weightedSelectors } from '../../../../src/core/events/weighted-selectors.js';
import { recordedSli } from '../../../../src/core/slo/recorded-sli.js';
import { HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import type { ReadRequest } from '../../../../src/engine/ports.js';
import { checkoutSlo } from '../../../support/checkout-slos.js';

const recorded = (service: string, name: string, span = 2 * MINUTE): ReadRequest => ({
  key: `${service}/${name}`,
  selectors: weightedSelectors(recordedSli(checkoutSlo({ service, name }))).map(({ selector }) => selector),
  after: 0,
  upTo: span,
});

/** So many services with two SLOs each. */
const many = (services: number, span?: number) =>
  Array.from({ length: services }, (_, n) => [
    recorded(`s${n}`, 'availability', span),
    recorded(`s${n}`, 'latency', span),
  ]).flat();

describe('running totals', () => {
  it('of a few services are read by one query that names them', () => {
    const batches = planReads([recorded('a', 'x'), recorded('a', 'y'), recorded('b.c', 'x')]);
    expect(batches.map(({ selector }) => selector)).toEqual([
      'slo:events:running_total{service=~"a|b\\\\.c"}',
    ]);
    expect(batches[0]?.members.map(({ key, index }) => `${key} ${index}`)).toEqual([
      'a/x 0',
      'a/x 1',
      'a/y 0',
      'a/y 1',
      'b.c/x 0',
      'b.c/x 1',
    ]);
  });

  it('of ten thousand SLOs are read by one query for all', () => {
    const batches = planReads(many(5000));
    expect(batches.map(({ selector }) => selector)).toEqual(['slo:events:running_total']);
    expect(batches[0]?.members).toHaveLength(20_000);
  });

  it('of a long time are read in pieces, each service in one of them', () => {
    const batches = planReads(many(600, 2 * HOUR));
    const members = batches.flatMap((batch) => batch.members);
    expect(new Set(members.map(({ key, index }) => `${key} ${index}`)).size).toBe(2400);
    expect(members).toHaveLength(2400);
    expect(batches).toHaveLength(3);
    for (const batch of batches) {
      // Half a million samples at 15 s over two hours.
      expect(batch.members.length).toBeLessThanOrEqual(1041);
      expect(batch.selector).toMatch(/^slo:events:running_total\{service=~"(s\d+\|)+s\d+"\}$/);
    }
  });

  it('of one service with more than a piece holds stay together', () => {
    const requests = Array.from({ length: 600 }, (_, n) => recorded('only', `slo-${n}`, 2 * HOUR));
    const batches = planReads(requests);
    expect(batches.map(({ selector }) => selector)).toEqual(['slo:events:running_total{service="only"}']);
  });

  it('and raw counters do not get in each other’s way', () => {
    const raw = { ...recorded('a', 'x'), key: 'raw', selectors: [{ metric: 'x_total', matchers: [] }] };
    expect(planReads([raw, recorded('a', 'x')]).map(({ selector }) => selector)).toEqual([
      'slo:events:running_total{service="a"}',
      'x_total',
    ]);
  });
});
