import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayIncident } from '../../../../src/core/incident/apply.js';
import { PHASES } from '../../../../src/core/incident/phases.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { Life, lifeIn } from './life.js';

const by = 'maria';
const state = (life: Life, text = 'the pool') => life.do({ kind: 'state-hypothesis', text, by });
const ruleOut = (life: Life, hypothesis?: number, finding = 'half is free') =>
  life.do({ kind: 'rule-out-hypothesis', hypothesis, finding, by });
const confirm = (life: Life, hypothesis?: number) =>
  life.do({ kind: 'confirm-hypothesis', hypothesis, finding: '', by });
const extend = (life: Life, reason = 'the dump is not read yet') =>
  life.do({ kind: 'extend-hypothesis', hypothesis: undefined, reason, by });
const tick = (life: Life) => life.tend();
const reminders = ({ events }: Life) =>
  events.filter(({ kind }) => kind === 'hypothesis-reminded').map(({ at, text }) => [at / MINUTE, text]);
const texts = ({ events }: Life) => events.map(({ text }) => text);

describe('a hypothesis', () => {
  it.each(PHASES)('is stated in an incident that is %s only when somebody works on it', (phase) => {
    const working = ['investigating', 'identified', 'mitigating', 'monitoring'].includes(phase);
    expect(state(lifeIn(phase)) === undefined).toBe(working);
  });

  it('says why it is refused', () => {
    expect(state(lifeIn('declared'))).toBe('INC-7 is declared: begin to investigate first');
    expect(state(lifeIn('closed'))).toBe('INC-7 is closed');
    const life = lifeIn('investigating');
    expect(state(life, ' ')).toBe('say what the cause may be');
    expect(confirm(life)).toBe('no hypothesis of INC-7 is open');
    state(life);
    expect(ruleOut(life, undefined, ' ')).toBe('say what rules it out');
    expect(extend(life, ' ')).toBe('say why it needs more time');
    expect(ruleOut(life, 3)).toBe('INC-7 has no H3');
    state(life, 'the cache');
    expect(ruleOut(life)).toBe('say which one: H1, H2');
    ruleOut(life, 1);
    expect(confirm(life, 1)).toBe('H1 is ruled out already');
  });

  it('is stated once as long as it is open, however it is written', () => {
    const life = lifeIn('investigating');
    state(life, 'The pool  is full');
    state(life, 'the cache');
    const again = 'H1 says that already, and is open: confirm it, rule it out, or give it more time';
    expect(state(life, ' the pool is full ')).toBe(again);
    ruleOut(life, 1);
    expect(state(life, 'the pool is full')).toBeUndefined();
    expect(texts(life).at(-1)).toBe('H3: the pool is full');
  });

  it('has 15 minutes, of which it is reminded at 10 and at 15, once each', () => {
    const life = lifeIn('investigating');
    life.minute = 3;
    state(life);
    for (life.minute = 3; life.minute < 60; life.minute += 1) tick(life);
    expect(reminders(life)).toEqual([
      [13, 'H1 has 5m left of 15m: the pool'],
      [
        18,
        'the 15m of H1 are over: confirm it, rule it out, extend it once with a reason, or escalate: the pool',
      ],
    ]);
  });

  it('is extended once, with a timebox as long after the first', () => {
    const life = lifeIn('investigating');
    state(life);
    life.minute = 12;
    expect(extend(life)).toBeUndefined();
    expect(extend(life)).toBe('H1 was extended already: confirm it, rule it out, or escalate');
    for (life.minute = 12; life.minute < 60; life.minute += 1) tick(life);
    expect(reminders(life)).toEqual([
      [25, 'H1 has 5m left of 15m: the pool'],
      [30, 'the 15m of H1 are over: confirm it, rule it out, or escalate: the pool'],
    ]);
  });

  it.each([
    [0, 30],
    [15, 30],
    [40, 55],
  ])('extended %i minutes after it was stated it has until minute %i', (asked, until) => {
    const life = lifeIn('investigating');
    state(life);
    life.minute = asked;
    extend(life);
    for (; life.minute < 60; life.minute += 1) tick(life);
    expect(reminders(life).at(-1)).toEqual([until, expect.stringContaining('are over')]);
  });

  it('reminds no more once it is decided, nor while nobody suffers', () => {
    const decided = lifeIn('investigating');
    state(decided);
    ruleOut(decided);
    const watched = lifeIn('investigating');
    state(watched);
    watched.recover();
    for (const life of [decided, watched]) {
      life.minute = 30;
      tick(life);
      expect(reminders(life)).toEqual([]);
    }
    watched.do({ kind: 'resume-alert', text: 'back' });
    tick(watched);
    expect(reminders(watched)).toHaveLength(1);
  });

  it('that is confirmed is the cause', () => {
    const life = lifeIn('investigating');
    state(life);
    life.minute = 5;
    life.do({ kind: 'confirm-hypothesis', hypothesis: undefined, finding: 'all in use', by });
    expect(life.incident).toMatchObject({
      phase: 'identified',
      identifiedAt: 5 * MINUTE,
      hypotheses: [{ outcome: 'confirmed', finding: 'all in use', decidedAt: 5 * MINUTE }],
    });
    expect(texts(life).at(-1)).toBe('H1 is confirmed (the pool): all in use');
    const later = lifeIn('mitigating');
    state(later);
    confirm(later);
    expect(later.incident?.phase).toBe('mitigating');
  });

  it('that follows one that was ruled out is a pivot', () => {
    const life = lifeIn('investigating');
    state(life);
    ruleOut(life);
    state(life, 'the cache');
    state(life, 'the network');
    expect(texts(life).slice(-3)).toEqual([
      'H1 is ruled out: half is free',
      'pivot from H1 to H2: the cache',
      'H3: the network',
    ]);
    ruleOut(life, 3);
    expect(state(life, 'the disk')).toBeUndefined();
    expect(texts(life).at(-1)).toBe('H4: the disk');
    ruleOut(life, 4);
    ruleOut(life, 2);
    life.minute = 1;
    state(life, 'the clock');
    expect(texts(life).at(-1)).toContain('pivot from H');
  });

  it('reminds of each timebox twice at most and never not at all, whatever restarts', () => {
    const step = fc.record({
      minutes: fc.integer({ min: 0, max: 12 }),
      act: fc.constantFrom(state, ruleOut, confirm, extend, undefined),
      restarts: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const life = lifeIn('investigating');
        for (const { minutes, act, restarts } of steps) {
          life.minute += minutes;
          act?.(life);
          if (restarts) life.incident = replayIncident(life.events);
          for (let i = 0; i < 10; i += 1) tick(life);
          for (const { outcome, boxFrom, reminded } of life.incident?.hypotheses ?? []) {
            const gone = life.minute - boxFrom / MINUTE;
            if (outcome === 'open' && life.incident?.status === 'open')
              expect(reminded).toBe(gone >= 15 ? 2 : gone >= 10 ? 1 : 0);
          }
        }
        const boxes = (life.incident?.hypotheses ?? []).map(({ extended }) => (extended ? 4 : 2));
        expect(reminders(life).length).toBeLessThanOrEqual(boxes.reduce((sum, each) => sum + each, 0));
        expect(replayIncident(life.events)).toEqual(life.incident);
      }),
    );
  });
});
