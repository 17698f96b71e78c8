import { describe, expect, it } from 'vitest';
import { type LabelledIncident, scoreIncidents } from '../../../../src/core/backtest/score-incidents.js';
import { HOUR } from '../../../../src/core/time/duration.js';
import { play, START, slo999 } from './histories.js';

const outage = (hour: number) => ({
  start: START + hour * HOUR,
  end: START + (hour + 1) * HOUR,
  errorRatio: 0.5,
});

function incident(hour: number, changes: Partial<LabelledIncident> = {}): LabelledIncident {
  const { start, end } = outage(hour);
  return { start, end, service: undefined, slo: undefined, name: undefined, ...changes };
}

describe('scoreIncidents', () => {
  const replays = [play(slo999(), 2, { outages: [outage(6), outage(20)] })];

  it('gives precision and recall with what is missed and what was false', () => {
    const missed = incident(30, { name: 'nobody was paged' });
    const score = scoreIncidents(replays, [incident(6), missed]);
    expect(score).toMatchObject({ precision: 0.5, pages: 2, recall: 0.5, incidents: 2, missed: [missed] });
    expect(score.falsePages.map(({ page }) => page.failingSince)).toEqual([START + 20 * HOUR]);
  });

  it('leaves out incidents of other SLOs and of other times', () => {
    const others = [
      incident(6, { service: 'search-api' }),
      incident(6, { service: 'checkout-api', slo: 'latency' }),
      incident(-6),
      incident(49),
    ];
    const score = scoreIncidents(replays, [
      incident(20, { service: 'checkout-api', slo: 'availability' }),
      ...others,
    ]);
    expect(score).toMatchObject({ precision: 0.5, recall: 1, incidents: 1, leftOut: others });
  });

  it('has no precision without pages, and no recall without incidents', () => {
    expect(scoreIncidents([play(slo999(), 1)], [])).toMatchObject({
      precision: undefined,
      recall: undefined,
    });
  });
});
