import { describe, expect, it } from 'vitest';
import type { WindowReading } from '../../../../src/core/burn-rate/reading.js';
import type { SliSight } from '../../../../src/core/incident/mitigation.js';
import { sightOf, sightText } from '../../../../src/core/incident/mitigations.js';
import { PHASES } from '../../../../src/core/incident/phases.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { Life, lifeIn } from './life.js';

const by = 'maria';
const reading = (errorRatio: number, coverage = 1): WindowReading => ({
  kind: 'measured',
  windowMs: 5 * MINUTE,
  badEvents: errorRatio * 1000,
  totalEvents: 1000,
  errorRatio,
  burnRate: errorRatio / 0.001,
  coverage,
});
const UNKNOWN: WindowReading = { kind: 'unknown', windowMs: 5 * MINUTE, coverage: 0, reason: 'stale' };
const NO_TRAFFIC: WindowReading = { kind: 'no-traffic', windowMs: 5 * MINUTE, coverage: 0.5 };
const mitigate = (life: Life, before: SliSight = sightOf(reading(0.12)), text = 'to v1.41') =>
  life.do({ kind: 'mitigate', mitigation: 'rollback', text, before, by });
const see = (life: Life, shortest: WindowReading, ago = 0) =>
  life.do({ kind: 'see-sli', shortest, dataUntil: (life.minute - ago) * MINUTE });

describe('a mitigation', () => {
  it.each(PHASES)('of an incident that is %s needs nobody’s leave while that goes on', (phase) => {
    const life = lifeIn(phase);
    const over = phase === 'resolved' || phase === 'closed';
    expect(mitigate(life)).toBe(over ? `INC-7 is ${phase}` : undefined);
    const moves = phase === 'investigating' || phase === 'identified';
    expect(life.incident?.phase).toBe(moves ? 'mitigating' : phase);
  });

  it('says what is done', () => {
    expect(mitigate(lifeIn('investigating'), undefined, ' ')).toBe('say what is done against it');
  });

  it('is written down with the SLI before, and once with the SLI of the first window after', () => {
    const life = lifeIn('investigating');
    life.minute = 10;
    mitigate(life);
    expect(life.events.at(-1)).toMatchObject({
      kind: 'mitigated',
      by,
      text: 'M1, rollback: to v1.41; before: 12 % of events failing over 5m',
    });
    life.minute = 14;
    see(life, reading(0.05));
    life.minute = 15;
    see(life, reading(0.02), 1);
    expect(life.incident?.mitigations[0]?.after).toBeUndefined();
    see(life, reading(0.001, 0.8));
    life.minute = 20;
    see(life, reading(0.5));
    expect(life.events.filter(({ kind }) => kind === 'mitigation-measured')).toMatchObject([
      {
        at: 15 * MINUTE,
        by: 'engine',
        text: 'after M1, rollback: 0.1 % of events failing over 5m, 80 % of it known; before it: 12 % of events failing over 5m',
      },
    ]);
    expect(life.incident?.mitigations).toEqual([
      {
        number: 1,
        what: 'rollback',
        text: 'to v1.41',
        by,
        at: 10 * MINUTE,
        before: sightOf(reading(0.12)),
        after: sightOf(reading(0.001, 0.8)),
      },
    ]);
  });

  it.each([
    [UNKNOWN, 'unknown (stale)'],
    [NO_TRAFFIC, 'no events over 5m, 50 % of it known'],
  ])('of which nothing is seen for twice as long has %j written down', (shortest, text) => {
    const life = lifeIn('mitigating');
    mitigate(life, { kind: 'unknown', reason: 'no SLI watches it' });
    life.minute = 9;
    see(life, shortest);
    expect(life.incident?.mitigations[0]?.after).toBeUndefined();
    life.minute = 10;
    see(life, shortest);
    expect(life.incident?.mitigations[0]).toMatchObject({
      before: { kind: 'unknown', reason: 'no SLI watches it' },
      after: sightOf(shortest),
    });
    expect(life.events.at(-1)?.text).toContain(`after M1, rollback: ${text}; before it: unknown`);
  });

  it('that is seen after a short blindness is measured', () => {
    const life = lifeIn('mitigating');
    mitigate(life);
    life.minute = 8;
    life.do({ kind: 'see-sli', shortest: UNKNOWN, dataUntil: undefined });
    life.minute = 9;
    see(life, reading(0));
    expect(life.incident?.mitigations[0]?.after).toEqual(sightOf(reading(0)));
    expect(sightText(sightOf(reading(0)))).toBe('0 % of events failing over 5m');
  });
});
