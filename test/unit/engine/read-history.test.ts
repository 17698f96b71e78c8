import { describe, expect, it } from 'vitest';
import { History } from '../../../src/core/backtest/history.js';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import type { EventSource } from '../../../src/engine/ports.js';
import { readHistory } from '../../../src/engine/read-history.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { counting, restartedAt } from '../../support/counters.js';
import { SimulatedPrometheus } from '../../support/simulated-prometheus.js';

const FROM = Date.UTC(2026, 0, 5);
const TO = FROM + 12 * HOUR;
const SPAN = { from: FROM, to: TO, stepMs: 30 * SECOND, staleAfter: 150 * SECOND };
const slo = checkoutSlo();

function prometheus(): SimulatedPrometheus {
  const simulated = new SimulatedPrometheus(() => TO);
  const labels = { service: 'checkout-api' };
  const healthy = restartedAt(counting([FROM - HOUR, 10]), FROM + 5 * HOUR + 7 * SECOND);
  simulated.expose('http_requests_total', { ...labels, status: '200' }, healthy);
  simulated.expose(
    'http_requests_total',
    { ...labels, status: '503' },
    counting([FROM - HOUR, 0], [FROM + HOUR, 1]),
  );
  return simulated;
}

describe('readHistory', () => {
  it('counts every sample once, chunk after chunk, through a reset, and tells how far it is', async () => {
    const shares: number[] = [];
    const { counts, unread } = await readHistory([slo], prometheus(), SPAN, (share) => shares.push(share));
    const history = new History(counts.get(slo.id) ?? expect.fail());
    const sum = history.sum(12 * HOUR, TO);
    expect(sum.bad).toBe((11 * HOUR) / SECOND);
    // The restart takes what was counted between the last scrape before it and itself.
    expect(sum.total).toBeGreaterThanOrEqual((12 * HOUR * 10 + 11 * HOUR) / SECOND - 150);
    expect(sum.total).toBeLessThanOrEqual((12 * HOUR * 10 + 11 * HOUR) / SECOND);
    expect(sum.knownMs).toBe(12 * HOUR);
    expect(history.firstBad(FROM, TO)[0]).toBe(FROM + HOUR + 15 * SECOND);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toHaveLength(6);
    expect(unread).toEqual([]);
  });

  it('counts slices of time, the last of them too, and those of a failed chunk as unknown', async () => {
    const sliced = {
      ...slo,
      timeSlices: { lengthMs: MINUTE, goodShare: 0.95, withoutTraffic: 'good' },
    } as const;
    const simulated = prometheus();
    const source: Pick<EventSource, 'read'> = {
      read: async (requests) => {
        const fails = requests[0]?.upTo === FROM + 4 * HOUR;
        if (fails) simulated.failing.set('http_requests_total', 'query-failed');
        const outcomes = await simulated.read(requests);
        simulated.failing.clear();
        return outcomes;
      },
    };
    const { counts } = await readHistory([sliced], source, SPAN, () => undefined);
    const sum = new History(counts.get(slo.id) ?? expect.fail()).sum(12 * HOUR, TO);
    // One event in eleven fails from the second hour on.
    expect(sum).toMatchObject({ bad: 9 * 60, total: 10 * 60, knownMs: 10 * HOUR });
  });

  it('leaves a chunk unknown whose query fails, loses no event, and says why', async () => {
    const simulated = prometheus();
    const source: Pick<EventSource, 'read'> = {
      read: async (requests) => {
        if (requests[0]?.upTo === FROM + 4 * HOUR)
          simulated.failing.set('http_requests_total', 'query-failed');
        const outcomes = await simulated.read(requests);
        simulated.failing.clear();
        return outcomes;
      },
    };
    const { counts, unread } = await readHistory([slo], source, SPAN, () => undefined);
    const sum = new History(counts.get(slo.id) ?? expect.fail()).sum(12 * HOUR, TO);
    expect(unread).toEqual([
      {
        sloId: slo.id,
        from: FROM + 2 * HOUR,
        to: FROM + 4 * HOUR,
        message: 'no answer about http_requests_total',
      },
    ]);
    expect(sum.bad).toBeCloseTo((11 * HOUR) / SECOND, 6);
    expect(sum.knownMs / HOUR).toBeCloseTo(10, 1);
    expect(Math.abs(sum.knownMs - 10 * HOUR)).toBeLessThan(MINUTE);
  });

  it('ends at once when the source does not answer', async () => {
    const simulated = prometheus();
    simulated.reachable = false;
    await expect(readHistory([slo], simulated, SPAN, () => undefined)).rejects.toThrow('ECONNREFUSED');
    expect(simulated.asked.reads).toBe(1);
  });
});
